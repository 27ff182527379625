"""Freezing a comparison, and the pages of one that is frozen."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime, now
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods

from proposals.comparisons.query_string import Notice, quoted, shortened
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import (
    PARAMETERS,
    ClauseOption,
    Foot,
    Notes,
    SheetOptions,
    page_rules,
    read_options,
)
from proposals.exports.record.canonical import in_fours
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.models import Snapshot
from proposals.models.snapshots import DamagedSnapshot
from proposals.snapshots import store
from proposals.snapshots.changes import changes_since
from proposals.snapshots.citation import citation
from proposals.snapshots.paper import reprint
from proposals.snapshots.retention import find_expired, record_opening
from proposals.snapshots.store import (
    SnapshotTooLarge,
    TooManySnapshots,
    find_snapshot,
)
from proposals.web.pages.export_request import bundle_for, site_root
from proposals.web.pages.responses import PageNotFound, with_missing_page
from sources.read_only import read_only
from sources.visitors import known_address

CACHE_CONTROL = "public, max-age=604800"
"""A week: what is kept under its hash does not change, but it may be taken away."""
TOO_MANY, TOO_LARGE, GONE = 429, 413, 410
RETRY_SECONDS = 3600
"""Seconds after which as many may be frozen as before."""
_OPTIONS = ("paper", "turn", "grey")
_DAMAGE = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
"""The errors by which a record shows that it has not the form that it was stored in."""

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_missing_page
def freeze(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Say what would be kept, with a button; the button keeps it and leads there. 15 queries."""
    # How the sheet was to be printed does not matter: it is kept whole, with all notes.
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS)
    if notices or not bundle.matrix.row_count:
        return _freeze_page(request, bundle, notices, status=400)
    if request.method != "POST":
        return _freeze_page(request, bundle)
    try:
        snapshot, _new = store.freeze(
            bundle, by_staff=_is_staff(request), visitor=known_address(request)
        )
    except TooManySnapshots as refused:
        response = _freeze_page(request, bundle, status=TOO_MANY, too_many=refused)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    except SnapshotTooLarge as refused:
        return _freeze_page(request, bundle, status=TOO_LARGE, too_large=refused)
    return HttpResponseRedirect(snapshot.get_absolute_url(), status=303)


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_staff)


def _freeze_page(
    request: HttpRequest,
    bundle: ExportBundle,
    notices: Iterable[Notice] = (),
    status: int = 200,
    **refused: object,
) -> HttpResponse:
    """Return the page of what would be kept, or of why nothing was."""
    page = {
        "bundle": bundle,
        "matrix": bundle.matrix,
        "negotiation": bundle.negotiation,
        "notices": tuple(notices),
        "already": find_snapshot(bundle.hash) if status == 200 else None,
        "too_many": None,
        "too_large": None,
        "unused_days": settings.FROZEN_UNUSED_DAYS,
        **refused,
    }
    return render(request, "proposals/freeze.html", page, status=status)


@read_only
@with_missing_page
def frozen(request: HttpRequest, hash: str) -> HttpResponse:  # noqa: A002 - as in the address
    """Show the sheet as it was kept, and what has changed since. 15 queries."""
    snapshot = _snapshot(hash)
    with _damage_said(snapshot):
        return _frozen_page(request, snapshot)


def _frozen_page(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    expires = record_opening(snapshot)
    options, notices = _options(request.GET)
    content = snapshot.content
    page = {
        "snapshot": snapshot,
        "language": content["negotiation"]["language"],
        "kept_in": language_of(content.get("words", {}).get("language", DATA_LANGUAGE)),
        "since": changes_since(content, site_root(request), now()),
        "address": f"{site_root(request)}{snapshot.get_absolute_url()}",
        "citation": citation(snapshot, content, site_root(request)),
        "options": options,
        "options_query": urlencode(options.parameters()),
        "whole": snapshot.is_whole,
        "notices": notices,
        "sheet": reprint(snapshot.sheet, options),
        "expires": expires,
    }
    return render(request, "proposals/frozen.html", page)


def _etag(_request: HttpRequest, hash: str) -> str | None:  # noqa: A002 - as in the address
    snapshot = find_snapshot(hash, with_content=False)
    if snapshot is None:
        return None
    record_opening(snapshot)
    return f'"{hash}"'


@read_only
@with_missing_page
@condition(etag_func=_etag)
def frozen_record(request: HttpRequest, hash: str) -> HttpResponse:  # noqa: A002
    """Give the exact bytes whose SHA-256 is in the address."""
    snapshot = _snapshot(hash)
    with _damage_said(snapshot):
        response = HttpResponse(snapshot.record, content_type="application/json")
    disposition = content_disposition_header(as_attachment=False, filename=f"{hash}.json")
    response["Content-Disposition"] = disposition or "inline"
    response["Cache-Control"] = CACHE_CONTROL
    return response


@read_only
@with_missing_page
@condition(etag_func=_etag)
def frozen_comparison(request: HttpRequest, hash: str) -> HttpResponse:  # noqa: A002
    """Give the same record with human texts in the language in which it was frozen."""
    snapshot = _snapshot(hash)
    with _damage_said(snapshot):
        response = HttpResponse(snapshot.worded, content_type="application/json")
    response["Cache-Control"] = CACHE_CONTROL
    return response


@read_only
@with_missing_page
def frozen_styles(request: HttpRequest, hash: str) -> HttpResponse:  # noqa: A002
    """Give the styles with which the sheet was made, and the rules of its pages for this paper."""
    snapshot = _snapshot(hash)
    options, _notices = _options(request.GET)
    foot = Foot(
        title=snapshot.title,
        day=active_language().day(localtime(snapshot.frozen_at)),
        address=f"{site_root(request)}{snapshot.get_absolute_url()}",
        hash=in_fours(snapshot.hash),
    )
    rules = page_rules(foot, options)
    with _damage_said(snapshot):
        text = f"{snapshot.styles}\n{rules}"
    return HttpResponse(
        text, content_type="text/css; charset=utf-8", headers={"Cache-Control": CACHE_CONTROL}
    )


def _snapshot(hash: str) -> Snapshot:  # noqa: A002
    """Return a frozen comparison.

    Raises PageNotFound with what an address of one looks like, or with what became of it.
    """
    snapshot = find_snapshot(hash)
    if snapshot is None and (expired := find_expired(hash)):
        text = gettext(
            "This comparison was frozen on %(day)s. Nobody opened it again or cited it, so it was "
            "deleted on %(end)s. Copies of its record can still be verified, and the same content "
            "can be frozen again, under the same address."
        )
        day = active_language().day
        dates = {
            "day": day(localtime(expired.frozen_at)),
            "end": day(localtime(expired.expired_at)),
        }
        raise PageNotFound(text % dates, status=GONE)
    if snapshot is None:
        text = gettext(
            "There is no frozen comparison “%(hash)s”. The address has all 64 digits of the hash, "
            "in lower case, as the head of a printed sheet shows them."
        )
        raise PageNotFound(text % {"hash": shortened(hash)})
    return snapshot


@contextmanager
def _damage_said(snapshot: Snapshot) -> Iterator[None]:
    """Raise PageNotFound with what is wrong if what is stored cannot be read or drawn any more."""
    try:
        yield
    except _DAMAGE as error:
        if snapshot.is_whole and not isinstance(error, DamagedSnapshot):
            raise  # a fault of ours, not of what is stored
        log.error("The frozen comparison %s is damaged: %r", snapshot.hash, error)
        text = gettext(
            "The frozen comparison “%(hash)s” is stored, but damaged: it does not match its hash "
            "and cannot be shown. Do not rely on it. A file of its record that you have can be "
            "checked against the hash."
        )
        raise PageNotFound(text % {"hash": shortened(snapshot.hash)}) from error


def _options(query: QueryDict) -> tuple[SheetOptions, list[Notice]]:
    """Return the paper of the address. What the sheet says was fixed when it was frozen."""
    options, notices = read_options(query)
    unknown = [name for name in query if name not in _OPTIONS]
    if unknown:
        named = ", ".join(map(quoted, unknown[:5]))
        text = gettext("Not understood in the address: %(found)s.") % {"found": named}
        notices = [*notices, Notice(text, _OPTIONS)]
    return replace(options, notes=Notes.ENDNOTES, clauses=ClauseOption.FULL), notices
