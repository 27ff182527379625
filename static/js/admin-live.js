// Live answers in the admin (htmx): what is being fetched is busy, and an answer that fails is told,
// with the way on. Nothing needs it: the forms work without, and what is typed stays where it is.
(() => {
  "use strict";

  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    detail.target?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // a swap brings a new element under the same name
    detail.target?.removeAttribute("aria-busy");
    document.getElementById(detail.target?.id)?.removeAttribute("aria-busy");
  });

  // an answer from another page (the login, where the session was over) is no part of this one
  const isElsewhere = (address, path) =>
    address && new URL(address).pathname !== new URL(path, location.href).pathname;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (isElsewhere(detail.xhr.responseURL, detail.pathInfo.requestPath)) detail.shouldSwap = false;
  });

  const box = document.getElementById("standstill");
  if (!box) return;
  const goOn = box.querySelector("button");
  let failed = null;

  function say(what, element) {
    failed = element ?? failed;
    for (const words of box.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== what;
    box.dataset.now = what;
    box.hidden = false;
  }

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt, xhr, pathInfo } = detail;
    const wentAway = xhr.status === 200 && isElsewhere(xhr.responseURL, pathInfo.requestPath);
    if (xhr.status === 401 || wentAway) say("ended", elt);
    else if (xhr.status === 403) say("refused", elt);
    else if (detail.successful) box.hidden = true;
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, ({ detail }) => {
      if (![401, 403].includes(detail.xhr.status)) say("unanswered", detail.elt);
    });
  }

  // the page is asked for again, for the token of the session that there is now and its name; false
  // while there is none
  async function renew() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || isElsewhere(answer.url, location.href)) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    const [now, then] = [page, document].map((one) => one.querySelector("#user-tools strong"));
    if (now && then) then.textContent = now.textContent;
    return true;
  }

  async function carryOn() {
    if (!(await renew())) return say(box.dataset.now === "unanswered" ? "unanswered" : "ended");
    box.hidden = true;
    if (failed?.isConnected && failed.dataset.live) window.htmx.trigger(failed, failed.dataset.live);
  }

  // the button goes away when it is pressed: what had the focus before has it again
  let place = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!box.contains(target)) place = target;
  });
  goOn.addEventListener("click", async () => {
    await carryOn();
    if (box.hidden && place?.isConnected) place.focus({ preventScroll: true });
  });

  // back from the tab in which somebody logged in
  window.addEventListener("focus", () => {
    if (!box.hidden && box.dataset.now === "ended") carryOn();
  });
})();
