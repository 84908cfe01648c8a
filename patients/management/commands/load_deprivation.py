"""manage.py load_deprivation: postcodes, small areas and the Index of Multiple Deprivation, from public files."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from patients import deprivation
from patients.actions import placing
from practice import clock
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

SHOWN = 20
Row = TypeVar("Row")


class Command(BaseCommand):
    """Loads or renews; the same files twice change nothing."""

    help = "Load postcodes with their small areas, and how deprived each area is."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--postcodes", type=Path, required=True, help="columns of the ONS postcode files")
        parser.add_argument("--imd", type=Path, required=True, help="Index of Multiple Deprivation by LSOA")
        parser.add_argument("--edition", type=int, help="2015, 2019 or 2025, where the file does not say it")

    def handle(self, *args: Any, postcodes: Path, imd: Path, edition: int | None, **options: Any) -> None:
        self.faults: list[deprivation.Fault] = []
        try:
            with transaction.atomic():
                self.load(postcodes, imd, edition)
        except (deprivation.Unreadable, OSError) as error:
            raise CommandError(str(error)) from error
        for fault in self.faults[:SHOWN]:
            self.stderr.write(str(fault))
        if len(self.faults) > SHOWN:
            self.stderr.write(f"... and {len(self.faults) - SHOWN:,} more rows that were left out")

    def load(self, postcodes: Path, imd: Path, edition: int | None) -> None:
        """Both files, then everybody's decile."""
        with deprivation.opened(postcodes) as places, deprivation.opened(imd) as ranks:
            of_places = deprivation.Postcodes(places, file=postcodes.name)
            index = deprivation.Index(ranks, file=imd.name, edition=edition)
            year = deprivation.shared_year(of_places, index)
            read = placing.load_places(self.good(of_places.rows(year)))
            self.stdout.write(f"{read:,} postcodes, {of_places.elsewhere:,} outside England left out")
            areas = placing.load_areas(self.good(index.rows()))
            self.stdout.write(f"{areas:,} small areas of IMD {index.edition}")
        self.stdout.write(f"{self.place_everybody():,} people have another area or decile now")

    def good(self, rows: Iterable[Row | deprivation.Fault]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, deprivation.Fault):
                self.faults.append(row)
            else:
                yield row

    def place_everybody(self) -> int:
        by, now, changed = System("load_deprivation"), clock.now(), 0
        for practice in Practice.objects.order_by("pk"):
            with in_view([practice], by):
                changed += placing.place_patients(practice=practice, by=by, now=now)
        return changed
