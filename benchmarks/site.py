"""What the benchmark does to the site in its process, and which pages it asks for."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.cache import caches
from django.core.management import call_command
from django.db.models import QuerySet
from django.urls import reverse

from proposals.data_stamps.memory import memory
from proposals.models import Clause, Theme, Topic
from tests.support.growth import multiply

NEGOTIATION = "istanbul-2025"
COMPARE = f"/{NEGOTIATION}/compare/"
EDITED_DOCUMENT = "russia-memorandum"
EDITED = " (edited)"


def prepare() -> None:
    """Migrate the database, load `seeds/` and collect the static files."""
    call_command("migrate", interactive=False, verbosity=0)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command("seed", stdout=nowhere)
    call_command("collectstatic", interactive=False, verbosity=0)


def grow(times: int) -> None:
    """Multiply the rows of the database."""
    multiply(times)


def edit_clause() -> None:
    """Change the text of a clause that the comparison shows, as a reload of files does."""
    clause = _published_clauses().filter(version__proposal__key=EDITED_DOCUMENT)[0]
    text = clause.text.removesuffix(EDITED)
    Clause.objects.filter(pk=clause.pk).update(text=text if text != clause.text else text + EDITED)


def drop_kept_pages() -> None:
    """Empty what this process keeps of finished pages; the parts that it keeps of them stay."""
    caches["pages"].clear()


def drop_everything() -> None:
    """Empty all that this process keeps of the data, as if it had just begun."""
    drop_kept_pages()
    memory.clear()


def pages() -> dict[str, str]:
    """Return the address of one page of each kind that readers see, by its name."""
    clause = _published_clauses()[0]
    return {
        "home": "/",
        "overview": f"/{NEGOTIATION}/",
        "topic": _address("topic", NEGOTIATION, "ceasefire-duration"),
        "clause": clause.get_absolute_url(),
        "document": clause.version.get_absolute_url(),
        "compare": COMPARE,
        "sources": reverse("sources:index"),
        "search": f"{_address('search')}?q=children",
        "print": _address("print", NEGOTIATION),
        "api": reverse("api:comparison", args=[NEGOTIATION]),
    }


def every_page() -> list[str]:
    """Return the addresses of the pages for readers that take no selection."""
    clauses = list(_published_clauses())
    documents = dict.fromkeys(clause.version.get_absolute_url() for clause in clauses)
    topics = Topic.objects.filter(questions__negotiation__key=NEGOTIATION)
    keys = topics.order_by("key").values_list("key", flat=True).distinct()
    return [
        *("/", f"/{NEGOTIATION}/", "/method/", "/sources/"),
        *(clause.get_absolute_url() for clause in clauses),
        *documents,
        *(_address("topic", NEGOTIATION, key) for key in keys),
    ]


def document_keys() -> list[str]:
    """Return the keys of the documents that can be compared."""
    return list(dict.fromkeys(clause.version.proposal.key for clause in _published_clauses()))


def theme_keys() -> list[str]:
    """Return the keys of the themes that comparisons can be narrowed to."""
    themes = Theme.objects.filter(topics__questions__negotiation__key=NEGOTIATION)
    return list(themes.order_by("key").values_list("key", flat=True).distinct())


def _published_clauses() -> QuerySet[Clause]:
    """Return the published clauses of the negotiation that answer a question, in a fixed order."""
    clauses = Clause.objects.published().filter(
        version__proposal__negotiation__key=NEGOTIATION, terms__isnull=False
    )
    return clauses.select_related("version__proposal__negotiation").order_by("pk").distinct()


def _address(name: str, *arguments: str) -> str:
    return reverse(f"proposals:{name}", args=arguments)
