#!/usr/bin/env python3
"""Runs a command of the site: `.venv/bin/python manage.py COMMAND`, on the demo's data unless told otherwise."""

import os
import sys


def main() -> None:
    if os.environ.get("SKERRY_MODE") != "production":
        fill_in_the_demo()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def fill_in_the_demo() -> None:
    from launch.environment import fill
    from launch.keeper import ServerFailed

    try:
        fill(sys.argv[1] if len(sys.argv) > 1 else "help")
    except ServerFailed as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
