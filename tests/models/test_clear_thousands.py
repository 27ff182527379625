"""The migration of stored numbers that could be read as thousands."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from reversion.models import Version as SavedRow

from proposals.editing.revisions import open_revision
from proposals.history.recorder import record_change
from proposals.models import Clause, Term
from tests.factories import ClauseFactory, TermFactory, analyst

migration = import_module("proposals.migrations.0007_clear_thousands")


@pytest.mark.parametrize(
    ("stored", "rewritten"),
    [
        ({"exactly": "4.125"}, {"exactly": "4.1250"}),
        ({"at_least": "-4.125", "unit": "week"}, {"at_least": "-4.1250", "unit": "week"}),
        ({"more_than": "1", "less_than": "999.999"}, {"more_than": "1", "less_than": "999.9990"}),
        ({"at_most": "800.000"}, {"at_most": "800"}),
        ({"at_most": "0.125"}, {"at_most": "0.125"}),
        ({"at_most": "1234.567"}, {"at_most": "1234.567"}),
        ({"any": True}, {"any": True}),
        ({"text": "4.125"}, {"text": "4.125"}),
    ],
)
def test_only_an_unclear_number_is_rewritten(stored, rewritten):
    assert migration.with_clear_numbers(stored) == rewritten
    assert migration.with_clear_numbers(rewritten) == rewritten


@pytest.mark.django_db
def test_answers_of_drafts_of_revisions_and_of_history_are_rewritten():
    ada = analyst()
    clause = ClauseFactory(created_by=ada)
    TermFactory(clause=clause, value="30 days")
    Term.objects.update(value={"exactly": "4.125"})
    with record_change(clause, ada, "entered"):
        pass
    Clause.objects.filter(pk=clause.pk).update(state="published")
    revision = open_revision(Clause.objects.get(pk=clause.pk), ada)
    migration.rewrite_terms(apps, None)
    migration.rewrite_history(apps, None)
    assert revision.pk != clause.pk
    assert list(Term.objects.values_list("value", flat=True)) == [{"exactly": "4.1250"}] * 2
    saved = SavedRow.objects.get_for_model(Term).values_list("serialized_data", flat=True)
    assert {json.loads(text)[0]["fields"]["value"]["exactly"] for text in saved} == {"4.1250"}
