"""`manage.py make_demo`: fill an empty database with the made-up practices."""

import json
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from insight.demo import move_in
from practice import clock
from practice.demo import accounts


class Command(BaseCommand):
    """Runs again without harm: what is there stays."""

    help = "Move the made-up practices, staff and patients in (demo only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--patients", type=int, default=1000, help="on each practice's list")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo: SKERRY_MODE says otherwise, and nothing was changed.")
        password = os.environ.get("DEMO_PASSWORD") or "skerry-demo"
        with transaction.atomic():
            moved = move_in(password=password, now=clock.now(), patients=options["patients"])
        settings.DATA.mkdir(parents=True, exist_ok=True)
        (settings.DATA / "demo.json").write_text(json.dumps({"accounts": accounts()}, indent=1))
        self.stdout.write("The made-up practices have moved in." if moved else "They live here already.")
