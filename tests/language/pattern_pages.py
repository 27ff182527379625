"""The pages with every pattern of a language, for those who review it.

    .venv/bin/python -m tests.language.pattern_pages

writes them; a test holds that they are in step.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from proposals.domain.vocabulary import Unit
from proposals.language.east_slavic import EastSlavic
from proposals.language.keys import KEYS
from proposals.language.languages import DATA_LANGUAGE, LANGUAGES, language_of
from tests.language.pattern_examples import shown, told

DOCS = Path(__file__).resolve().parents[2] / "docs"
MODULES = {
    code: type(language).__module__.rpartition(".")[2]
    for code, language in LANGUAGES.items()
    if code != DATA_LANGUAGE
}
"""The names of the modules of all languages beside English, which their pages have, too."""

PAGES = {code: DOCS / "languages" / f"{name}.md" for code, name in MODULES.items()}
WELCOMES = {
    "uk": (
        "Ці речення складає програма. Їх написано без рецензента, для якого українська рідна. "
        "Прочитайте кожен рядок поруч з англійським і скажіть, що звучить неприродно, нейтрально "
        "лише для однієї сторони або означає не те саме."
    ),
    "ru": (
        "Эти предложения составляет программа. Они написаны без рецензента, для которого русский "
        "родной. Прочитайте каждую строку рядом с английской и скажите, что звучит неестественно, "
        "нейтрально только для одной стороны или означает не то же самое."
    ),
}
SECTIONS: dict[str, tuple[str, ...]] = {
    "What follows from two answers": (
        "both_", "aside", "note.", "name_with_option", "exact.", "tied", "conditions.",
        "in_brackets", "same_answer", "also_agree", "only_", "common", "apart.", "no_shared",
        "case.", "other_cases.", "read_as_same.", "rejects", "bearer", "contest", "puts_",
        "further_", "pair_of_steps", "circular_", "missing.", "inconsistent", "not_compared.",
        "condition.", "qualifier.", "differences", "with_other_options",
    ),
    "Notes on rows, replies and figures": (
        "row.", "fold.", "asymmetry.", "reply.", "cell.taken-over", "cell.absence-taken-over",
        "figure.all_of_these", "figure.gap", "figure.nothing", "figure.between",
        "figure.in_common", "figure.named", "figure.name_with_option",
    ),
    "Marks, rules, absences and sources": (
        "mark.", "rule.", "absence.", "standing.", "sources.",
    ),
    "What changed between two texts": ("change.", "movement."),
    "Towards whom": ("approach.",),
    "Values": (
        "choice.", "items.", "range.", "date.", "amount", "days", "steps", "points", "day",
        "list.", "order.", "examples.",
    ),
    "What a document answers, in a sentence": ("one.",),
    "What two documents answer, in a sentence": ("both.",),
    "What a document answers, in its column": ("cell.",),
    "What a document answers, in one line": ("short.",),
    "How it is put forward, and who takes a stance": ("verb.", "figure.", "figure.named."),
    "Errors, for editors": ("error.", "allowed."),
}  # fmt: skip
"""Every section with the beginnings of its keys; a key stands in the one with the longest."""


def page(code: str) -> str:
    """Return the page of one language."""
    return "\n".join((*_head(code), *_sections(code), *_units(code)))


def section_of(key: str) -> str:
    """Return the section in which a key stands; the first one for a key of none."""
    starts = {
        start: title
        for title, starts in SECTIONS.items()
        for start in starts
        if key.startswith(start)
    }
    return starts[max(starts, key=len)] if starts else next(iter(SECTIONS))


def _head(code: str) -> Iterator[str]:
    yield f"# Every pattern in {MODULES[code].title()}"
    yield ""
    yield (
        f"Read [the page on languages](../languages.md) first. Each of the {len(KEYS)} patterns "
        "stands here once, with three examples that the engine made, the English beside them. A "
        "pattern without anything to fill in stands as it is. Documents, labels and cases are "
        "those of made-up answers."
    )
    yield ""
    if code in WELCOMES:
        yield f"> {WELCOMES[code]}"
        yield ""
    yield (
        "This page is made by `.venv/bin/python -m tests.language.pattern_pages`; a test holds "
        "that it says what the engine says. The words are in "
        f"`proposals/language/languages/{MODULES[code]}/`."
    )
    yield ""


def _sections(code: str) -> Iterator[str]:
    by_section: dict[str, list[str]] = {title: [] for title in SECTIONS}
    for key in KEYS:
        by_section[section_of(key)].append(key)
    for title, keys in by_section.items():
        yield f"## {title}"
        yield ""
        yield f"| key | English | {language_of(code).name} |"
        yield "|---|---|---|"
        yield from (_row(code, key) for key in keys)
        yield ""


def _units(code: str) -> Iterator[str]:
    language = language_of(code)
    if not isinstance(language, EastSlavic):
        return
    yield "## Units"
    yield ""
    yield "The units that are inflected, by the name that the data give to one of them."
    yield ""
    yield f"| English | {language.name} |"
    yield "|---|---|"
    for name, forms in language.units.items():
        unit = Unit(name.replace(" ", "-").casefold(), name, name)
        counts = [language.amount(Decimal(n), unit) for n in ("1", "2", "5", "21", "1.5")]
        span = language.text("range.between", low_number="1", high=counts[1])
        any_number = language.text("range.any", unit=language.unit_name(unit, "many"))
        yield f"| {name} | {'; '.join((*counts, span, any_number, forms.label))} |"
    yield ""


def _row(code: str, key: str) -> str:
    texts = shown(code, key)
    english = (told("en")[key].get(name, "") for name in texts)
    cells = ("<br>".join(map(_escaped, column)) for column in (english, texts.values()))
    return f"| `{key}` | {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    for code, path in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(code), encoding="utf-8")
