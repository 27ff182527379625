"""`manage.py check` says where PDF files cannot be drawn. That is news and no fault."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Info

from proposals.exports.paper.pdf import missing_packages


def check_libraries(**kwargs: Any) -> list[CheckMessage]:
    """Return one message that names the packages, or none."""
    missing = missing_packages()
    if not missing:
        return []
    return [
        Info(
            "PDF files cannot be drawn on this machine: libraries of the system are missing. "
            "Everything else works.",
            hint=f"On Debian and Ubuntu: apt-get install {' '.join(missing)}",
            id="proposals.I001",
        )
    ]
