// What htmx leaves to the page: telling the reader when an answer did not arrive. Nothing needs it.
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
    again.addEventListener("click", () => retry(event.detail, failed));
    box.replaceChildren(box.dataset.failed + " ", again);
    box.hidden = false;
  }

  function retry(detail, element) {
    hide();
    const asked = detail.requestConfig;
    const target = detail.target;
    if (element.matches("form")) element.requestSubmit();
    else window.htmx.ajax("GET", asked.path, { source: element, target });
  }

  function hide() {
    const box = problem();
    if (box) box.hidden = true;
  }

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, tell);
  }
  document.addEventListener("htmx:beforeRequest", hide);
})();
