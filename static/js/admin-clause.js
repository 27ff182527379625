// The page of a clause: what htmx and Select2 leave to it. Everything works without.
(() => {
  "use strict";

  const fields = document.getElementById("clause-fields");
  if (!fields) return;

  // Select2 tells jQuery only: the form listens to events of the page
  const $ = window.django?.jQuery;
  if ($) {
    $(fields).on("select2:select select2:unselect select2:clear", ({ target }) =>
      target.dispatchEvent(new Event("change", { bubbles: true })),
    );
  }

  // its controls have no name of their own: the label of what they stand for
  function nameControls(within) {
    for (const control of within.querySelectorAll(".select2-selection")) {
      const select = control.closest(".clause-field")?.querySelector("select");
      const label = select?.labels[0];
      if (!label) continue;
      label.id ||= `${select.id}-label`;
      const shown = control.getAttribute("aria-labelledby") ?? "";
      if (!shown.includes(label.id)) control.setAttribute("aria-labelledby", `${label.id} ${shown}`.trim());
      control.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
    }
  }

  const named = () => nameControls(fields);
  window.addEventListener("load", named);
  document.addEventListener("formset:added", () => setTimeout(named));
  document.addEventListener("formset:removed", () =>
    fields.dispatchEvent(new Event("change", { bubbles: true })),
  );
  if ($) {
    $(document).on("select2:open", () =>
      document.querySelector(".select2-container--open .select2-search__field")?.focus(),
    );
  }

  // nobody is interrupted: a part in which somebody types is left as it is
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const target = detail.target;
    if (target?.contains(document.activeElement) && target.id !== "text-preview") {
      detail.shouldSwap = false;
    }
  });

  // leaving with unsaved words asks first
  let changed = Boolean(document.querySelector(".clause-clash, .errornote"));
  fields.addEventListener("input", () => (changed = true));
  fields.addEventListener("change", () => (changed = true));
  document.getElementById("clause_form").addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
