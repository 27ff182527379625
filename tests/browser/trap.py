"""A page without any content policy that notices whatever hostile markup manages to do."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Route

ADDRESS = "http://page.example/"
ATTEMPTS = 4

# Runs before anything else in every frame. What a payload calls is written down, not shown.
RECORDER = """
for (const name of ["alert", "prompt", "confirm", "print"]) {
    window[name] = () => { window.report(name); };
}
// A good link may be clicked, but the page has to stay to be looked at.
addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const leaves = link && !(link.hash && link.host === location.host);
    if (leaves && ["http:", "https:", "mailto:"].includes(link.protocol)) event.preventDefault();
}, true);
"""

# What a visitor's mouse, keys and focus can set off, on the cases and what is in them.
INTERACTION = """async () => {
    const SAFE = ["http:", "https:", "mailto:"];
    const events = {
        MouseEvent: ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "click",
                     "dblclick", "contextmenu", "auxclick", "mouseout", "mouseleave"],
        PointerEvent: ["pointerover", "pointerenter", "pointermove", "pointerdown", "pointerup",
                       "pointerout", "pointerleave"],
        WheelEvent: ["wheel", "mousewheel"],
        KeyboardEvent: ["keydown", "keypress", "keyup"],
        FocusEvent: ["focus", "focusin", "blur", "focusout"],
        DragEvent: ["dragstart", "drag", "dragenter", "dragover", "drop", "dragend"],
        Event: ["input", "change", "select", "copy", "cut", "paste", "scroll", "toggle",
                "submit", "reset", "search", "invalid", "beforeinput", "load", "error"],
    };
    const options = {bubbles: true, cancelable: true, composed: true, view: window, key: "x"};
    const touched = "html, body, #cases > div, #cases > div *";
    for (const element of [...document.querySelectorAll(touched)]) {
        for (const [type, names] of Object.entries(events)) {
            for (const name of names) element.dispatchEvent(new window[type](name, options));
        }
        element.focus?.();
        element.click?.();
        element.blur?.();
        // A further step would call off the navigation, or the script, that this one began;
        // the links that may stay in a text begin none here.
        const harmless = element.matches("a") && SAFE.includes(element.protocol);
        if (!harmless && element.matches("a, area, button, input, form, label, image, text")) {
            await new Promise(resolve => setTimeout(resolve));
        }
    }
}"""

# The page with the inside of each case left out: equal before and after, or something leaked.
SKELETON = """() => {
    const copy = document.documentElement.cloneNode(true);
    for (const place of copy.querySelectorAll("#cases > div")) place.replaceChildren();
    return copy.outerHTML;
}"""

FACTS = """() => [...document.querySelectorAll("#cases > div *")].flatMap(element =>
    [...element.attributes].map(({name, value}) => [element.localName, name, value])
        .concat([[element.localName, "", ""]]))"""


@dataclass
class Trap:
    """An open page and what was noticed on it.

    `called` names each alert, prompt, confirm or print, in any frame; `requests` all addresses
    asked for, the page's own too; `scripts` where each script of the page stands; `openings`
    the addresses of further pages.
    """

    page: Page
    called: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    openings: list[str] = field(default_factory=list)
    body: str = ""

    def show(self, html: str) -> None:
        """Open a page with this body, without any policy, and let it settle."""
        self.body = (
            f"<!doctype html><html><head><title>Cases</title></head><body>{html}</body></html>"
        )
        for _ in range(ATTEMPTS - 1):
            # What the page before still meant to do may cut in on the way to this one.
            with suppress(Error):
                return self._open()
        return self._open()

    def _open(self) -> None:
        for noticed in (self.called, self.requests, self.scripts, self.openings):
            noticed.clear()
        self.page.goto(ADDRESS, wait_until="commit")
        with suppress(Error):  # markup that moves the page away does so before it has loaded
            self.page.wait_for_load_state("load")

    def show_cases(self, cases: dict[str, str]) -> None:
        """Open a page with each piece of HTML in its own place between two marks."""
        places = "".join(
            f'<hr data-before="{escape(name)}"><div data-id="{escape(name)}">{html}</div>'
            f'<hr data-after="{escape(name)}">'
            for name, html in cases.items()
        )
        self.show(f'<header>Head</header><main id="cases">{places}</main><footer>Foot</footer>')

    def skeleton(self) -> str:
        """Return the page's markup without the inside of the cases."""
        return str(self.page.evaluate(SKELETON))

    def facts(self) -> set[tuple[str, str, str]]:
        """Return each (element, attribute, value) inside the cases; "" stands for the element."""
        return {(tag, name, value) for tag, name, value in self.page.evaluate(FACTS)}

    def settle(self, milliseconds: int = 100) -> None:
        """Give the page, and the messages about it, time to arrive."""
        self.page.wait_for_timeout(milliseconds)

    def interact(self) -> None:
        """Do to every element of the cases what a visitor could do."""
        self.page.evaluate(INTERACTION)


@contextmanager
def open_trap(browser: Browser) -> Iterator[Trap]:
    """Yield a page that answers itself only; every other request is written down and refused."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(RECORDER)
    trap = Trap(context.new_page())
    _watch(trap, context, context.new_cdp_session(trap.page))
    yield trap
    context.close()


def _watch(trap: Trap, context: BrowserContext, session: CDPSession) -> None:
    """Write down dialogs, requests, other pages and every script that belongs to the page."""

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS and route.request.is_navigation_request():
            route.fulfill(content_type="text/html; charset=utf-8", body=trap.body)
        else:
            route.abort()

    def parsed(script: dict[str, str]) -> None:
        # What the test itself evaluates has no address; neither has the recorder.
        if script["url"].startswith((ADDRESS, "javascript:", "data:", "blob:", "about:")):
            trap.scripts.append(script["url"])

    def dismiss(dialog) -> None:
        trap.called.append(dialog.type)
        dialog.dismiss()

    context.route("**/*", answer)
    context.on("page", lambda page: trap.openings.append(page.url))
    trap.page.on("request", lambda request: trap.requests.append(request.url))
    trap.page.on("websocket", lambda socket: trap.requests.append(socket.url))
    trap.page.on("dialog", dismiss)
    trap.page.expose_binding("report", lambda source, name: trap.called.append(name))
    session.on("Debugger.scriptParsed", parsed)
    session.send("Debugger.enable")
