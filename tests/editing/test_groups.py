"""The groups that the migration makes: exactly what each may do."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.factories import UserFactory, make_groups, run_on_groups

pytestmark = pytest.mark.django_db
OURS = ("proposals", "sources")
PARTS = {"coverage", "coverageevidence", "evidence", "responseevidence", "term"}
ENTERED = {
    "proposals": {
        "add": {*PARTS, "clause", "comment", "proposal", "response", "translation", "version"},
        "change": {*PARTS, "clause", "comment", "proposal", "response", "translation", "version"},
        "delete": PARTS,
    },
    "sources": {
        "add": {"article", "articletext", "origin", "outlet"},
        "change": {"article", "articletext", "origin", "outlet"},
    },
}


@pytest.fixture(autouse=True)
def groups():
    make_groups()


def permissions(name):
    """ "app.action_model" for each permission of a group."""
    rows = Permission.objects.filter(group__name=name).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


def every(app, action=""):
    rows = Permission.objects.filter(content_type__app_label=app, codename__startswith=action)
    return {f"{app}.{codename}" for codename in rows.values_list("codename", flat=True)}


def of_an_analyst():
    entered = {
        f"{app}.{action}_{model}"
        for app, actions in ENTERED.items()
        for action, models in actions.items()
        for model in models
    }
    return entered.union(*(every(app, "view_") for app in OURS))


def test_an_analyst_sees_everything_and_enters_documents_and_sources():
    assert permissions("analyst") == of_an_analyst()


def test_a_reviewer_may_decide_over_clauses_and_record_judgements_besides():
    judged = {f"proposals.{action}_judgement" for action in ("add", "change", "delete")}
    published = {"proposals.review_clause", "proposals.review_response"}
    assert permissions("reviewer") == of_an_analyst() | judged | published


def test_an_administrator_may_do_everything_here_and_with_accounts():
    assert permissions("administrator") == every("proposals") | every("sources") | every("auth")


@pytest.mark.parametrize(
    "permission",
    ["proposals.review_clause", "proposals.delete_clause", "proposals.add_judgement",
     "sources.delete_article", "auth.change_user"],
)  # fmt: skip
def test_an_analyst_may_not(permission):
    assert not UserFactory(groups=["analyst"]).has_perm(permission)


def test_making_the_groups_twice_changes_nothing():
    before = {group.name: permissions(group.name) for group in Group.objects.all()}
    run_on_groups("0004_groups", "make_groups")
    run_on_groups("0009_responses", "add_to_groups")
    assert {group.name: permissions(group.name) for group in Group.objects.all()} == before


def test_the_migration_can_be_taken_back():
    run_on_groups("0004_groups", "remove_groups")
    assert not Group.objects.filter(name__in=("analyst", "reviewer", "administrator")).exists()
