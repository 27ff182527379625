"""Texts that were written when a session ended, carried through the next login.

Nothing is stored: the page that asks for the login holds the text, signed, and hands it back after
it. Then the writer sees it again and sends it on, to the address that it was meant for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.middleware import is_staff_address

SALT = "parley.written"
WRITTEN_SECONDS = 7 * 24 * 60 * 60
"""How long a page with a written text may stay open."""
LONGEST = 1_500_000
"""Signs of a written text that a form can carry, safely below Django's limit for a request."""
OWN_FIELDS = frozenset({"csrfmiddlewaretoken", "written"})
PROSE_LENGTH = 12
"""The length from which on a value is shown as something that somebody wrote."""
MACHINE_STARTS = ("{", "[")
"""The beginnings of values that a page wrote for itself."""


@dataclass(frozen=True)
class Written:
    """The fields of a form that somebody sent to an address, in the order of the form."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def prose(self) -> list[str]:
        """The texts among the fields, to be recognised by."""
        long = [value for _name, value in self.fields if len(value) >= PROSE_LENGTH]
        return [value for value in long if not value.startswith(MACHINE_STARTS)]

    def sign(self) -> str:
        """Return it as one text that only this site can make."""
        value = [self.address, self.fields]
        return signing.dumps(value, salt=SALT, compress=True)


def read_form(request: HttpRequest) -> Written:
    """Return what a request brought. Passwords and files are never kept."""
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in OWN_FIELDS and "password" not in name
    )
    return Written(request.get_full_path(), fields)


def carried_form(request: HttpRequest) -> Written | None:
    """Return what a request brought, to be sent again where it could not be answered.

    Of a login that carries a text: the way to the login with that text. None if nothing was typed,
    or if a page of another site may have sent it: nobody is asked to send that with their rights.
    """
    if not _is_own(request):
        return None
    if signed := read_written(request):
        after = request.POST.get("next", "")
        return Written(reverse("admin:login"), (("next", after), ("written", signed)))
    written = read_form(request)
    return written if written.fields else None


class _OriginCheck(CsrfViewMiddleware):
    """Django's check against forged forms, which says so and leaves the answer to others."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def _is_own(request: HttpRequest) -> bool:
    """Tell whether a page of this site sent the form, as Django would tell or the browser says."""
    if getattr(request, "csrf_processing_done", False) or _has_own_origin(request):
        return True
    check = _OriginCheck(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, HttpResponse, (), {}) is None


def _has_own_origin(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def read_written(request: HttpRequest) -> str:
    """Return the signed text that a login form carried; empty if none, or not this site's."""
    signed = request.POST.get("written", "")
    return signed if load_written(signed) else ""


def load_written(signed: str) -> Written | None:
    """Return what was signed; None if this site did not sign it, or long ago."""
    try:
        address, fields = signing.loads(signed, salt=SALT, max_age=WRITTEN_SECONDS)
    except signing.BadSignature:
        return None
    return Written(address, tuple((name, value) for name, value in fields))


def login(request: HttpRequest) -> HttpResponse:
    """Show the admin's login; after it, the page with what was written before."""
    written = read_written(request)
    if written and "username" not in request.POST:
        return _login_page(request, written, request.POST.get("next", ""))
    response = admin.site.login(request, extra_context={"written": written})
    form = load_written(written)
    if form and response.status_code == 302 and request.user.is_authenticated:
        return _send_again(request, form)
    return response


class EndedSessionMiddleware:
    """Middleware that answers a form sent after the session had ended with a login that keeps it.

    htmx asks for parts of a page, and the page still holds the text: it gets a message only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _was_sent_to_login(request, response):
            return response
        if request.headers.get("HX-Request"):
            return HttpResponse(_("Your session has ended. Save, and log in again."), status=401)
        return _log_in_again(request) or response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Offer to send a form again that was opened before the latest login, in another tab.

    Only if the browser says that the form is this site's own: a forged one is refused.
    """
    own = _has_own_origin(request)
    refusal = render(request, "403_csrf.html", status=403)
    if not own or not is_staff_address(request.path) or request.path == reverse("admin:login"):
        return refusal
    if request.user.is_authenticated:
        return _send_again(request, read_form(request), status=403)
    return _log_in_again(request) or refusal


def _was_sent_to_login(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method != "POST" or response.status_code != 302 or request.user.is_authenticated:
        return False
    login_address = reverse("admin:login")
    return urlsplit(response["Location"]).path == login_address != request.path


def _log_in_again(request: HttpRequest) -> HttpResponse | None:
    """Return the login with what was written; None if there is nothing, or too much."""
    written = read_form(request)
    signed = written.sign() if written.fields else ""
    if not signed or len(signed) > LONGEST:
        return None
    return _login_page(request, signed, request.get_full_path(), status=403)


def _login_page(request: HttpRequest, signed: str, after: str, status: int = 200) -> HttpResponse:
    page = {
        **admin.site.each_context(request),
        "title": _("Log in"),
        "form": AdminAuthenticationForm(request),
        "app_path": f"{reverse('admin:login')}?{urlencode({'next': after})}",
        "next": after,
        "written": signed,
    }
    return render(request, "admin/login.html", page, status=status)


def _send_again(request: HttpRequest, written: Written, status: int = 200) -> HttpResponse:
    page = {
        **admin.site.each_context(request),
        "title": _("What you wrote is still here"),
        "written": written,
    }
    return render(request, "admin/send_again.html", page, status=status)
