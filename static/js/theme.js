document.documentElement.dataset.scripts = "";
try {
  const kept = localStorage.getItem("theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch {
  // storage is closed: the system's choice holds
}
