// Select2 gives its controls no name of their own: they get the label of what they stand for.
(() => {
  "use strict";

  const nameControls = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const label = select.labels[0];
      const control = select.nextElementSibling?.querySelector(".select2-selection");
      if (!label || !control) continue;
      label.id ||= `${select.id}-label`;
      for (const part of [control, ...control.querySelectorAll("[role=textbox], input")]) {
        const named = part.getAttribute("aria-labelledby") ?? "";
        if (!named.split(" ").includes(label.id)) {
          part.setAttribute("aria-labelledby", `${label.id} ${named}`.trim());
        }
      }
    }
  };

  // Select2 is made after this event by a callback that jQuery puts off.
  window.addEventListener("load", () => setTimeout(nameControls));
  document.addEventListener("formset:added", () => setTimeout(nameControls));
})();
