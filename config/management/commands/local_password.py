"""`manage.py local_password`: a new password for the local editor, behind `make password`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.local import EDITOR, renew_password


class Command(BaseCommand):
    help = "Gives the local editor a new random password and prints it once. Only with DEBUG on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("DEBUG is off. Allowed: DEBUG=1, or `manage.py changepassword`.")
        password = renew_password()
        self.stdout.write(f"Local editor: {EDITOR}\nNew password: {password}")
