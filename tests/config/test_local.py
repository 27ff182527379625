import re
import socket

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from config.local import ACCOUNTS, EDITOR, REVIEWER, create_accounts, renew_passwords
from config.management.commands.run_local import refuse_busy_port
from tests.factories import make_groups


@pytest.fixture
def groups(db: None) -> None:
    make_groups()


def sign_in(**credentials: str) -> User | None:
    """Failed logins are counted by where they come from: there is none without a request."""
    return authenticate(RequestFactory().post("/admin/login/"), **credentials)


@pytest.mark.usefixtures("groups")
def test_the_first_start_makes_an_editor_who_may_do_everything():
    editor = sign_in(username=EDITOR, password=create_accounts()[EDITOR])
    assert editor is not None
    assert editor.is_staff
    assert editor.is_superuser


@pytest.mark.usefixtures("groups")
def test_the_first_start_makes_a_reviewer_who_publishes_what_the_editor_submits():
    reviewer = sign_in(username=REVIEWER, password=create_accounts()[REVIEWER])
    assert reviewer is not None
    assert reviewer.is_staff
    assert not reviewer.is_superuser
    assert reviewer.has_perm("proposals.review_clause")


@pytest.mark.usefixtures("groups")
def test_the_second_start_gives_no_password_and_keeps_the_first():
    passwords = create_accounts()
    assert create_accounts() == {}
    assert all(sign_in(username=name, password=passwords[name]) for name in ACCOUNTS)


@pytest.mark.usefixtures("groups")
def test_an_account_that_is_missing_is_made_beside_the_other():
    create_accounts()
    get_user_model().objects.get(username=REVIEWER).delete()
    assert list(create_accounts()) == [REVIEWER]


@pytest.mark.usefixtures("groups")
def test_two_machines_get_two_passwords():
    first = create_accounts()
    get_user_model().objects.all().delete()
    assert not set(create_accounts().values()) & set(first.values())


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_renewed_password_replaces_the_old_one(name):
    old = create_accounts()[name]
    new = renew_passwords()[name]
    assert sign_in(username=name, password=new)
    assert sign_in(username=name, password=old) is None


@pytest.mark.usefixtures("groups")
def test_passwords_are_made_where_no_account_is_yet():
    assert sign_in(username=EDITOR, password=renew_passwords()[EDITOR])


@pytest.mark.usefixtures("groups")
def test_the_password_command_prints_passwords_that_work(settings, capsys):
    settings.DEBUG = True
    call_command("local_password")
    printed = re.findall(r"Local (\w+)\nNew password: (\S+)", capsys.readouterr().out)
    assert [name for name, _password in printed] == list(ACCOUNTS)
    assert all(sign_in(username=name, password=password) for name, password in printed)


@pytest.mark.parametrize("command", ["run_local", "local_password"])
def test_local_commands_are_refused_outside_debug(settings, command):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command(command)


def test_a_busy_port_is_named_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=rf"PORT {port} cannot be used .* PORT=8001"):
            refuse_busy_port(port)
