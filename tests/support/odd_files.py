"""A folder with a row of every kind, in which any key can be given any value as TOML."""

from collections.abc import Iterator
from pathlib import Path

from proposals.seeding.schema import KINDS
from tests.support.folders import write

Row = tuple[str, str, dict[str, str]]
"""The head of a table, the kind of its row, and its keys with their values as TOML."""

ROWS: dict[str, list[Row]] = {
    "negotiation.toml": [
        ("[negotiation]", "negotiation", {"key": '"odd"', "name": '"Odd talks"'}),
        ("[[parties]]", "party", {"key": '"east"', "name": '"East"'}),
        ("[[parties]]", "", {"key": '"west"', "name": '"West"'}),
        ("[[disagreements]]", "disagreement", {"key": '"D-1"', "title": '"Length"'}),
        ("[[disagreements.accounts]]", "account", {"text": '"Thirty."', "articles": '["G1"]'}),
    ],
    "codebook.toml": [
        ("[[units]]", "unit", {"key": '"day"', "one": '"day"', "many": '"days"'}),
        ("[[themes]]", "theme", {"key": '"fire"', "name": '"Fire"'}),
        ("[[topics]]", "topic", {"key": '"truce"', "theme": '"fire"', "name": '"Truce"'}),
    ],
    "questions.toml": [
        ("[[scopes]]", "scope", {"key": '"war"', "label": '"in war"'}),
        (
            "[[questions]]",
            "question",
            {
                "key": '"length"',
                "topic": '"truce"',
                "text": '"How long?"',
                "kind": '"range"',
                "unit": '"day"',
            },
        ),
        (
            "[[questions]]",
            "",
            {
                "key": '"where"',
                "topic": '"truce"',
                "text": '"Where?"',
                "kind": '"items"',
                "vocabulary": '[{ key = "air", label = "air" }]',
            },
        ),
    ],
    "maps.toml": [
        (
            "[[maps]]",
            "map",
            {
                "key": '"lake"',
                "title": '"Lake"',
                "attribution": '"A"',
                "licence": '"B"',
                "view_box": '"0 0 10 10"',
                "regions": '[{ id = "a", name = "A", path = "M0 0 L1 1 Z" }]',
            },
        )
    ],
    "articles.toml": [
        ("[[outlets]]", "outlet", {"key": '"gazette"', "name": '"Gazette"'}),
        ("[[origins]]", "origin", {"key": '"agency"', "name": '"Agency"'}),
        (
            "[[articles]]",
            "article",
            {
                "key": '"G1"',
                "outlet": '"gazette"',
                "url": '"https://gazette.example/1"',
                "headline": '"Truce"',
                "published": "2025-06-02",
            },
        ),
    ],
    "documents/plan.first.toml": [
        (
            "[proposal]",
            "proposal",
            {
                "key": '"plan"',
                "title": '"Plan"',
                "name": '"the plan"',
                "kind": '"plan"',
                "parties": '["east"]',
            },
        ),
        (
            "[version]",
            "version",
            {"key": '"first"', "label": '"first"', "tier": '"press"', "date": "2025-06-02"},
        ),
        (
            "[[clauses]]",
            "clause",
            {"key": '"1"', "heading": '"Truce"', "state": '"published"', "topics": '["truce"]'},
        ),
        (
            "[[clauses.terms]]",
            "term",
            {"question": '"length"', "value": "{ at_least = 30 }", "force": '"demands"'},
        ),
        ("[[clauses.evidence]]", "evidence", {"article": '"G1"', "basis": '"describes"'}),
        (
            "[[coverage]]",
            "coverage",
            {"question": '"where"', "kind": '"silent"', "basis": '"full"'},
        ),
        (
            "[[coverage.evidence]]",
            "coverage evidence",
            {"article": '"G1"', "basis": '"describes"'},
        ),
    ],
    "documents/reply.first.toml": [
        (
            "[proposal]",
            "",
            {
                "key": '"reply"',
                "title": '"Reply"',
                "name": '"the reply"',
                "kind": '"plan"',
                "parties": '["west"]',
            },
        ),
        (
            "[version]",
            "",
            {"key": '"first"', "label": '"first"', "tier": '"press"', "date": "2025-06-03"},
        ),
        (
            "[[responses]]",
            "response",
            {
                "key": '"answer"',
                "to": '"plan.first"',
                "stance": '"rejects"',
                "text": '"No."',
                "date": "2025-06-03",
            },
        ),
        (
            "[[responses.evidence]]",
            "response evidence",
            {"article": '"G1"', "basis": '"describes"'},
        ),
    ],
    "judgements.toml": [
        (
            "[[judgements]]",
            "judgement",
            {
                "question": '"length"',
                "first": '"plan.first"',
                "second": '"reply.first"',
                "mark": '"agree"',
                "reason": '"x"',
                "author": '"x"',
            },
        )
    ],
    "texts/uk.toml": [
        (
            "[[translations]]",
            "translation",
            {
                "subject": '"question length"',
                "field": '"text"',
                "original": '"How long?"',
                "text": '"Скільки?"',
            },
        )
    ],
}

SCOPE_KEYS = ("key", "label", "within", "partition", "complete")


def places() -> Iterator[tuple[str, str]]:
    """Yield every kind with each of its keys, and each file with its head."""
    for rows in ROWS.values():
        for _head, kind, _values in rows:
            if kind:
                keys = SCOPE_KEYS if kind == "scope" else KINDS[kind].allowed
                yield from ((kind, key) for key in keys)


def odd_folder(path: Path, kind: str = "", key: str = "", value: str = "") -> Path:
    """Write the folder, with one key of the row of a kind given another value."""
    files = {
        name: "".join(_table(row, kind, key=key, value=value) for row in rows)
        for name, rows in ROWS.items()
    }
    return write(path / "odd", files)


def _table(row: Row, kind: str, *, key: str, value: str) -> str:
    head, own, values = row
    pairs = {**values, key: value} if own == kind != "" else values
    return "\n".join([head, *(f"{name} = {text}" for name, text in pairs.items())]) + "\n"


TEXTS = {
    "empty": '""',
    "blanks": '"  \\t "',
    "nothing between marks": "''",
    "two lines": '"a\\nb"',
    "line separator": '"a\\u2028b"',
    "nul": '"a\\u0000b"',
    "escape": '"a\\u001Bb"',
    "word": '"odd"',
    "long word": f'"{"w" * 10_000}"',
    "huge text": f'"{"word " * 40_000}"',
    "marks": '"״«»“”,;:→"',
    "arabic": '"هدنة ٣٠"',
    "combining": f'"e{chr(0x301) * 500}"',
    "zero width": '"\\u200b\\u200d"',
    "turned": '"\\u202Eabc"',
    "last letters": '"\\U0010FFFF\\uFFFF"',
    "markup": '"<b>**[x](javascript:1)"',
    "percent signs": '"%s %(a)s {0} {a}"',
    "look-alike": '"dаy"',
    "day in marks": '"2025-06-02"',
    "month in marks": '"2025-07"',
    "points": '"..."',
    "words with points": '"a.b.c.d"',
    "marks of keys": '"a#b#c@d"',
    "path": '"../../etc"',
    "open address": '"https://[::1"',
    "port": '"https://a.example:99999999/"',
    "backslash": '"C:\\\\a"',
    "answer in words": '"at least 30 days"',
    "digits in words": f'"at least {"9" * 5000} days"',
}
NUMBERS = {
    "seven": "7",
    "zero": "0",
    "negative": "-1",
    "past 32 bits": "4294967296",
    "past 64 bits": "9223372036854775808",
    "decimal": "1.5",
    "thousands": "1.000",
    "59 digits": "9" * 59,
    "power of 59": "1e59",
    "small": "1e-59",
    "negative zero": "-0.0",
    "nan": "nan",
    "infinity": "-inf",
}
FLAGS = {"yes": "true", "no": "false"}
DAYS = {"day": "2025-06-02", "first day": "0001-01-01", "last day": "9999-12-31"}
MOMENTS = {
    "moment": "2025-06-02T14:30:00Z",
    "first moment": "0001-01-01T00:00:00+23:59",
    "last moment": "9999-12-31T23:59:59.999999-23:59",
    "moment without zone": "2025-06-02T14:30:00",
    "time": "12:30:00",
}
LISTS = {
    "no entry": "[]",
    "a number": "[1]",
    "a list": "[[]]",
    "a text": '["odd"]',
    "a text twice": '["odd", "odd"]',
    "empty text": '[""]',
    "all natures": '[1, "a", nan, 2025-06-02, {}]',
    "many": "[" + '"a", ' * 2000 + "]",
    "30 lists": "[" * 30 + "]" * 30,
    "a nul": '["a\\u0000"]',
    "entry": '[{ key = "a", label = "A" }]',
    "empty entry": '[{ key = "", label = "" }]',
    "odd entry": "[{ key = nan, label = [], region = {} }]",
    "region": '[{ id = "a", name = "", path = "M" }]',
}
TABLES = {
    "no key": "{}",
    "empty key": '{ "" = "" }',
    "key of nul": '{ "a\\u0000" = "b" }',
    "other key": "{ a = 1 }",
    "huge answer": "{ at_least = 1e59 }",
    "nan answers": "{ at_least = nan, unit = nan }",
    "answer as text": '{ exactly = "1e999999999" }',
    "answer in an answer": "{ exactly = { exactly = 1 } }",
    "any": "{ any = true }",
    "moment": "{ from = 0001-01-01T00:00:00+23:59 }",
    "time": "{ from = 12:00:00 }",
    "apart": "{ at_least = 9, at_most = 1 }",
    "30 tables": "{ " + ".".join("a" * 30) + " = 1 }",
    "top": '{ key = "a", label = "A" }',
    "top with a number": '{ key = "a", label = 1 }',
    "items": '{ all = ["air"], none = 3 }',
}
FAULTS = {
    "4,301 digits": "1" * 4301,
    "huge in base 16": "0x" + "f" * 5000,
    "power without end": "1e999999999999999999999",
    "power of 9 figures": "-1e999999999",
    "330 lists": "[" * 330 + "]" * 330,
    "330 openings": "[" * 330,
    "400 tables": "{ a = " * 400,
    "500 points": "{ " + ".".join("a" * 500) + " = 1 }",
    "60th second": "23:59:60",
    "month": "2025-07",
    "30 February": "2025-02-30",
    "nothing": "",
    "True": "True",
    "bare word": "word",
    "open text": '"odd ',
    "open list": "[1, 2",
    "open table": "{ a = 1",
    "curly marks": "“odd”",
    "twice": "1\nodd = 1\nodd = 1",
    "two values": "1 2",
    "comma": "1,",
    "surrogate": '"\\uD800"',
    "control character": '"\x1b"',
}
"""What is no TOML, or none that anything could hold."""

NATURES = {
    "text": TEXTS,
    "number": NUMBERS,
    "flag": FLAGS,
    "day": DAYS,
    "moment": MOMENTS,
    "list": LISTS,
    "table": TABLES,
    "fault": FAULTS,
}
VALUES = [
    (nature, name, value) for nature, values in NATURES.items() for name, value in values.items()
]
"""Every odd value: its nature, a name for it, and its TOML."""
