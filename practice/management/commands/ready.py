"""`manage.py ready`: everything that keeps this installation from starting safely, and what to look at besides."""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError

from practice import readiness

Found = tuple[str, str]


class Command(BaseCommand):
    """Ends with 1 where something is refused. It changes nothing."""

    help = "Say what is unsafe in the settings and the database, and what to do about each."
    requires_system_checks: list[str] = []  # they would speak before this does

    def handle(self, *args: Any, **options: Any) -> None:
        refused, advised = list(settings.REFUSED), list(settings.ADVISED)
        try:
            refused += readiness.refused()
            advised += readiness.advised()
        except OperationalError:
            what = "The database does not let this process in; what only it can tell was not looked at."
            refused.append((what, "Look at the address, and at whether it runs."))
        self.say("Refused: Skerry does not start", refused, self.style.ERROR)
        self.say("To look at", advised, self.style.WARNING)
        if refused:
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("Ready: nothing keeps Skerry from starting."))

    def say(self, head: str, found: list[Found], style: Callable[[str], str]) -> None:
        if not found:
            return
        self.stdout.write(style(f"{head} ({len(found)})"))
        for number, (what, do) in enumerate(found, 1):
            self.stdout.write(f"{number}. {what}\n   {do}")
        self.stdout.write("")
