"""Local accounts, which `make run` creates so that a newcomer can sign in and be reviewed.

Whoever submits a clause cannot publish it, so that one account would not be enough.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

EDITOR = "editor"
"""May do everything, as the owner of the machine."""
REVIEWER = "reviewer"
"""A member of the group of that name, without any right beyond it."""
ACCOUNTS = (EDITOR, REVIEWER)
PASSWORD_BYTES = 18


def create_accounts() -> dict[str, str]:
    """Create the local accounts that are missing; return their passwords by their names.

    A password is made on this machine and kept only as a hash, so it can be shown once.
    """
    existing = set(_users().filter(username__in=ACCOUNTS).values_list("username", flat=True))
    return {name: _create(name) for name in ACCOUNTS if name not in existing}


def renew_passwords() -> dict[str, str]:
    """Give every local account a new password; create those that are missing."""
    new = create_accounts()
    return {name: new.get(name) or _renew(name) for name in ACCOUNTS}


def _create(name: str) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    if name == EDITOR:
        _users().create_superuser(username=name, email="", password=password)
    else:
        user = _users().create_user(username=name, email="", password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=name))
    return password


def _renew(name: str) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = _users().get(username=name)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def _users() -> Any:
    return get_user_model()._default_manager
