"""A made-up topic with a question, in the made-up negotiation of `negotiation.py`."""

from tests.contributing.edits import Changes, EndOfFile

RECIPE = "Add a topic or a question"
CHANGES: Changes = {
    "seeds/well-2033/codebook.toml": [
        EndOfFile("""
[[topics]]
key = "keepers"
theme = "wells"
name = "The keepers of the wells"
definition = "Who looks after the wells."
pax_match = "none"
""")
    ],
    "seeds/well-2033/questions.toml": [
        EndOfFile("""
[[questions]]
key = "keeper"
topic = "keepers"
text = "Who keeps the wells?"
kind = "choice"
vocabulary = [
    { key = "both", label = "keepers of both villages" },
    { key = "stranger", label = "a keeper from elsewhere" },
]
""")
    ],
    "seeds/well-2033/documents/hill-paper.spoken.toml": [
        EndOfFile("""
[[clauses]]
key = "2"
heading = "The keeper"
state = "published"
topics = ["keepers"]

[[clauses.terms]]
question = "keeper"
value = "keepers of both villages"
force = "offers"

[[clauses.evidence]]
article = "W1"
basis = "describes"
""")
    ],
    "seeds/well-2033/documents/dale-paper.spoken.toml": [
        EndOfFile("""
[[coverage]]
question = "keeper"
kind = "silent"
basis = "full"
note = "Not mentioned."
articles = ["W1"]
""")
    ],
}  # fmt: skip
