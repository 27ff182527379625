"""A program of its own: renews the hash of the talks at the lake wherever it is written down.

`python -m tests.support.lake_hash` is for changes of what a comparison holds that are meant; what
the hash is of, `tests/support/bundles.py` says.
"""

import os
import re
from pathlib import Path

os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "tests/support/bundles.py": r'^LAKE_HASH = "([0-9a-f]{64})"$',
    "docs/exports.md": r"^H=([0-9a-f]{64}) ",
}
"""The files with the hash, each with the line in which it stands."""


def compute_hash() -> str:
    """Return the hash of the whole comparison of the talks at the lake as the code makes it now."""
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    # The tables as the models are: the migrations of a change may not be written yet.
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)

    from proposals.seeding import load
    from tests.support.bundles import bundle
    from tests.support.folders import LAKE

    load([LAKE])
    return bundle().hash


def write_hash(value: str) -> None:
    """Write a hash over the one in each file; raise AssertionError for a file that has none."""
    for name, pattern in PLACES.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        place = re.search(pattern, text, re.MULTILINE)
        assert place, f"{name} has no line {pattern}"
        changed = text[: place.start(1)] + value + text[place.end(1) :]
        (ROOT / name).write_text(changed, encoding="utf-8")


if __name__ == "__main__":
    write_hash(compute_hash())
