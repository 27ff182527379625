"""Istanbul on every page in Ukrainian and in Russian: each word is marked with its language.

The data are in English, with texts for readers of both languages. A word in Latin letters must
stand under `lang="en"`, or be a name that no language translates; and no word in Cyrillic letters
may stand under it.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import lxml.html
import pytest

from proposals.comparisons import Trait
from proposals.comparisons.query_string import PARAMETERS
from proposals.domain.verdicts import Mark
from proposals.models import Clause, Party, Proposal, Question, Response, Theme, Topic, Version
from sources.models import Article, Outlet
from tests.support.folders import SEEDS, stored_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

LANGUAGES = ("uk", "ru")
HOME = "/istanbul-2025/"
TWO = "d=ukraine-memorandum&d=russia-memorandum"
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "data-confirm", "data-copy", "data-failed")
LATIN = re.compile(r"(?<![\w@#./-])[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ’'-]{2,}(?![\w@#/-])")
CYRILLIC = re.compile(r"[Ѐ-ӿ]{2,}")
NAMES = {
    *("Parley", "SHA", "UTC", "API", "CSV", "JSON", "Atom", "Word", "PDF", "HTML", "Markdown"),
}
"""Words that are the same in every language: names, formats, and what stands in addresses."""

PAGES = {
    "home": "/",
    "method": "/method/",
    "overview": HOME,
    "comparison": f"{HOME}compare/?{TWO}",
    "comparison of all": f"{HOME}compare/?all=1",
    "filtered": f"{HOME}compare/?{TWO}&verdict=conflict",
    "notices": f"{HOME}compare/?topic=α&d=β&part=γ&δ=1&q=ζ",
    "searched": f"{HOME}compare/?q=prisoners",
    "one row": f"{HOME}compare/?{TWO}&question=prisoners-exchange",
    "export": f"{HOME}export/?{TWO}",
    "freeze": f"{HOME}freeze/?{TWO}",
    "print": f"{HOME}print/?{TWO}",
    "printed answers": f"{HOME}print/?{TWO}&clauses=answers&notes=short",
    "brief": f"{HOME}brief/?{TWO}",
    "movement": f"{HOME}movement/?all=1",
    "corrections": f"{HOME}corrections/",
    "sources": "/sources/",
    "search": "/search/?q=prisoners",
    "search for nothing": "/search/?q=",
    "missing": f"{HOME}topics/none/",
}
FRAGMENTS = {
    "rows": f"{HOME}compare/rows/?{TWO}",
    "filters": f"{HOME}compare/filters/?{TWO}",
    "page for htmx": f"{HOME}compare/?{TWO}&verdict=conflict",
}

stored = stored_for_a_module(SEEDS / "istanbul-2025")


def _addresses() -> Iterator[str]:
    """Every page that a row of the data has: by kind of row."""
    for topic in Topic.objects.all():
        yield f"{HOME}topics/{topic.key}/"
        yield f"{HOME}embed/topics/{topic.key}/"
    for question in Question.objects.all():
        yield f"{HOME}embed/questions/{question.key}/"
    for version in Version.objects.select_related("proposal"):
        yield f"{HOME}documents/{version.proposal.key}/{version.key}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_explore(client, language):
    found = {}
    every = {**PAGES, **{one: one for one in _addresses()}}
    for clause in Clause.objects.published():
        every[clause.uid] = f"/clauses/{clause.uid}/"
    for article in Article.objects.all():
        every[article.get_absolute_url()] = article.get_absolute_url()
    for name, path in every.items():
        answer = client.get(f"/{language}{path}")
        if answer.status_code != 200:
            print(name, answer.status_code)
            if answer.status_code == 302: continue
        for at, text in strays(answer.content.decode(), language):
            found.setdefault((at, text), []).append(name)
    for name, path in FRAGMENTS.items():
        answer = client.get(f"/{language}{path}", headers={"HX-Request": "true"})
        for at, text in strays(f"<div lang='{language}'>{answer.content.decode()}</div>", language):
            found.setdefault((at, text), []).append("fragment " + name)
    for (at, text), names in sorted(found.items(), key=lambda one: one[0]):
        print(at, "|", text[:150].replace("\n", " "), "|", len(names), names[:2])


def strays(html: str, language: str):
    root = lxml.html.fromstring(html)
    for text, node, where in said(root):
        nearest = node.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
        if nearest == language:
            bad = [w for w in LATIN.findall(text) if w not in NAMES]
        else:
            bad = CYRILLIC.findall(text)
        if bad:
            yield f"{nearest} {path_of(node)} {where}", f"{bad[:5]} : {' '.join(text.split())}"


def path_of(node):
    return " ".join(f"{n.tag}.{n.get('class','')}" for n in [*reversed(list(node.iterancestors())), node][-3:])


def said(root) -> Iterator[tuple[str, Any, str]]:
    for node in root.iter(lxml.html.etree.Element):
        if node.tag in ("script", "style", "code", "kbd"):
            if node.tail and node.getparent() is not None: yield node.tail, node.getparent(), "tail"
            continue
        if node.text:
            yield node.text, node, "text"
        if node.tail and node.getparent() is not None:
            yield node.tail, node.getparent(), "tail"
        for name in ATTRIBUTES:
            if node.get(name):
                yield node.get(name), node, name
        if node.tag == "meta" and (node.get("name") == "description" or node.get("property") in ("og:title", "og:description", "og:image:alt")):
            yield node.get("content"), node, "meta"
