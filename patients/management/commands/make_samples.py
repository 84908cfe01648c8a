"""`manage.py make_samples FOLDER`: practice lists to try the import on, all of made-up people."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from patients.samples import write_samples
from practice import clock


class Command(BaseCommand):
    """Writes an EMIS-style, a SystmOne-style and a broken list, and one with conditions beside the people."""

    help = "Write sample practice lists of made-up people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=Path("samples"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for sample in write_samples(folder, today=clock.now().date()):
            self.stdout.write(f"{sample.path}: {sample.words}")
