"""A migration may change any table that has triggers: they are away meanwhile, and then back."""

import pytest
from django.db import connection

from proposals.data_stamps import installation, read_stamp
from proposals.models import Term

pytestmark = pytest.mark.django_db(transaction=True)


def with_another_length(length):
    old = Term._meta.get_field("condition")
    new = old.clone()
    new.max_length = length
    new.set_attributes_from_name("condition")
    new.model = Term
    return old, new


def change(old, new):
    installation.before_migrating("default", plan=[("proposals", False)])
    assert read_stamp() is None
    with connection.schema_editor() as editor:
        editor.alter_field(Term, old, new)
    installation.after_migrating("default")


def test_a_table_is_changed_and_its_writes_move_the_stamp_again():
    installation.after_migrating("default")
    old, new = with_another_length(777)
    before = read_stamp()
    change(old, new)
    try:
        between = read_stamp()
        assert between.whole != before.whole
        assert not installation.check_triggers(databases=["default"])
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO proposals_theme (key, ordinal, name) VALUES ('x', 1, 'X')")
        assert read_stamp().whole != between.whole
    finally:
        change(new, old)
