#!/usr/bin/env python3
"""Runs a command of the site: `.venv/bin/python manage.py COMMAND`, on the demo's data unless told otherwise."""

import os
import sys


def main() -> None:
    if sys.argv[1:2] == ["ready"]:
        look()
    if os.environ.get("SKERRY_MODE") != "production":
        fill_in_the_demo()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def look() -> None:
    """Whether this may go into production: shown, where everything else is refused."""
    from config import unsafe

    os.environ.setdefault("SKERRY_MODE", "production")
    problems = unsafe.refused(os.environ["SKERRY_MODE"], os.environ)
    if any(what.endswith("is not set.") for what, _do in problems) or "://" not in os.environ["PUBLIC_URL"]:
        sys.exit(f"{unsafe.words(problems)}\nWhat only the database can tell was not looked at.")
    unsafe.look()


def fill_in_the_demo() -> None:
    from launch.environment import fill
    from launch.keeper import ServerFailed

    try:
        fill(sys.argv[1] if len(sys.argv) > 1 else "help")
    except ServerFailed as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
