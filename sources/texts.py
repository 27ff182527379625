"""Stored texts of articles: the one way to store one, checked, fingerprinted and announced."""

from __future__ import annotations

import hashlib
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sources import overlap, signals
from sources.models import Article, ArticleText

# Some sixty thousand words, ten times a long read: more is no article but a wrong file.
MOST_CHARACTERS = 400_000
# What PostgreSQL refuses (NUL), and what no reader sees: control characters, half characters.
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


def keep_text(article: Article, text: str, by_name: str) -> ArticleText:
    """Store `text` as the private working copy of `article`, instead of an earlier one.

    The words stay as they are; only line ends become one kind, control characters go, and
    white space at both ends. Sends `sources.signals.text_kept` in the same transaction, also
    when the text is the stored one. Raises `ValidationError` for a text that is empty or too
    long.
    """
    clean = clean_text(text)
    digest = hashlib.sha256(clean.encode()).hexdigest()
    with transaction.atomic():
        # The row of the article is the lock: a text stored at the same time waits for us.
        Article.objects.select_for_update().get(pk=article.pk)
        earlier = ArticleText.objects.filter(article=article).first()
        if earlier is not None and earlier.digest == digest:
            stored, replaced = earlier, ""
        else:
            replaced = earlier.text if earlier is not None else ""
            stored = _store(article, clean, digest, by_name)
        article.stored_text = stored
        results = signals.text_kept.send(
            sender=ArticleText, article=article, replaced=bool(replaced), earlier=replaced
        )
        stored.messages = tuple(str(message) for _listener, message in results if message)
    return stored


def drop_text(article: Article) -> None:
    """Delete the stored text of `article`, if there is one; announce it as a replacement."""
    with transaction.atomic():
        ArticleText.objects.filter(article=article).delete()
        bare = Article.objects.get(pk=article.pk)
        signals.text_kept.send(sender=ArticleText, article=bare, replaced=True)


def clean_text(text: str) -> str:
    """Return the text as it would be stored; raises `ValidationError` if it cannot be."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = NOT_TEXT.sub("", lines).strip()
    if not clean:
        raise ValidationError(_("There is no text to keep: paste the words of the article."))
    if len(clean) > MOST_CHARACTERS:
        message = _("The text has %(found)s characters; at most %(most)s are kept.")
        sizes = {"found": len(clean), "most": MOST_CHARACTERS}
        raise ValidationError(message, code="too_long", params=sizes)
    return clean


def text_of(article: Article) -> str:
    """Return the stored text of the article, empty if there is none. One query at most."""
    stored = getattr(article, "stored_text", None)
    return stored.text if stored is not None else ""


def _store(article: Article, text: str, digest: str, by_name: str) -> ArticleText:
    """Write the row and its fingerprints."""
    values = {
        "text": text,
        "digest": digest,
        "kept_at": timezone.now(),
        "kept_by_name": by_name[:200],
    }
    stored, _made = ArticleText.objects.update_or_create(article=article, defaults=values)
    overlap.store_fingerprints(stored)
    return stored
