#!/usr/bin/env python
"""Django's door for the command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.env import BadVariable

    try:
        execute_from_command_line(sys.argv)
    except BadVariable as error:
        sys.exit(f"Configuration: {error}")


if __name__ == "__main__":
    main()
