"""The site in further languages, for tests: as if each of them had a module of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.test import override_settings
from django.utils.translation import get_language, override, trans_real

from config.languages import add_to_known
from proposals.language.base import Language
from proposals.language.languages import DATA_LANGUAGE, LANGUAGES
from proposals.web.api.query import _schemas
from tests.language.made_up import MadeUp
from tests.support.kept_pages import forget_what_is_kept


class RightToLeft(MadeUp):
    """The made-up language, written from right to left."""

    code = "yy"
    name = "Obrov"
    is_right_to_left = True


@contextmanager
def site_in(*languages: Language, catalogues: Path | None = None) -> Iterator[None]:
    """Let the site have English and these languages alone; `catalogues` holds their messages."""
    codes = [one.code for one in languages]
    every = {DATA_LANGUAGE: LANGUAGES[DATA_LANGUAGE], **{one.code: one for one in languages}}
    changed = {
        "LANGUAGES": [(one.code, one.name) for one in every.values()],
        "LANGUAGES_BIDI": [
            *settings.LANGUAGES_BIDI,
            *(one.code for one in languages if one.is_right_to_left),
        ],
        "LOCALE_PATHS": [catalogues] if catalogues else settings.LOCALE_PATHS,
    }
    unknown = set(codes) - set(LANG_INFO)
    with _known(every), override_settings(**changed):
        add_to_known(languages)
        _forget(codes)
        with override(get_language()):
            yield
    for code in unknown:
        LANG_INFO.pop(code, None)
    _forget(codes)


@contextmanager
def _known(languages: dict[str, Language]) -> Iterator[None]:
    """Let there be these languages alone, in this order."""
    before = dict(LANGUAGES)
    LANGUAGES.clear()
    LANGUAGES.update(languages)
    try:
        yield
    finally:
        LANGUAGES.clear()
        LANGUAGES.update(before)


def _forget(codes: list[str]) -> None:
    """Forget what was made while there were other languages."""
    for code in codes:
        trans_real._translations.pop(code, None)
    _schemas.cache_clear()
    forget_what_is_kept()
