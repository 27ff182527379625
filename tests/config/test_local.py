import socket

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from config.local import EDITOR, create_editor, renew_password
from config.management.commands.run_local import refuse_busy_port


@pytest.mark.django_db
def test_the_first_start_makes_an_editor_who_can_sign_in():
    password = create_editor()
    editor = authenticate(username=EDITOR, password=password)
    assert editor is not None
    assert editor.is_staff
    assert editor.is_superuser


@pytest.mark.django_db
def test_the_second_start_gives_no_password_and_keeps_the_first():
    password = create_editor()
    assert create_editor() is None
    assert authenticate(username=EDITOR, password=password)


@pytest.mark.django_db
def test_two_machines_get_two_passwords():
    first = create_editor()
    get_user_model().objects.all().delete()
    assert create_editor() != first


@pytest.mark.django_db
def test_a_renewed_password_replaces_the_old_one():
    old = create_editor()
    new = renew_password()
    assert authenticate(username=EDITOR, password=new)
    assert authenticate(username=EDITOR, password=old) is None


@pytest.mark.django_db
def test_a_password_is_made_where_no_editor_is_yet():
    assert authenticate(username=EDITOR, password=renew_password())


@pytest.mark.django_db
def test_the_password_command_prints_a_password_that_works(settings, capsys):
    settings.DEBUG = True
    call_command("local_password")
    password = capsys.readouterr().out.split()[-1]
    assert authenticate(username=EDITOR, password=password)


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
