"""Made-up talks of five parties, each named in another script, as a folder."""

from pathlib import Path

from tests.support.folders import SMALL, write

NAMES = {
    "north": "North",
    "vostok": "Восточный берег",
    "limnaia": "Λιμναία",
    "wadi": "إمارة الوادي",
    "carmel": "ממלכת הכרמל",
}
"""Latin, Cyrillic, Greek, Arabic and Hebrew."""
DOCUMENTS = tuple(f"{key}-plan" for key in NAMES)
QUESTION = "How long does the truce at the crossings hold?"


def write_five_parties(path: Path) -> Path:
    """Write the folder: one question, and a plan of each party with a longer time than the last."""
    parties = [f'[[parties]]\nkey = "{key}"\nname = "{name}"\n' for key, name in NAMES.items()]
    negotiation = '[negotiation]\nkey = "five"\nname = "Talks of five"\n'
    question = SMALL["questions.toml"].partition('[[questions]]\nkey = "where"')[0]
    plans = {
        f"documents/{key}-plan.first.toml": _plan(key, name, days=10 * number)
        for number, (key, name) in enumerate(NAMES.items(), 1)
    }
    files = {
        "negotiation.toml": negotiation + "".join(parties),
        "codebook.toml": SMALL["codebook.toml"],
        "questions.toml": question.replace("How long?", QUESTION),
        "articles.toml": SMALL["articles.toml"],
        **plans,
    }
    return write(path / "five", files)


def _plan(key: str, name: str, days: int) -> str:
    plan = SMALL["documents/plan.first.toml"].replace('key = "plan"', f'key = "{key}-plan"', 1)
    plan = plan.replace('title = "Plan"', f'title = "Plan of {name}"')
    plan = plan.replace('name = "The plan"', f'name = "the plan of {name}"')
    plan = plan.replace('parties = ["east"]', f'parties = ["{key}"]')
    plan = plan.replace("{ at_least = 30 }", f"{{ exactly = {days} }}")
    return plan.replace('bearers = ["west"]\n', "")
