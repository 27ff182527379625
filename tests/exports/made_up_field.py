"""A program of its own: adds a field in the one place, then writes what leaves the site.

`python -m tests.exports.made_up_field FOLDER` writes comparison.json, comparison.zip,
comparison.xlsx, openapi.json and outlet.json (an answer of the interface) into the folder. It is a
program because the field has to be there before anything is made of the fields.
"""

import json
import os
import sys
from pathlib import Path

import django

from proposals.exports.record.fields import COLUMN, Entity, Field, Scalar

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"

NAME = "motto"
MEANING = "A made-up motto of the outlet."


def add_field() -> None:
    """Let outlets have one more field where they are defined, as an edit of that place would."""
    field = Field(
        NAME,
        Scalar.TEXT,
        lambda outlet: f"{outlet.name} knows",
        meaning=MEANING,
        description=MEANING,
        column=COLUMN,
    )
    define = Entity.__init__

    def define_with_field(self: Entity, name: str, description: str, fields: tuple) -> None:
        define(self, name, description, (*fields, field) if name == "Outlet" else fields)

    Entity.__init__ = define_with_field  # type: ignore[method-assign]


def write_everything(folder: Path) -> None:
    """Write the files of the talks at the lake, and two answers of the interface."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from proposals.seeding import load
    from tests.support.folders import LAKE

    setup_test_environment()
    call_command("migrate", verbosity=0)
    load([LAKE])
    client = Client()
    for name in ("comparison.json", "comparison.zip", "comparison.xlsx"):
        file = client.get(f"/lake-2031/export/{name}")
        (folder / name).write_bytes(b"".join(file) if file.streaming else file.content)
    (folder / "openapi.json").write_bytes(client.get("/api/v1/openapi.json").content)
    outlet = client.get("/api/v1/outlets").json()["items"][0]
    (folder / "outlet.json").write_text(json.dumps(outlet), "utf-8")


if __name__ == "__main__":
    add_field()
    django.setup()
    write_everything(Path(sys.argv[1]))
