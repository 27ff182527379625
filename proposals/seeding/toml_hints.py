"""What would be right where a file is not TOML: hints at the faults of habit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from proposals.seeding.letters import describe_letter, name_letters

_QUOTES = "“”„‟«»‘’‚‹›″"
_KEY = r"\s*[{,]?\s*(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')\s*"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_LONGEST_LINE = 1000
"""Characters of a line that is looked at: no one reads a longer one."""

_TIME_FORM = "A time of day is written 2025-06-02T14:30:00Z, with seconds and zone."
_DAY_FORM = "A date is written year-month-day, without quotation marks: 2025-06-02."


@dataclass(frozen=True)
class _Fault:
    """A line that is not TOML: the place of the error in it from 1, and what the parser said."""

    lines: Sequence[str]
    number: int
    column: int
    error: str

    @property
    def line(self) -> str:
        """The line."""
        return self.lines[self.number - 1] if self.number <= len(self.lines) else ""

    @property
    def here(self) -> str:
        """The line from the error on."""
        return self.line[self.column - 1 :]

    @property
    def key(self) -> str:
        """The key on the line, or the one within braces before the error; empty if none."""
        match = re.match(_KEY + r"=\s*(?P<opens>[\[{]?)", self.line)
        inner = re.findall(r"[{,]\s*([\w-]+)\s*=", self.line[: self.column])
        if match and match["opens"] and inner:
            return str(inner[-1])
        return match["key"].strip("\"'") if match else ""

    @property
    def value(self) -> str:
        """What stands behind the key, without a comment; of a list or a table the part at fault."""
        start = self.line.find("=") + 1
        part = self.line[start:]
        if part.lstrip().startswith(("[", "{")):
            before = self.line[: self.column - 1]
            start = max(before.rfind(mark) for mark in "=[,{") + 1
            part = re.split(r"[\]},]", self.line[start:], maxsplit=1)[0]
        return part.partition("#")[0].strip()


def hint_at(lines: Sequence[str], line: int, *, column: int, error: str) -> str:
    """Return what would be right at a place that is not TOML, as a sentence; or an empty text."""
    fault = _Fault(lines, line, column, error)
    if len(fault.line) > _LONGEST_LINE:
        return ""
    hint = next((hint for rule in _RULES if (hint := rule(fault))), "")
    return f" {hint}" if hint else ""


def _repeated(fault: _Fault) -> str:
    table = re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]", fault.line)
    if fault.error.startswith("Cannot declare") and table:
        first = _first_line(fault, rf"\s*\[+\s*{re.escape(table[1])}\s*\]")
        return (
            f"The table [{table[1]}] stands in line {first} already; one of several has double "
            f"brackets, everywhere: [[{table[1]}]]."
        )
    if match := re.match(r"Duplicate inline table key '(.*)'", fault.error):
        return f"The key {match[1]} stands twice between the braces."
    if fault.error.startswith("Cannot overwrite") and table:
        return "A key or a table of this name stands above already."
    if fault.error.startswith("Cannot overwrite") and fault.key:
        first = _line_of_key(fault)
        where = f" in line {first}" if first else ""
        return f"The key {fault.key} has a value{where} already: a key stands once in a table."
    return ""


def _first_line(fault: _Fault, pattern: str) -> int:
    return next(
        (n for n, text in enumerate(fault.lines, 1) if re.match(pattern, text)), fault.number
    )


def _line_of_key(fault: _Fault) -> int:
    """Return the line above, in the same table, that has the key; 0 if none is found."""
    for number in range(fault.number - 1, 0, -1):
        text = fault.lines[number - 1]
        if re.match(rf"\s*[\"']?{re.escape(fault.key)}[\"']?\s*[=.]", text):
            return number
        if re.match(r"\s*\[", text):
            break
    return 0


def _quotation_marks(fault: _Fault) -> str:
    if fault.here[:1] and fault.here[0] in _QUOTES:
        return (
            f"The quotation mark {fault.here[0]} is {describe_letter(fault.here[0])}; a text "
            'stands between straight ones: "text".'
        )
    return ""


def _strange_characters(fault: _Fault) -> str:
    word = re.match(r"[^\s=.\]\[\"'#,{}]+", fault.here)
    start = re.match(r"\s*\[*\s*([^\s=.\]\[\"'#]+)", fault.line)
    before = fault.line[: fault.column - 1]
    braced = re.search(r"[{,]\s*([\w-]*)\Z", before) if "key" in fault.error else None
    here = (braced[1] if braced else "") + (word[0] if word else "")
    for found in (start[1] if start else "", here):
        if found and ("=" not in before or braced) and not found.isascii():
            letters = name_letters(found)
            return letters.strip() or (
                "A key is written with Latin letters, figures, - and _; the keys are those of "
                "seeds/README.md."
            )
    letter = fault.here[:1]
    if letter and not letter.isascii() and not letter.isalnum():
        return f"The character there is {describe_letter(letter)}."
    return ""


def _control_characters(fault: _Fault) -> str:
    letter = fault.here[:1]
    if letter and (ord(letter) < 32 or ord(letter) == 127) and letter != "\t":
        return f"The character there is U+{ord(letter):04X}, which no file may hold as it is."
    return ""


def _colon(fault: _Fault) -> str:
    match = re.match(r"\s*([\w-]+|\"[^\"]*\")\s*:(=?)", fault.line)
    if match and "=" not in fault.line[: match.end() - len(match[2]) - 1]:
        return f"A key has its value after an equals sign: {match[1]} = …"
    if re.search(r"[{,]\s*[\w-]+\s*:", fault.line[: fault.column + 1]) and ":" in fault.here[:2]:
        return "A key has its value after an equals sign, in braces as well: { key = … }"
    return "One equals sign is enough." if fault.here.startswith("=") and fault.key else ""


def _words(fault: _Fault) -> str:
    match fault.value.casefold():
        case "true" | "false" as word:
            return f"It is written in small letters: {word}."
        case "yes" | "no" | "on" | "off" | "ja" | "so":
            return 'Yes is written true, and no is written false; a text has marks: "…".'
        case "none" | "null" | "nil" | "nothing" | "n/a" | "-" | "?":
            return "There is no word for nothing: what is not known is left out, with its key."
        case "":
            if fault.key and fault.error == "Invalid value":
                return f"The key {fault.key} has no value: leave it out."
    return ""


def _dates(fault: _Fault) -> str:
    value = fault.value
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return month_alone(fault.key, value)
    if re.fullmatch(r"\d{4}", value[:4]) and re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", value):
        return _calendar(value)
    spoken = rf"\d{{1,2}}\.?\s+{_MONTHS}(?:,?\s+\d{{4}})?|{_MONTHS}\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    if re.fullmatch(spoken, value, re.IGNORECASE):
        return _DAY_FORM
    if re.match(r"\d{1,2}:\d{2}", value):
        return _TIME_FORM
    if re.fullmatch(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}", value):
        return f"{_DAY_FORM} Month and day have two figures each."
    return ""


def _calendar(value: str) -> str:
    year, month, day = (int(part) for part in (value[:4], value[5:7], value[8:10]))
    try:
        date(year, month, day)
    except ValueError:
        return f"The calendar has no day {value[:10]}. {_DAY_FORM}"
    return _TIME_FORM


def month_alone(key: str, value: str) -> str:
    """Return what to do where only the month of something is known."""
    way = _WITHOUT_DAY.get(key, "leave the key out, if the table may do without it")
    return f"{value} is a month, and a date needs its day. If the day is not known, {way}."


_WITHOUT_DAY = {
    "published": "leave published out and say what is known in published_note",
    "handed_over": "leave handed_over out and say what is known in handed_over_note",
    "date": "leave date out of [version] and say what is known in its note (a response needs it)",
    "begins": "leave begins out",
    "ends": "leave ends out",
    "accessed": "leave accessed out",
    **dict.fromkeys(
        ("value", "from", "to", "on"),
        "give the first and the last possible day, as in { from = 2025-07-01, to = 2025-07-31 }",
    ),
}


def _numbers(fault: _Fault) -> str:
    value = fault.value
    if re.fullmatch(r"[+-]?0\d+", value):
        return "A number does not begin with 0; a text stands in quotation marks."
    if (
        "array" not in fault.error and re.fullmatch(r"[+-]?\d+(?:[,'  ]\d+)+(?:\.\d+)?", value)
    ) or (re.fullmatch(r"[+-]?\d+", value) and re.match(r",\d", fault.here)):
        return "A number has nothing between thousands and a point before decimals: 6000, 4.5."
    if re.fullmatch(r"[+-]?(?:\.\d+|\d+\.)", value):
        return "A number has figures on both sides of its point: 0.5, 5.0."
    if re.fullmatch(r"[+-]?\d[\d.]*\s*[^\d\s.,;:/-].*", value) and "=" in fault.line:
        return 'Nothing stands behind a number; an amount with its unit is a text: "30 days".'
    return ""


def _texts(fault: _Fault) -> str:
    before = fault.line[: fault.column - 1].rstrip()
    if "Unescaped" in fault.error or "hex value" in fault.error or "scalar" in fault.error:
        return r"A backslash in a text is written \\ (or the text stands in 'single marks')."
    if "Illegal character" in fault.error or "Unterminated" in fault.error:
        return (
            f"The text that begins in line {fault.number} has no closing mark; one of several "
            'lines stands between """ and """.'
        )
    if "Expected \"'''\"" in fault.error:
        return f"The text that begins in line {fault.number} has no closing '''."
    if before.endswith(('"', "'")) and re.search(r"[\"']", fault.here):
        if re.search("[\u0590-\u05ff]", before[-2:-1] + fault.here[:1]):
            return 'Gershayim in a Hebrew abbreviation are written ״, or \\" .'
        return (
            'A quotation mark inside a text is written \\" (an apostrophe needs no mark between '
            'double ones: "…\'…"; gershayim are ״); entries of a list have commas between them.'
        )
    return ""


def _brackets(fault: _Fault) -> str:
    if "Unclosed array" in fault.error:
        if fault.here[:1] not in ("", "[", "{") or fault.here[:1] in ("{", "["):
            return _missing_comma(fault)
        return f"The list that is opened in line {fault.number} is not closed: ]."
    if fault.error == "Invalid value" and fault.column <= fault.line.find("="):
        return "A list above is not closed: a ] is missing."
    if "inline table" in fault.error:
        return "A table in braces stands on one line, with commas between its keys, and ends in }."
    if "key part" in fault.error and fault.here.startswith("}"):
        return "No comma stands before the closing brace."
    if "declaration" in fault.error or re.match(r"\s*\[", fault.line):
        return "The head of a table stands alone on its line: [version], or [[clauses]] for many."
    return ""


def _missing_comma(fault: _Fault) -> str:
    opened = fault.line[: fault.column - 1].count("[") > fault.line[: fault.column - 1].count("]")
    if fault.here.startswith("[") and not opened and not fault.line[: fault.column - 1].strip():
        return "A list above is not closed: a ] is missing, or a comma before this line."
    if re.match(r"\s*[\w-]+\s*=", fault.line) and not opened:
        return "A list above is not closed: a ] is missing."
    return "Between two entries of a list stands a comma."


def _statements(fault: _Fault) -> str:
    if re.match(r"//|/\*|--|;|%|<!--", fault.here):
        return "A comment begins with #, and a line ends without a mark."
    if fault.error.startswith("Expected '='"):
        return (
            "A line gives a key its value: key = value. A key is one word; a text of several lines "
            'stands between """ and """.'
        )
    if fault.here.startswith("="):
        return "A line begins with a key: key = value."
    if fault.here.startswith(",") or fault.line.rstrip().endswith(","):
        return "No comma stands at the end of a line that gives a key its value."
    if fault.error.startswith("Invalid value") and re.match(r"\w", fault.value):
        return 'A text stands in quotation marks: "text".'
    return ""


_RULES: tuple[Callable[[_Fault], str], ...] = (
    _repeated,
    _control_characters,
    _quotation_marks,
    _texts,
    _colon,
    _dates,
    _words,
    _numbers,
    _strange_characters,
    _brackets,
    _statements,
)
"""Every rule in its turn; the first that has a hint counts."""
