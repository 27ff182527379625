"""`manage.py expire_snapshots`: delete frozen comparisons that nobody used in time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from proposals.snapshots.retention import AT_ONCE, expire


class Command(BaseCommand):
    """The command for a timer; new comparisons that visitors freeze do a part of it, too."""

    help = "Delete frozen comparisons that nobody opened or cited within FROZEN_UNUSED_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete them, some at a time, and print how many there were."""
        total = 0
        while expired := expire(now()):
            total += expired
            if expired < AT_ONCE:
                break
        self.stdout.write(f"Expired: {total}.")
