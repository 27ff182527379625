// The kept choice of light or dark, before the page is drawn; again when another page changed it.
(() => {
  "use strict";

  const root = document.documentElement;
  root.dataset.scripts = "";

  function keep() {
    try {
      const kept = localStorage.getItem("theme");
      if (kept === "dark" || kept === "light") root.dataset.theme = kept;
    } catch {
      // storage is closed: the system's choice holds
    }
  }

  keep();
  window.addEventListener("pageshow", keep);
  window.addEventListener("storage", keep);
})();
