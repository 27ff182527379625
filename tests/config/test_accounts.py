"""Accounts and groups: an administrator gives no rights but their own, and takes no others over."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from tests.factories import UserFactory, make_groups

pytestmark = pytest.mark.django_db

ADD = reverse("admin:auth_user_add")
LIST = reverse("admin:auth_user_changelist")
TOO_MUCH = {"is_superuser": "on", "is_staff": "on", "is_active": "on"}


@pytest.fixture
def ada(client):
    """An administrator without every right, logged in."""
    make_groups()
    user = UserFactory(username="ada", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client.force_login(user)
    return user


@pytest.fixture
def root():
    """Somebody who has every right."""
    return UserFactory(username="root", is_staff=True, is_superuser=True)


@pytest.fixture
def foreign():
    """A permission that administrators do not have."""
    return Permission.objects.get(codename="delete_session")


def page(user: User, name: str = "change") -> str:
    return reverse(f"admin:auth_user_{name}", args=[user.pk])


def fields(user: User, **more) -> dict[str, object]:
    """What the form of an account sends."""
    moment = {"date_joined_0": "2025-06-02", "date_joined_1": "10:00:00"}
    return {"username": user.username, "is_staff": "on", "is_active": "on", **moment, **more}


def password(text: str) -> dict[str, str]:
    return {"password1": text, "password2": text, "usable_password": "true"}


def test_an_administrator_does_not_become_superuser_by_a_post_written_by_hand(client, ada):
    group = Group.objects.get(name="administrator")
    client.post(page(ada), fields(ada, is_superuser="on", last_name="Moor", groups=[group.pk]))
    ada.refresh_from_db()
    assert ada.last_name == "Moor"
    assert not ada.is_superuser


def test_the_form_does_not_offer_every_right(client, ada):
    assert 'name="is_superuser"' not in client.get(page(ada)).content.decode()


def test_an_administrator_makes_nobody_else_superuser(client, ada):
    other = UserFactory(username="bob")
    client.post(page(other), fields(other, is_superuser="on"))
    other.refresh_from_db()
    assert other.is_staff
    assert not other.is_superuser


def test_a_new_account_has_no_rights_whatever_is_sent_with_it(client, ada):
    answer = client.post(ADD, {"username": "eve", **password("a-ferry-at-dawn"), **TOO_MUCH})
    assert answer.status_code == 302
    assert not User.objects.get(username="eve").is_superuser


def test_an_administrator_gives_the_groups_whose_rights_are_their_own(client, ada):
    other = UserFactory(username="bob")
    groups = Group.objects.filter(name__in=["analyst", "reviewer", "administrator"])
    answer = client.post(page(other), fields(other, groups=[one.pk for one in groups]))
    assert answer.status_code == 302
    assert other.groups.count() == 3


def test_a_group_with_other_rights_is_refused_in_words(client, ada, foreign):
    other, group = UserFactory(username="bob"), Group.objects.create(name="keepers")
    group.permissions.add(foreign)
    answer = client.post(page(other), fields(other, groups=[group.pk]))
    assert answer.status_code == 200
    assert "groups" in answer.context["adminform"].form.errors
    assert not other.groups.exists()


def test_a_right_that_is_not_their_own_is_refused_in_words(client, ada, foreign):
    answer = client.post(page(ada), fields(ada, user_permissions=[foreign.pk]))
    assert "user_permissions" in answer.context["adminform"].form.errors
    assert not ada.user_permissions.exists()


def test_a_group_gets_no_right_that_its_editor_has_not(client, ada, foreign):
    group = Group.objects.get(name="administrator")
    address = reverse("admin:auth_group_change", args=[group.pk])
    before = group.permissions.count()
    answer = client.post(address, {"name": "administrator", "permissions": [foreign.pk]})
    assert "permissions" in answer.context["adminform"].form.errors
    assert group.permissions.count() == before


def test_a_group_with_other_rights_is_changed_by_nobody_without_them(client, ada, foreign):
    group = Group.objects.create(name="keepers")
    group.permissions.add(foreign)
    address = reverse("admin:auth_group_change", args=[group.pk])
    assert client.post(address, {"name": "mine"}).status_code == 403
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["change", "delete", "password_change"])
def test_an_account_with_every_right_is_changed_by_nobody_without_them(client, ada, root, name):
    sent = fields(root, username="taken", post="yes", **password("a-ferry-at-dawn"))
    assert client.post(page(root, name), sent).status_code == 403
    kept = User.objects.get(pk=root.pk)
    assert (kept.username, kept.password, kept.is_active) == ("root", root.password, True)


def test_an_account_that_sleeps_keeps_its_rights_from_others(client, ada, root):
    User.objects.filter(pk=root.pk).update(is_active=False)
    assert client.post(page(root), fields(root)).status_code == 403


def test_an_account_with_one_right_more_is_not_taken_over(client, ada, foreign):
    other = UserFactory(username="bob", is_staff=True)
    other.user_permissions.add(foreign)
    answer = client.post(page(other, "password_change"), password("a-ferry-at-dawn"))
    assert answer.status_code == 403


def test_the_account_of_a_superuser_is_not_deleted_among_others(client, ada, root):
    other = UserFactory(username="bob")
    chosen = {"action": "delete_selected", "_selected_action": [root.pk, other.pk], "post": "yes"}
    assert client.post(LIST, chosen).status_code == 403
    assert User.objects.filter(pk__in=[root.pk, other.pk]).count() == 2


def test_the_page_of_a_superuser_shows_no_hash_to_others(client, ada, root):
    root.set_password("a-ferry-at-dawn")
    root.save()
    shown = client.get(page(root)).content.decode()
    assert root.username in shown
    assert root.password not in shown


def test_an_administrator_sets_the_password_of_an_analyst(client, ada):
    other = UserFactory(username="bob")
    other.groups.add(Group.objects.get(name="analyst"))
    answer = client.post(page(other, "password_change"), password("a-ferry-at-dawn"))
    assert answer.status_code == 302
    other.refresh_from_db()
    assert other.check_password("a-ferry-at-dawn")


def test_a_superuser_makes_another(client, root):
    client.force_login(root)
    other = UserFactory(username="bob")
    client.post(page(other), fields(other, is_superuser="on"))
    other.refresh_from_db()
    assert other.is_superuser
