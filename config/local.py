"""The local editor: the account that `make run` makes so that a newcomer can enter the admin."""

import secrets

from django.contrib.auth import get_user_model

EDITOR = "editor"
PASSWORD_BYTES = 12


def create_editor() -> str | None:
    """Make the local editor and return the password; None when the account is there already.

    The password is made on this machine and kept only as a hash, so it can be shown once.
    """
    users = get_user_model()._default_manager
    if users.filter(username=EDITOR).exists():
        return None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    users.create_superuser(username=EDITOR, email="", password=password)
    return password


def renew_password() -> str:
    """Give the local editor a new password and return it; makes the account when it is missing."""
    created = create_editor()
    if created:
        return created
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    editor = get_user_model()._default_manager.get(username=EDITOR)
    editor.set_password(password)
    editor.save(update_fields=["password"])
    return password
