"""Names of rules in texts that people read."""

import re


def rules_in(text: str) -> list[str]:
    """Return the rules that a text names, in its order; "R2 to R4" names all three."""
    return [
        f"R{number}"
        for first, last in re.findall(r"\bR(\d+)(?: to R(\d+))?", text)
        for number in range(int(first), int(last or first) + 1)
    ]
