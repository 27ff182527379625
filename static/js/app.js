// What htmx leaves to the page: a failed answer, keys, the dark switch, copying. Nothing needs it.
(() => {
  "use strict";

  const problem = () => document.getElementById("problem");

  function tell(event) {
    const box = problem();
    const failed = event.detail.elt;
    if (!box || !failed) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = box.dataset.again;
    const place = document.activeElement;
    again.addEventListener("click", () => retry(event.detail, failed, place));
    box.replaceChildren(box.dataset.failed + " ", again);
    box.hidden = false;
  }

  // the button goes away when it is pressed: whoever pressed it goes on where the request was made
  function retry(detail, element, place) {
    focusFirst(place, element, detail.target);
    hide();
    const asked = detail.requestConfig;
    const target = detail.target;
    if (element.matches("form")) element.requestSubmit();
    else window.htmx.ajax("GET", asked.path, { source: element, target });
  }

  // focus the first of these that takes it; a region takes it for as long as it stands
  function focusFirst(...places) {
    for (const place of places) {
      if (!place?.isConnected || place === document.body) continue;
      place.focus({ preventScroll: true });
      if (document.activeElement === place) return;
    }
    focusRegion(places.at(-1));
  }

  function focusRegion(region) {
    if (!region?.isConnected) return;
    region.tabIndex = -1;
    region.focus({ preventScroll: true });
  }

  function hide() {
    const box = problem();
    if (box) box.hidden = true;
  }

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, tell);
  }
  document.addEventListener("htmx:beforeRequest", hide);

  // a region says that it is being fetched anew, until its answer is here or has failed
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    detail.target?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    detail.target?.removeAttribute("aria-busy");
  });

  // where a part was asked for and a cache gives a whole page, nothing of it is put inside this one
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!/^\s*<!doctype/i.test(detail.serverResponse ?? "")) return;
    const content = document.getElementById("content");
    if (detail.target?.id && content) {
      detail.target = content;
      detail.selectOverride = "#content"; // as hx-select does: of the whole page its content alone
    } else detail.shouldSwap = false; // the link in it stays, and leads to the page
  });

  // what had the focus went with the old content: the new content of that region has it
  let leaving = "";
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    leaving = detail.target?.contains(document.activeElement) ? detail.target.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (leaving && document.activeElement === document.body) {
      focusRegion(document.getElementById(leaving));
    }
    leaving = "";
  });

  // the way back: only the last step counts, and one that fails is told like any other answer
  let restoring;
  let stepping = false;

  // what a filter asked for is not wanted any more once its reader has stepped back
  window.addEventListener("popstate", ({ state }) => {
    if (!state?.htmx) return;
    stepping = true;
    const asking = document.getElementById("comparison");
    if (asking) window.htmx.trigger(asking, "htmx:abort");
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (stepping && event.detail.target?.id === "results") event.preventDefault();
  });
  for (const name of ["htmx:historyRestore", "htmx:historyCacheMissLoadError"]) {
    document.addEventListener(name, () => (stepping = false));
  }

  function lost() {
    stepping = false;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = problem().dataset.again;
    again.addEventListener("click", () => location.reload());
    problem().replaceChildren(problem().dataset.lost + " ", again);
    problem().hidden = false;
  }

  // the address is the earlier one already: what stands here belongs to another, and is not shown
  function leave() {
    const content = document.getElementById("content");
    if (!content) return;
    content.inert = true;
    content.setAttribute("aria-busy", "true");
  }

  // a page that was left for good meanwhile, and comes back as it was left
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.getElementById("content")?.inert) location.reload();
  });

  document.addEventListener("htmx:historyCacheMiss", ({ detail }) => {
    restoring?.abort();
    restoring = detail.xhr;
    restoring.addEventListener("error", lost);
    leave();
  });
  document.addEventListener("htmx:historyCacheMissLoadError", lost);

  // a link that takes the search away empties its box too; what is being typed stays
  document.addEventListener("htmx:pushedIntoHistory", () => {
    const words = document.getElementById("words");
    if (!words || words === document.activeElement) return;
    words.value = new URL(location.href).searchParams.get("q") ?? "";
  });

  // the dark switch: kept on this machine, the reader's system decides until it is used
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const showSwitch = () =>
    document.querySelector("[data-theme-switch]")?.setAttribute("aria-pressed", String(isDark()));

  showSwitch();
  system.addEventListener("change", showSwitch);
  // whoever sets the theme, theme.js for a choice made on another page included
  new MutationObserver(showSwitch).observe(root, { attributeFilter: ["data-theme"] });
  // a step back brings a new body, and with it a new switch
  document.addEventListener("htmx:historyRestore", showSwitch);
  // and no head: browsers share the address that stands there
  document.addEventListener("htmx:historyRestore", () => {
    document.getElementById("canonical")?.setAttribute("href", location.href.split("#")[0]);
  });

  // the same page in another language: with what was chosen since it came, and at the same place
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, ({ target }) => {
      const link = target.closest?.("#languages a");
      if (!link) return;
      link.search = location.search;
      link.hash = location.hash;
    });
  }
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-theme-switch]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // storage is closed: it holds for this page
    }
  });

  // what is unfolded stands in the address, so that a step back, a reload and a shared link keep it
  const opened = () => new URL(location.href).searchParams.getAll("open");

  function withOpened(url, keys) {
    url.searchParams.delete("open");
    for (const key of keys) url.searchParams.append("open", key);
    return url;
  }

  document.addEventListener(
    "toggle",
    ({ target }) => {
      const key = target.dataset?.open;
      const keys = new Set(opened());
      if (!key || keys.has(key) === target.open) return;
      if (target.open) keys.add(key);
      else keys.delete(key);
      history.replaceState(history.state, "", withOpened(new URL(location.href), keys));
    },
    true,
  );

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { elt } = detail;
    const url = new URL(detail.path, location.href);
    if (!elt.closest("#comparison") || elt.matches(".load")) return;
    const keys = new Set(opened());
    const key = elt.dataset.toggle;
    if (key && !keys.delete(key)) keys.add(key);
    delete detail.parameters.open;
    if (!keys.size && !url.searchParams.has("open")) return;
    withOpened(url, keys);
    detail.path = url.pathname + url.search;
  });

  // keys: / to search, j and k between questions, ? for help
  function step(by) {
    const ways = ".row-menu > summary, .way, a.question";
    const links = [...document.querySelectorAll(".row")]
      .filter((row) => row.checkVisibility())
      .map((row) => row.querySelector(ways));
    const now = links.indexOf(document.activeElement?.closest(".row")?.querySelector(ways));
    const top = links.findIndex((link) => link.getBoundingClientRect().top > 60);
    const next = links[now < 0 ? Math.max(top, 0) : now + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest(".row").scrollIntoView({ block: "start" });
  }

  const keys = {
    "/": () =>
      (document.querySelector("main input[type=search]") ?? document.getElementById("site-words"))?.focus(),
    j: () => step(1),
    k: () => step(-1),
    "?": () => document.getElementById("help")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog");
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  // a citation gets a button that copies it, where the browser can
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const line = target.open && target.matches(".cite") && target.querySelector(".cite-line");
      if (!line || !navigator.clipboard || target.querySelector("button")) return;
      const copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = problem().dataset.copy;
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(line.textContent.trim());
        copy.textContent = problem().dataset.copied;
      });
      line.after(copy);
    },
    true,
  );

  // a row that stands in another part of a long page: the site knows in which
  const key = location.hash.startsWith("#q-") && decodeURIComponent(location.hash.slice(3));
  const address = new URL(location.href);
  if (key && document.getElementById("parts") && !document.getElementById(`q-${key}`)) {
    address.searchParams.delete("part");
    address.searchParams.set("row", key);
    address.hash = "";
    location.replace(address);
  }
})();
