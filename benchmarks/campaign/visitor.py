"""A visitor of the site: asks by HTTP as a browser behind a proxy does, and fills in forms."""

from __future__ import annotations

import time
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from lxml import html

from benchmarks.campaign.figures import GONE, Answers

HOST = "parley.example.org"
Fields = list[tuple[str, str]]


class Visitor:
    """One person with cookies of their own, at an address of their own."""

    def __init__(self, port: int, address: str, answers: Answers, *, patience: float = 60) -> None:
        self._port, self._address, self._answers = port, address, answers
        self._patience = patience
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page; the status is GONE if no answer came."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Fields) -> tuple[int, str]:
        """Send a form, and return status and text of the answer."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self._port, timeout=self._patience)
        try:
            connection.request(method, path, body, self._headers(body))
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            status = answer.status
            for value in answer.headers.get_all("Set-Cookie") or ():
                for name, morsel in SimpleCookie(value).items():
                    self._cookies[name] = morsel.value
        except (OSError, HTTPException):
            status, text = GONE, ""
        finally:
            connection.close()
        self._answers.add(status, time.monotonic() - begun)
        return status, text

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self._address,
            "Referer": f"https://{HOST}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers

    def log_in(self, name: str, password: str) -> bool:
        """Log in at the desk; return whether that is done."""
        _status, page = self.get("/admin/login/")
        given = [("username", name), ("password", password)]
        fields = filled(page, "login-form", given) if page else []
        status, _page = self.post("/admin/login/", fields) if fields else (GONE, "")
        return status == 302


def filled(page: str, form: str, given: Fields) -> Fields:
    """Return what a browser sends for a form of a page, with some of its fields filled in anew."""
    root = html.document_fromstring(page)
    new = dict(given)
    outer = f"//form[@id='{form}']" if form else "//form[@method='post']"
    inside = f"{outer}//*[self::input or self::select or self::textarea]"
    elsewhere = f"//*[@form='{form}'][self::input or self::select or self::textarea]"
    fields: Fields = []
    for control in root.xpath(f"{inside} | {elsewhere}"):
        name = control.get("name") or ""
        if name and not control.xpath("ancestor::noscript") and name not in new:
            fields += [(name, value) for value in _values(control)]
    return [*fields, *given]


def _values(control: html.HtmlElement) -> list[str]:
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        chosen = control.xpath(".//option[@selected]")
        if not chosen and control.get("multiple") is None:
            chosen = control.xpath(".//option")[:1]
        return [option.get("value", "") for option in chosen]
    kind = control.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [] if kind in ("submit", "button", "file", "image") else [control.get("value", "")]
