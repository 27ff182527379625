"""Other words for texts of the interface, as a translation gives them, without its files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import get_language, trans_real

CONTEXT = trans_real.CONTEXT_SEPARATOR


@contextmanager
def other_words(words: Mapping[str | tuple[str, int], str]) -> Iterator[None]:
    """Translate some texts of the active language for a while; a context stands before its text.

    Of a text with a number, each form has the text and the place of the form as its key.
    """
    entries = trans_real.translation(get_language())._catalog
    kept = {text: entries.get(text) for text in words}
    for text, other in words.items():
        entries[text] = other
    try:
        yield
    finally:
        for text, before in kept.items():
            if before is None:
                del entries._catalogs[0][text]
            else:
                entries[text] = before
