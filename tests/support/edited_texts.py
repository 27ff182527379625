"""A paper of five points, what became of them in an edit, and a rival copy: for tests of pages."""

import datetime
from dataclasses import dataclass
from typing import Any

from proposals.models import Clause, Version
from tests.factories import (
    ArticleFactory,
    ClauseFactory,
    EvidenceFactory,
    OutletFactory,
    ProposalFactory,
    VersionFactory,
    publish,
)

POINTS = {
    "1": "The bridge opens on market days.",
    "2": "The fords stay closed until the first frost.",
    "3": "The Lower Bank sends 200 sacks of grain.",
    "4": "All prisoners go home within ten days.",
    "5": "The toll house is pulled down.",
}


@dataclass
class Talks:
    """The versions of the texts, by what they are."""

    paper: Version
    edit: Version


def printed(version: Version, key: str, text: str, outlet: str = "Gazette", **more: Any) -> Clause:
    """A published clause that one outlet prints."""
    more.setdefault("ordinal", Clause.objects.filter(version=version).count() + 1)
    more.setdefault("heading", f"Point {key}")
    clause: Clause = ClauseFactory(version=version, key=key, text=text, **more)
    press = OutletFactory(key=outlet.lower().replace(" ", "-"), name=outlet)
    article = ArticleFactory(key=f"{press.key}-1", outlet=press)
    EvidenceFactory(clause=clause, article=article, basis="prints")
    publish(clause)
    return clause


def talks() -> Talks:
    """The paper, and an edit by the other side: 1 changed, 2 and 3 one point, 3a new, 5 out."""
    home = ProposalFactory(key="paper", name="Upper Bank's paper")
    paper = VersionFactory(
        proposal=home, key="first", label="as read out", date=datetime.date(2030, 5, 1),
        complete=True,
    )  # fmt: skip
    for key, text in POINTS.items():
        printed(paper, key, text)
    reply = ProposalFactory(negotiation=home.negotiation, key="reply", name="Lower Bank's reply")
    edit = VersionFactory(
        proposal=reply, key="first", label="first text", date=datetime.date(2030, 5, 4),
        complete=True, edits=paper,
    )  # fmt: skip
    printed(edit, "1", "The bridge opens every day.")
    both = "The fords stay closed until the first snow. The Lower Bank sends 150 sacks of grain."
    printed(edit, "2", both, replaces=["3"])
    printed(edit, "3a", "A second ferry runs at night.")
    printed(edit, "5", "", status="struck-out")
    return Talks(paper, edit)


def copy_of(version: Version, **more: Any) -> Version:
    """Another copy of a version, with its date."""
    words = {"key": "other", "label": "as printed by Le Moulin", "date": version.date} | more
    copy: Version = VersionFactory(proposal=version.proposal, copy_of=version, **words)
    return copy
