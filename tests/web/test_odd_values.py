"""No value that a visitor or an editor can send ends in an error 500, on whichever page.

The addresses and forms come from the site itself; what is asked is fixed and bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from proposals.models import (
    Clause,
    Coverage,
    Negotiation,
    Question,
    Response,
    Snapshot,
    Topic,
    Version,
)  # fmt: skip
from sources.models import Article
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.forms import fields_of
from tests.support.odd_values import ODD, failures

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

stored = stored_for_a_module(LAKE)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NAMES = [model._meta.label for model in MODELS]


@pytest.fixture
def editor(stored, db, client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def page_of(model: Any, name: str, *args: Any) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


def form_on(editor, model: Any, address: str) -> dict[str, list[str]]:
    """What the form of a row would send; nothing where there is none."""
    response = editor.get(address)
    if response.status_code != 200:
        return {}
    which = f"//form[@id='{model._meta.model_name}_form']"
    page = response.content.decode()
    return fields_of(page, which) if f'id="{model._meta.model_name}_form"' in page else {}


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_new_row_of_odd_values_is_refused_in_words(editor, model):
    address = page_of(model, "add")
    fields = form_on(editor, model, address)
    own = [name for name in fields if not name.endswith("_FORMS")]
    asked = [("post", address, {**fields, **dict.fromkeys(own, odd)}) for odd in ODD]
    assert failures(editor, asked) == []


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_an_odd_value_in_any_field_of_a_row_is_refused_in_words(editor, model):
    row = model._default_manager.order_by("pk").first()
    address = page_of(model, "change", row.pk if row else 1)
    fields = form_on(editor, model, address)  # none where the example has no such row
    own, odd = [name for name in fields if not name.endswith("_FORMS")], cycle(ODD)
    asked = [("post", address, {**fields, name: next(odd)}) for name in own]
    assert failures(editor, asked[:40]) == []


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_of_rows_takes_any_question(editor, model):
    address = page_of(model, "changelist")
    links = re.findall(r'href="\?([^"=&]+)=', editor.get(address).content.decode())
    names = sorted({*links, "q", "o", PAGE_VAR, "e", "all", "id__in", "id__exact", "pk__in"})
    odd = cycle(ODD)
    asked = [("get", address, {name: next(odd)}) for name in names for _number in range(4)]
    chosen = ({"action": "delete_selected", "_selected_action": one} for one in ODD)
    asked += [("post", address, one) for one in chosen]
    assert failures(editor, asked) == []


# Every other page


def addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address that the site has, as a pattern with the names of its open parts."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path, tuple(one.pattern.regex.groupindex)


def example(path: str, part: str) -> str:
    """What stands for an open part of an address, so that a page is found by it."""
    home = Negotiation.objects.get()
    version = Version.objects.order_by("pk").select_related("proposal")[0]
    by_part = {
        "negotiation": home.key,
        "proposal": version.proposal.key,
        "version": version.key,
        "document": f"{version.proposal.key}.{version.key}",
        "question": Question.objects.order_by("pk")[0].key,
        "topic": Topic.objects.order_by("pk")[0].key,
        "clause": Clause.objects.order_by("pk")[0].uid,
        "article": Article.objects.order_by("pk")[0].key,
        "outlet": Article.objects.order_by("pk")[0].outlet.key,
        "number": "1",
        "form": "json" if "export" in path else "txt",
        "hash": "0" * 64,
        "section": "press",
        "rest": "nowhere",
        "name": "version",
        "owner": "shared",
        "language": "uk",
        "app_label": "proposals",
        "url": "proposals/clause/",
        "uid": Clause.objects.order_by("pk")[0].uid,
    }
    if part == "uid" and path.startswith("responses"):
        return getattr(Response.objects.first(), "uid", "none")
    if part == "key":
        article = Article.objects.order_by("pk")[0]
        return article.outlet.key if "outlet" in path else article.key
    return by_part.get(part) or str(_row(path).pk)


def _row(path: str) -> Any:
    for model in (Clause, Coverage, Negotiation, Question, Response, Snapshot, Topic, Version):
        if f"/{model._meta.model_name}/" in path and model.objects.exists():
            return model.objects.order_by("pk")[0]
    return Article.objects.order_by("pk")[0]


def filled(path: str, parts: dict[str, str]) -> str:
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", path).replace("^", "").replace("$", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: quote(parts[found[1]], safe=""), plain)


PARAMETERS = (
    "q", "d", "page", "part", "outlets", "question", "topic", "document", "row", "verdict", "with",
    "from", "to", "limit", "offset", "url", "format", "maxwidth", "maxheight", "theme", "party",
    "outlet", "stance", "clause", "article", "negotiation", "number", "p", "show", "version",
    "point", "term", "all", "sort", "order", "look", "paper", "column", "cell", "seen", "up", "e",
    "place-1", "edition", "record", "comment", "base", "language", "compare", "against",
)  # fmt: skip
SINGLE = sorted(dict(addresses()).items())


@pytest.mark.parametrize(("path", "parts"), SINGLE, ids=[path or "home" for path, _parts in SINGLE])
def test_no_page_fails_on_an_odd_value(editor, path, parts):
    usual = {part: example(path, part) for part in parts}
    here, odd = filled(path, usual), cycle(ODD)
    asked = [("get", here, dict.fromkeys(PARAMETERS, one)) for one in ODD[::2]]
    for part in parts:
        asked += [("get", filled(path, {**usual, part: next(odd)[:400]}), {}) for _n in range(4)]
    if path.startswith("admin/") and "logout" not in path:
        asked += [("post", here, dict.fromkeys(PARAMETERS, one)) for one in ODD[1::3]]
    assert failures(editor, asked) == []
