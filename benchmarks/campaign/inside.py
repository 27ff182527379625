"""What the campaign does inside a database, in processes of its own: prepares it, and reads it.

`python -m benchmarks.campaign.inside prepare|state|counts` prints one JSON value.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any

EDITORS = 4
PASSWORD = "only-for-this-campaign"
_NUMBER = re.compile(r"Save (\d+)")


def main() -> None:
    """Run one of the steps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    steps = {"prepare": prepare, "state": state, "counts": counts}
    json.dump(steps[sys.argv[1]](), sys.stdout)


def prepare() -> dict[str, Any]:
    """Make editors with a draft each; return their names, the clauses and the topics there are."""
    from django.contrib.auth import get_user_model

    from proposals.models import Clause, Topic, Version

    version = Version.objects.filter(proposal__negotiation__key="istanbul-2025").first()
    editors = []
    for number in range(EDITORS):
        name = f"editor-{number}"
        get_user_model().objects.create_superuser(name, password=PASSWORD)
        clause = Clause.objects.create(
            version=version, key=f"campaign-{number}", label=f"C{number}",
            heading="Save 0", text="Save 0", ordinal=9_000 + number,
        )  # fmt: skip
        editors.append([name, clause.pk])
    return {"editors": editors, "topics": list(Topic.objects.values_list("key", flat=True))}


def state() -> dict[str, Any]:
    """Return for each of the drafts the numbers in its fields, and those in its history."""
    from proposals.history.entries import list_entries
    from proposals.models import Clause

    found = {}
    for clause in Clause.objects.filter(key__startswith="campaign-"):
        found[str(clause.pk)] = {
            "stored": [_number(clause.heading), _number(clause.text)],
            "recorded": [_number(one.content.fields["text"]) for one in list_entries(clause)],
        }
    return found


def counts() -> dict[str, int]:
    """Return the number of rows of what a load writes."""
    from proposals import models
    from sources.models import Article

    every: tuple[Any, ...] = (models.Negotiation, models.Clause, models.Term, models.Evidence)
    return {
        model.__name__: model.objects.count()
        for model in (*every, models.Translation, models.SeedRecord, Article)
    }


def _number(text: str) -> int:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else -1


if __name__ == "__main__":
    main()
