#!/usr/bin/env python
"""Django's door for the command line."""

import os
import sys

SERVE = "serve"
"""The command that serves with production settings, whatever a local start left behind."""


def main() -> None:
    from config.local_settings import use_local_settings, use_serving_settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == [SERVE]:
        use_serving_settings(os.environ)
    else:
        use_local_settings(os.environ)

    from django.core.management import execute_from_command_line

    from config.env import BadVariable

    try:
        execute_from_command_line(sys.argv)
    except BadVariable as error:
        sys.exit(f"Configuration: {error}{_hint(error.name)}")


def _hint(name: str) -> str:
    """Return the way out for whoever has a clone on a machine of their own."""
    from config.local_settings import DEPLOYED

    if name != "SECRET_KEY" or any(os.environ.get(one) for one in DEPLOYED):
        return ""
    return "\nOn a machine of your own: `make run` once, and every command finds its data."


if __name__ == "__main__":
    main()
