"""The site's own templates without the white space that only their authors need.

A source is cleaned once, when its template is loaded; what readers and editors wrote is never
touched. Django's own templates come from its own loaders, as they are.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

_INSIDE = r"(?:(?!%}).)*"
_NAMES = (
    "block|elif|else|empty|endblock|endfor|endif|endlocalize|endwith|extends|for|if|include|load"
    "|localize|with"
)
"""Tags that print nothing; what `include` brings ends its own lines."""
_SILENT = rf"{{%\s*(?:(?:{_NAMES})\b{_INSIDE}|{_INSIDE} as \w+\s*)%}}"

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b(?s:.*?){%\s*endcomment\s*%}")
KEPT = re.compile(
    r"<(pre|textarea|script|style)\b.*?</\1\s*>"
    r"|{%\s*(blocktranslate|verbatim)\b.*?{%\s*end\2\s*%}",
    re.DOTALL,
)
"""What stays as it is written, sign by sign."""
LINE_BREAK = re.compile(r"[ \t]*\n\s*")
SILENT_LINE = re.compile(rf"(?:{_SILENT}[ \t]*)+")
BRANCH = re.compile(rf"{{%\s*(if|elif|else|endif)\b{_INSIDE}%}}")


class Loader(filesystem.Loader):
    """Templates out of the folders of the project, cleaned."""

    def get_contents(self, origin: Origin) -> str:
        """Return a template's source, cleaned. Raise TemplateDoesNotExist."""
        return cleaned(super().get_contents(origin))


def cleaned(source: str) -> str:
    """Return the source of a template without comments, indentation and empty lines.

    A line of nothing but tags that print nothing leaves no line. Any other ends with one line
    break, so that what stands on two lines stays apart; if all of it is one condition, each thing
    that may be chosen has the break.
    """
    kept: list[str] = []

    def put_aside(piece: re.Match[str]) -> str:
        kept.append(piece[0])
        return f"\0{len(kept) - 1}\0"

    text = KEPT.sub(put_aside, COMMENT.sub("", source))
    text = "".join(map(_line, LINE_BREAK.split(text.strip())))
    return re.sub("\0([0-9]+)\0", lambda place: kept[int(place[1])], text)


def _line(line: str) -> str:
    """Return a line with its line break, where it has one."""
    if SILENT_LINE.fullmatch(line):
        return line
    depth, start, branches = 0, 0, []
    for tag in BRANCH.finditer(line):
        depth += tag[1] == "if"
        if depth == 1 and tag[1] != "if":
            branches.append(line[start : tag.start()])
            start = tag.start()
        depth -= tag[1] == "endif"
        if not depth:
            break
    if branches and line.startswith("{% if ") and line[start:] == "{% endif %}":
        return "\n".join([*branches, line[start:]])
    return f"{line}\n"
