"""`manage.py seed`, given any value in any key: taken where it is right, else refused in words."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from proposals.seeding.schema import KINDS
from tests.support.odd_files import ROWS, VALUES, odd_folder, places

pytestmark = pytest.mark.django_db

PLACES = list(places())
STEP = 11
"""Each key is given every eleventh value, each key from another one on: all meet all natures."""

FITTING = {
    "text": (models.CharField, models.TextField, models.ForeignKey),
    "number": (models.IntegerField, models.DecimalField),
    "flag": (models.BooleanField,),
    "day": (models.DateField,),
    "moment": (models.DateTimeField,),
    "list": (models.ManyToManyField, models.JSONField),
    "table": (models.JSONField,),
    "fault": (),
}
"""The fields that take values of a nature, if they take this one."""

FITTING_IN_SCOPES = {
    "text": ("key", "label", "partition"),
    "list": ("within",),
    "flag": ("complete",),
}
LONGEST_LINE = 4000


def file_of(kind):
    return next(name for name, rows in ROWS.items() if kind in [row[1] for row in rows])


def lines_about(folder):
    """What the command says of a folder line by line; nothing if it takes it."""
    try:
        call_command("seed", str(folder), "--dry-run", stdout=StringIO())
    except CommandError as error:
        text = str(error)
        assert text.endswith("error(s); nothing was changed.")
        return text.split("\n")[:-2]
    return []


def is_fitting(nature, kind, key):
    """Whether any value of a nature can be right for a key."""
    if kind == "scope":
        return key in FITTING_IN_SCOPES.get(nature, ())
    if (kind, key) == ("term", "value"):
        return nature in ("text", "table")  # an answer may be written in words
    return isinstance(KINDS[kind].model_field(key), FITTING[nature])


def test_the_folder_itself_is_sound(tmp_path):
    assert lines_about(odd_folder(tmp_path)) == []


def test_any_value_in_any_key_is_taken_where_it_is_right_or_refused_in_words(tmp_path):
    told = Counter()
    for place, (kind, key) in enumerate(PLACES):
        for nature, name, value in VALUES[place % STEP :: STEP]:
            lines = lines_about(odd_folder(tmp_path, kind, key, value))
            where = (kind, key, name)
            if lines:
                told["refused"] += 1
                assert nature != "fault" or any("line " in line for line in lines), where
                named = any(line.startswith(f"odd/{file_of(kind)}") for line in lines)
                # A new key may be right in its own file, and unknown where it is named.
                assert named or (key == "key" and is_fitting(nature, kind, key)), where
                assert all(line.startswith("odd/") and ": " in line for line in lines), where
                assert all(len(line) < LONGEST_LINE for line in lines), where
                assert "the database refuses" not in str(lines), where
            else:
                told["taken"] += 1
                assert is_fitting(nature, kind, key), where
    assert told.total() >= 700, told
    assert min(told["refused"], told["taken"]) > 100, told


@pytest.mark.parametrize("file", ROWS)
def test_a_file_that_ends_anywhere_is_answered_in_words(tmp_path, file):
    folder = odd_folder(tmp_path)
    whole = (folder / file).read_bytes()
    for end in range(0, len(whole), 7):
        (folder / file).write_bytes(whole[:end])
        assert all(line.startswith("odd/") for line in lines_about(folder)), end


@pytest.mark.parametrize("file", ROWS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfea\x00=\x001\x00",
        b"\x00",
        b"\xef\xbb\xbf",
        b"\r",
        b'"" = 1\n',
        b'" " = { "" = [] }\n',
        b"a = nan\n",
        b'"\\u0000" = 1\n',
        b'"' + b"k" * 10_000 + b'" = 1\n',
        b"a." * 5000 + b"a = 1\n",
        b"[" + b"a." * 5000 + b"a]\n",
        b"k = 1\n" * 2,
        b"[[a]]\n" * 5000,
        b"key = []\nversion = []\nproposal = {}\nunits = [[]]\nscopes = [{}]\n",
        b"negotiation = 1\nunits = nan\nquestions = {}\narticles = ''\nclauses = 1\nmaps = [1]\n",
    ],
)
def test_a_file_of_anything_is_answered_in_words(tmp_path, file, content):
    folder = odd_folder(tmp_path)
    (folder / file).write_bytes(content)
    lines = lines_about(folder)
    assert all(line.startswith("odd/") and len(line) < LONGEST_LINE for line in lines)
