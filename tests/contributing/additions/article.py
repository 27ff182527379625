"""A made-up article of a new outlet, in the made-up negotiation of `negotiation.py`."""

from tests.contributing.edits import Changes, EndOfFile, Instead

RECIPE = "Add an article"
CHANGES: Changes = {
    "seeds/well-2033/articles.toml": [
        EndOfFile("""
[[outlets]]
key = "herald"
name = "Dale Herald"
country = "Dale"
language = "en"
ownership = "Owned by its printers."
ownership_source = "Its own imprint."

[[articles]]
key = "W2"
outlet = "herald"
headline = "The lower well is ours, says Dale"
published = 2033-05-03
url = "https://herald.example/well"
extent = "whole"
""")
    ],
    "seeds/well-2033/documents/dale-paper.spoken.toml": [
        Instead(
            r"^\[\[clauses\.evidence\]\]$",
            """[[clauses.evidence]]
article = "W2"
stance = "supports"
basis = "prints"
quote = "the lower well and not the upper"

[[clauses.evidence]]""",
        )
    ],
}  # fmt: skip
