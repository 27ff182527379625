"""The page of words that an article shares with others, where an editor records what that means."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.admin.admin_page import AdminPage
from sources.models import Article, Origin
from sources.overlap import Overlap, shared_by_article
from sources.validators import is_row_number

TEMPLATE = "admin/sources/article/shared.html"


@dataclass(frozen=True)
class Neighbour:
    """Another article that shares words with one, and the relations recorded between the two."""

    shared: Overlap
    both: tuple[Article, Article]
    taken_from_it: bool
    taken_by_it: bool
    same_origin: bool
    one_source: bool

    @property
    def recorded(self) -> bool:
        """Whether anything is recorded that can be taken back here."""
        return self.taken_from_it or self.taken_by_it or self.same_origin


def find_neighbours(article: Article) -> list[Neighbour]:
    """Return the articles that share words with this one. 4 queries."""
    return [_neighbour(article, shared) for shared in shared_by_article(article)]


def _neighbour(article: Article, shared: Overlap) -> Neighbour:
    other = shared.article
    return Neighbour(
        shared,
        both=(article, other),
        taken_from_it=article.syndicated_from_id == other.pk,
        taken_by_it=other.syndicated_from_id == article.pk,
        same_origin=article.origin_id is not None and article.origin_id == other.origin_id,
        one_source=article.independence_key() == other.independence_key(),
    )


def shared_words_page(page: AdminPage, request: HttpRequest, pk: int) -> HttpResponse:
    """Show shared runs; record or take back what they mean."""
    page.require(request, "view_articletext")
    article = get_object_or_404(Article.objects.for_evidence().select_related("stored_text"), pk=pk)
    if request.method == "POST":
        return _record(page, request, article)
    context = {
        "article": article,
        "neighbours": find_neighbours(article),
        "has_text": getattr(article, "stored_text", None) is not None,
        "may_record": page.may(request, "change_article"),
    }
    title = _("Words that %(key)s shares with others") % {"key": article.key}
    return page.render(request, TEMPLATE, title=title, **context)


def _record(page: AdminPage, request: HttpRequest, article: Article) -> HttpResponse:
    """Do what was clicked, or say why it cannot be."""
    page.require(request, "change_article")
    number = request.POST.get("other", "")
    other = get_object_or_404(Article, pk=int(number) if is_row_number(number) else 0)
    try:
        message = record_relation(article, other, request.POST.get("relation", ""))
    except ValidationError as error:
        page.show_message(request, " ".join(error.messages), bad=True)
    else:
        for row in (article, other):
            page.log(request, row, message)
        page.show_message(request, message)
    return redirect(page.address("shared", article))


@transaction.atomic
def record_relation(article: Article, other: Article, relation: str) -> str:
    """Record what the two articles are to each other; return it as a sentence.

    `relation` is one of: from (this one reprints the other), to (the other way round), origin
    (both draw on the same material), none (nothing of that). Raises `ValidationError` when it
    would go round in a circle, when both have other shared material, or for another word.
    """
    names = {"article": article.key, "other": other.key}
    if relation == "from":
        _syndicate(article, other)
        return _("%(article)s is recorded as syndicated from %(other)s.") % names
    if relation == "to":
        _syndicate(other, article)
        return _("%(other)s is recorded as syndicated from %(article)s.") % names
    if relation == "origin":
        _share(article, other)
        return _("%(article)s and %(other)s are recorded as drawing on the same material.") % names
    if relation == "none":
        _separate(article, other)
        return _("%(article)s and %(other)s are no longer recorded as related.") % names
    message = _("“%(relation)s” is none of: from, to, origin, none.")
    raise ValidationError(message % {"relation": relation}, code="relation")


def _syndicate(copy: Article, source: Article) -> None:
    """Record that one reprints the other; what was recorded the other way goes."""
    if source.syndicated_from_id == copy.pk:
        source.syndicated_from = None
        source.save(update_fields=["syndicated_from"])
    copy.syndicated_from = source
    copy.clean()
    copy.save(update_fields=["syndicated_from"])


def _share(article: Article, other: Article) -> None:
    """Give both the shared material that one of them has, or a new one."""
    if article.origin_id and other.origin_id and article.origin_id != other.origin_id:
        message = _("%(article)s draws on “%(one)s”, %(other)s on “%(two)s”: change one by hand.")
        names = {"article": article.key, "one": article.origin, "other": other.key}
        raise ValidationError(message % {**names, "two": other.origin}, code="origins")
    origin = article.origin or other.origin or _new_origin(article, other)
    for row in (article, other):
        row.origin = origin
        row.save(update_fields=["origin"])


def _new_origin(article: Article, other: Article) -> Origin:
    """Make shared material that is named after the two; its note quotes neither of them."""
    keys = sorted((article.key, other.key))
    stem = f"shared-{'-'.join(keys)}".lower()[:70]
    taken = set(Origin.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    key = next(key for key in (stem, *numbered) if key not in taken)
    everything = shared_by_article(article)
    shared = next((one for one in everything if one.article == other), None)
    length = shared.longest.length if shared else 0
    sentence = ngettext(
        "The longest run of the same words in both has %(count)s word.",
        "The longest run of the same words in both has %(count)s words.",
        length,
    )
    name = _("Material that %(one)s and %(two)s share") % {"one": keys[0], "two": keys[1]}
    note = sentence % {"count": length} if shared else ""
    return Origin.objects.create(key=key, name=name, note=note)


def _separate(article: Article, other: Article) -> None:
    """Take back what relates the two; the material stays with the other one."""
    if article.syndicated_from_id == other.pk:
        article.syndicated_from = None
    if other.syndicated_from_id == article.pk:
        other.syndicated_from = None
        other.save(update_fields=["syndicated_from"])
    if article.origin_id == other.origin_id:
        article.origin = None
    article.save(update_fields=["syndicated_from", "origin"])
