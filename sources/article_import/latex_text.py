"""LaTeX in the fields of BibTeX as plain text; what is not known is named, never dropped."""

from __future__ import annotations

import re
import unicodedata

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
SIGNS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "th": "þ",
    "ldots": "…",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "dots": "…",
    "textquoteright": "’",
    "textquotesingle": "'",
    "textendash": "–",
    "textemdash": "—",
    "textellipsis": "…",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "guillemotleft": "«",
    "textasciicircum": "^",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "guillemotright": "»",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "texteuro": "€",
    "textdollar": "$",
    "pounds": "£",
    "textsterling": "£",
    "S": "§",
    "textdegree": "°",
    "textunderscore": "_",
    "textnumero": "№",
    "textquotedbl": '"',
    "textregistered": "®",
}
# Commands that only change how their words look.
LOOKS = {
    *("emph", "textit", "textbf", "textrm", "textsc", "texttt", "textsf", "textup", "mbox"),
    *("enquote", "url", "mkbibquote", "mkbibemph", "textnormal", "relax", "it", "em", "bf"),
}
ESCAPED = "&%$#_{} -/,"
COMMAND = re.compile(r"\\(?:([A-Za-z]+)\s*|(.))", re.DOTALL)
ACCENTED = re.compile(r"\s*(?:\{\s*\\?([^\W\d_])\s*\}|\\([ij])(?![A-Za-z])\s?|([^\W\d_]))")
URL_ESCAPE = re.compile(r"\\([&%$#_{}~])")


def read_latex(text: str) -> tuple[str, list[str]]:
    """Return a text without its LaTeX, and the commands in it that are not known here."""
    pieces: list[str] = []
    unread: list[str] = []
    place = 0
    while place < len(text):
        match = COMMAND.match(text, place)
        if match is None:
            pieces.append(text[place])
            place += 1
            continue
        place = match.end()
        sign, place = _command(match[1] or match[2], text, place)
        if sign is None:
            unread.append(match[0].strip())
        else:
            pieces.append(sign)
    return _plain("".join(pieces)), unread


def plain_url(text: str) -> str:
    """Return an address without the escapes of LaTeX."""
    return URL_ESCAPE.sub(r"\1", text.replace("{\\textasciitilde}", "~")).strip("{} \n\t")


def _command(name: str, text: str, place: int) -> tuple[str | None, int]:
    """Return what a command stands for, and where the text goes on; None if it is not known."""
    if name in ACCENTS and (letter := ACCENTED.match(text, place)):
        base = letter[1] or letter[2] or letter[3]
        return unicodedata.normalize("NFC", base + ACCENTS[name]), letter.end()
    if name in SIGNS:
        return _kept(SIGNS[name]), place
    if name in LOOKS:
        return "", place
    if name in ESCAPED:
        return {"-": "", "/": "", ",": " "}.get(name, _kept(name)), place
    return None, place


# Signs that would be taken for LaTeX again stand as these until the end.
_KEPT = {sign: chr(0xE000 + number) for number, sign in enumerate("{}~`'-$")}


def _kept(sign: str) -> str:
    """Return a sign in a form that stays as it is."""
    return _KEPT.get(sign, sign)


def _plain(text: str) -> str:
    """Return a text without braces, with the quotation marks and dashes that LaTeX spells."""
    for spelling, sign in (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " ")):
        text = text.replace(spelling, sign)
    plain = text.replace("{", "").replace("}", "")
    for sign, kept in _KEPT.items():
        plain = plain.replace(kept, sign)
    return " ".join(plain.split())
