"""`manage.py data_dictionary`: every table and column, from the models and the database itself, as a page to read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from insight import dictionary

PAGE = Path(settings.BASE_DIR) / "docs" / "data-dictionary.md"


class Command(BaseCommand):
    """Writes docs/data-dictionary.md anew, or says what it would write."""

    help = "Write docs/data-dictionary.md from the models, their comments and the walls in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print", action="store_true", dest="only_print", help="print it, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        page = dictionary.page()
        if options["only_print"]:
            self.stdout.write(page)
            return
        PAGE.write_text(page, encoding="utf-8")
        self.stdout.write(f"Written: {PAGE}")
