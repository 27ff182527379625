"""`manage.py local_password`: new passwords for the local accounts, behind `make password`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.local import renew_passwords


class Command(BaseCommand):
    help = "Gives the local accounts new random passwords, printed once. Only with DEBUG on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("DEBUG is off. Allowed: DEBUG=1, or `manage.py changepassword`.")
        for name, password in renew_passwords().items():
            self.stdout.write(f"Local {name}\nNew password: {password}")
