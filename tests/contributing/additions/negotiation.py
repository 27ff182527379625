"""A made-up negotiation: two villages talk about a well. Its folder is all that there is to it."""

from tests.contributing.edits import Changes, EndOfFile

RECIPE = "Add a negotiation"
CHANGES: Changes = {
    "seeds/well-2033/negotiation.toml": [
        EndOfFile("""
[negotiation]
key = "well-2033"
name = "Talks on the well"
language = "en"

[[parties]]
key = "hill"
name = "Hill Village"

[[parties]]
key = "dale"
name = "Dale Village"
""")
    ],
    "seeds/well-2033/codebook.toml": [
        EndOfFile("""
[[themes]]
key = "wells"
name = "Wells"

[[topics]]
key = "well"
theme = "wells"
name = "The well"
definition = "Which well each village draws from."
pax_match = "none"
""")
    ],
    "seeds/well-2033/questions.toml": [
        EndOfFile("""
[[questions]]
key = "well-use"
topic = "well"
text = "Which well may be drawn from?"
kind = "items"
map = "villages"
vocabulary = [
    { key = "upper", label = "the upper well", region = "up" },
    { key = "lower", label = "the lower well", region = "down" },
]
""")
    ],
    "seeds/well-2033/maps.toml": [
        EndOfFile("""
[[maps]]
key = "villages"
title = "The two wells"
attribution = "Drawn for this example"
licence = "CC BY 4.0"
view_box = "0 0 20 10"
regions = [
    { id = "up", name = "Upper well", path = "M0 0h20v5H0z" },
    { id = "down", name = "Lower well", path = "M0 5h20v5H0z" },
]
""")
    ],
    "seeds/well-2033/articles.toml": [
        EndOfFile("""
[[outlets]]
key = "crier"
name = "Village Crier"
country = "Dale"
language = "en"

[[articles]]
key = "W1"
outlet = "crier"
headline = "Two wells, two villages"
published = 2033-05-02
""")
    ],
    **{
        f"seeds/well-2033/documents/{key}-paper.spoken.toml": [
            EndOfFile(f"""
[proposal]
key = "{key}-paper"
title = "Paper of {key}"
name = "The paper of {key}"
kind = "memorandum"
parties = ["{key}"]

[version]
key = "spoken"
label = "as spoken"
tier = "oral"

[[clauses]]
key = "1"
heading = "The wells"
state = "published"
topics = ["well"]

[[clauses.terms]]
question = "well-use"
value = {{ requires = ["{required}"], excludes = ["{excluded}"] }}
force = "demands"

[[clauses.evidence]]
article = "W1"
basis = "describes"
""")
        ]
        for key, required, excluded in (("hill", "upper", "lower"), ("dale", "lower", "upper"))
    },
}  # fmt: skip
