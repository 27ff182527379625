"""What a page says of itself to those who share it: a sentence, one address, and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from proposals.comparisons import ClauseDetail, DocumentView, Matrix, Row
from proposals.exports.addresses import canonical_pairs, canonical_path, is_one_row, is_one_topic
from proposals.exports.cards.card import Card
from proposals.exports.cards.content import card_row, comparison_card, row_verdict
from proposals.exports.cards.pieces import HEIGHT, WIDTH
from proposals.exports.cards.png_file import card_tag
from proposals.language.active import active_language, isolated, joined, put_in
from proposals.language.labels import counts_of_marks, standing_sentence
from proposals.models import Negotiation
from proposals.web.pages.export_request import site_root
from sources.capitals import capfirst

LONGEST_DESCRIPTION = 300
"""Characters; whole sentences are left out beyond it, never parts of one."""
VERSION = "v"
"""The parameter by which pages tell apart pictures of one address; it chooses nothing."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture of a page: its whole address, and what it shows in words."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, kw_only=True)
class LinkPreview:
    """What others show of a page; `address` is whole, and the only one of the page."""

    title: str
    description: str
    address: str
    picture: Picture
    kind: str = "article"

    @property
    def locale(self) -> str:
        """The language with a country, as Open Graph writes it."""
        language = active_language()
        return language.locale or language.code.replace("-", "_")


def preview_of_comparison(request: HttpRequest, matrix: Matrix) -> LinkPreview:
    """Return what is shared of a comparison, of a topic or of one row, by what is selected."""
    home = site_root(request)
    card = comparison_card(matrix, printed_host(request))
    return LinkPreview(
        title=_title(matrix),
        description=_description(matrix, card),
        address=canonical_address(request, matrix),
        picture=_picture(home, matrix, card),
    )


def canonical_address(request: HttpRequest, matrix: Matrix) -> str:
    """Return the one address of a comparison, of a topic or of a row, with scheme and host."""
    return site_root(request) + canonical_path(matrix)


def preview_of_negotiation(request: HttpRequest, matrix: Matrix) -> LinkPreview:
    """Return what is shared of the overview of a negotiation."""
    home, negotiation = site_root(request), matrix.catalogue.negotiation
    card = comparison_card(matrix, printed_host(request))
    return LinkPreview(
        title=negotiation.name,
        description=_description(matrix, card),
        address=home + negotiation.get_absolute_url(),
        picture=_picture(home, matrix, card),
    )


def preview_of_home(request: HttpRequest, matrices: Sequence[Matrix]) -> LinkPreview:
    """Return what is shared of the list of negotiations."""
    title = gettext("Peace proposals side by side")
    named = joined((matrix.catalogue.negotiation.name for matrix in matrices), "; ")
    questions = sum(matrix.total for matrix in matrices)
    text = ngettext(
        "%(number)d question compared: %(named)s.",
        "%(number)d questions compared: %(named)s.",
        questions,
    ) % {"number": questions, "named": isolated(named)}
    home = site_root(request)
    return LinkPreview(
        title=title,
        description=_sentences([f"{title}.", text] if matrices else [f"{title}."]),
        address=home + reverse("proposals:home"),
        picture=site_picture(home),
        kind="website",
    )


def preview_of_document(
    request: HttpRequest, negotiation: Negotiation, view: DocumentView
) -> LinkPreview:
    """Return what is shared of one document."""
    document, home = view.document, site_root(request)
    clauses, answers = len(view.clauses.entries), view.clauses.answers
    counted = [
        ngettext("%(n)d clause", "%(n)d clauses", clauses) % {"n": clauses},
        ngettext("%(n)d typed answer", "%(n)d typed answers", answers) % {"n": answers},
    ]
    facts = [
        f"{joined((document.title, negotiation.name), ', ')}.",
        put_in(gettext("By %(parties)s."), parties=document.party_names),
        f"{', '.join(counted)}.",
    ]
    return LinkPreview(
        title=joined((capfirst(document.name), negotiation.name), " – "),
        description=_sentences(facts),
        address=home + document.version.get_absolute_url(),
        picture=site_picture(home),
    )


def preview_of_clause(
    request: HttpRequest, negotiation: Negotiation, view: ClauseDetail
) -> LinkPreview:
    """Return what is shared of one clause."""
    clause, home = view.clause, site_root(request)
    label = joined((clause.label or clause.key, clause.heading), " ")
    name = capfirst(clause.version.proposal.name)
    answers = (
        f"{joined((one.question.text, capfirst(str(one.term.phrase))), ' ')}."
        for one in view.answers
    )
    facts = [
        put_in("%(name)s, %(label)s (%(talks)s).", name=name, label=label, talks=negotiation.name),
        *answers,
        standing_sentence(view.evidence.standing, active_language()),
    ]
    return LinkPreview(
        title=joined((label, name), " – "),
        description=_sentences(facts),
        address=home + clause.get_absolute_url(),
        picture=site_picture(home),
    )


def site_picture(home: str) -> Picture:
    """Return the picture of pages that no comparison stands on; `home` is scheme and host."""
    alt = gettext("Parley: peace proposals side by side")
    return Picture(address=home + reverse("proposals:site_card"), alt=alt)


def printed_host(request: HttpRequest) -> str:
    """Return the host as it may be printed on a picture: one that the settings name.

    Empty for any other, so that nobody can put words on a card by the name of a subdomain.
    """
    host = site_root(request).partition("://")[2]
    if settings.SITE_URL:
        return host
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return host if name in settings.ALLOWED_HOSTS else ""


def _picture(home: str, matrix: Matrix, card: Card) -> Picture:
    """Return the card of a comparison; that of the site if a visitor searched for words."""
    if matrix.selection.words:
        return site_picture(home)
    path = reverse("proposals:card", args=[matrix.catalogue.negotiation.key])
    # A new picture has a new address: others keep what they fetched once.
    pairs = [*canonical_pairs(matrix), (VERSION, card_tag(card)[:12])]
    return Picture(address=f"{home}{path}?{urlencode(pairs)}", alt=card.text)


def _title(matrix: Matrix) -> str:
    negotiation = matrix.catalogue.negotiation.name
    if is_one_row(matrix.selection):
        return joined((*(row.question.text for row in matrix.rows), negotiation), " – ")
    if is_one_topic(matrix.selection):
        topics = {topic.key: topic.name for topic in matrix.catalogue.topics}
        return joined((topics[matrix.selection.topics[0]], negotiation), " – ")
    documents = joined((capfirst(document.name) for document in matrix.documents), " / ")
    return joined((documents, negotiation), " – ")


def _description(matrix: Matrix, card: Card) -> str:
    """Return the verdict and the answers of a row; of several rows the counts by mark."""
    if is_one_row(matrix.selection):
        return "".join(_row_description(row, matrix, card) for row in matrix.rows)
    names = [document.name for document in matrix.documents]
    documents = capfirst(active_language().listed(names, "list.and"))
    if not matrix.row_count:
        return _sentences([f"{documents}.", f"{card.verdict}."])
    counted = ngettext(
        "%(documents)s on %(number)d question: %(counts)s.",
        "%(documents)s on %(number)d questions: %(counts)s.",
        matrix.row_count,
    )
    counts = counts_of_marks(matrix.roll_up, active_language())
    return counted % {"documents": documents, "number": matrix.row_count, "counts": counts}


def _row_description(row: Row, matrix: Matrix, card: Card) -> str:
    """Return the verdict of a row with both answers that decide it, or alone if these are too long.

    The pair of the verdict is named before it, or by the answers if there is no room for both.
    """
    short = card_row(row, matrix)
    named = f"{short.word}: {card.verdict}" if card.verdict else f"{short.word}."
    plain = f"{short.word}: {row_verdict(row)}" if card.verdict else named
    texts = (f"{verdict} {short.all_answers}" for verdict in (named, plain))
    return next((text for text in texts if len(text) <= LONGEST_DESCRIPTION), named)


def _sentences(sentences: Iterable[str]) -> str:
    """Return the first sentences that are not too long together; always the first one."""
    text = ""
    for sentence in sentences:
        longer = f"{text} {sentence}".strip()
        if text and len(longer) > LONGEST_DESCRIPTION:
            break
        text = longer
    return text
