"""The files of the interface's translations, without which pages fall back to English."""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from proposals.health.findings import Finding

_TO_DO = "Bring the file back from the repository."


def unreadable_messages() -> Iterator[Finding]:
    """Yield compiled files of translations that are missing, broken, or without a word."""
    for code, _name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        for folder in settings.LOCALE_PATHS:
            file = Path(folder) / code.replace("-", "_") / "LC_MESSAGES" / "django.mo"
            problem = _problem_of(file)
            if problem:
                yield Finding(str(file), problem, _TO_DO)


def _problem_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            read = gettext.GNUTranslations(opened)
    except OSError as error:
        # A file that is no such file is an OSError, too, but none of the system.
        return f"it cannot be read: {error.strerror}" if error.errno else f"it is broken: {error}"
    except (ValueError, IndexError, struct.error) as error:
        return f"it is broken: {error}"
    words = getattr(read, "_catalog", {})
    return "" if len(words) > 1 else "it has no texts"
