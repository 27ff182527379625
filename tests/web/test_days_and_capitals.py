"""Days, numbers and capitals on pages are those of the language, written in one way."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from proposals.language.languages import LANGUAGES
from sources.capitals import capfirst
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support.languages import site_in

DAY = date(2025, 6, 2)
MOMENT = datetime(2025, 6, 2, 9, 5, 59, tzinfo=UTC)


def drawn(source, **values):
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "english", "foreign"),
    [
        ("{{ day|day }}", "2 June 2025", "2025 Junbo 2"),
        ("{{ day|short_day }}", "2 Jun 2025", "2025 Junbo 2"),
        ("{{ moment|day }}", "2 June 2025", "2025 Junbo 2"),
        ("{{ moment|moment }}", "2 June 2025, 09:05", "2025 Junbo 2, 09:05"),
        ("{{ moment|exact_moment }}", "2 June 2025, 09:05 UTC", "2025 Junbo 2, 09:05 UTC"),
        ("{{ none|day }}{{ none|short_day }}{{ none|moment }}{{ none|exact_moment }}", "", ""),
        ("{% load numbers %}{{ count|grouped }}", "13,500", "13500"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(source, english, foreign):
    with site_in(MADE_UP):
        for code, expected in (("en", english), ("xx", foreign)):
            with override(code):
                values = {"day": DAY, "moment": MOMENT, "none": None, "count": 13_500}
                assert drawn(source, **values) == expected


def test_a_moment_is_told_in_the_zone_of_the_site(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    assert drawn("{{ moment|moment }}", moment=MOMENT) == "2 June 2025, 12:05"
    assert drawn("{{ moment|exact_moment }}", moment=MOMENT) == "2 June 2025, 12:05 EEST"
    late = datetime(2025, 6, 2, 23, 5, tzinfo=UTC)
    assert drawn("{{ moment|day }}", moment=late) == "3 June 2025"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_shortens_all_its_months_or_none(code):
    language = LANGUAGES[code]
    assert len(language.months) == 12
    assert len(language.short_months) in (0, 12)
    assert len({language.short_day(date(2025, month, 1)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the plan", "The plan"),
        ("Ukraine’s text", "Ukraine’s text"),
        ("їжа", "Їжа"),
        ("план", "План"),
        ("საქართველოს გეგმა", "საქართველოს გეგმა"),  # not Ს, a letter of capitals only
        ("ǆep", "ǅep"),
        ("ßuche", "Ssuche"),
        ("خطة", "خطة"),
        ("“the plan”", "“the plan”"),
        ("6 points", "6 points"),
        ("", ""),
    ],
)
def test_a_capital_is_right_in_every_script(text, expected):
    assert capfirst(text) == expected
    assert drawn("{{ text|capfirst }}", text=text) == expected
    assert str(capfirst(gettext_lazy(text))) == expected if text else True


def test_a_capital_says_nothing_of_markup_that_is_safe():
    assert drawn("{{ text|capfirst }}", text="<b>&") == "&lt;b&gt;&amp;"


SECOND_WAYS = {
    "a day by Django's formats": re.compile(
        r"\|(?:date|time)(?!:[\"'](?:c|Y-m-d(?: H:i)?)[\"'])\b|\bdate_format\b|\btime_format\b"
    ),
    "a number by Django's formats": re.compile(r"\bnumber_format\b|\|floatformat|\|intcomma"),
    "Django's own capitals": re.compile(r"django\.utils\.text import .*capfirst|\|title\b"),
}
"""What is right in English alone, or in those languages alone that Django knows."""


@pytest.mark.parametrize("what", SECOND_WAYS)
def test_there_is_no_second_way(root: Path, what):
    files = [
        path
        for folder in ("config", "proposals", "sources", "templates")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".txt", ".svg", ".xml", ".css")
    ]
    assert len(files) > 600
    found = [str(path) for path in files if SECOND_WAYS[what].search(path.read_text())]
    assert found == []
