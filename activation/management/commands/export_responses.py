"""`manage.py export_responses --instrument skerry-13 --purpose "..." > answers.csv`: answers to calibrate from."""

import csv
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from activation.actions.measuring import note_export
from activation.definition import definition_of
from activation.models import Instrument
from activation.sample import GROUPINGS, Sample, sample_of, together, without_small
from practice import clock
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

COMMAND = System("export_responses")
LEAST_WORDS, MOST_WORDS = 10, 200


class Command(BaseCommand):
    """One row a person with the first answers that are not doubtful; no name, number or date, in no telling order."""

    help = "Write answers without names as CSV, one row a person, for calibrate_instrument."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", required=True, metavar="KEY", help="for example skerry-13")
        parser.add_argument("--practice", metavar="ODS", help="one practice alone, for example A81001")
        parser.add_argument(
            "--purpose", required=True, help="what the answers are for; each practice finds it in its trail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        purpose = options["purpose"].strip()
        if not LEAST_WORDS <= len(purpose) <= MOST_WORDS:
            raise CommandError(
                f"Say what the answers are for, in {LEAST_WORDS} to {MOST_WORDS} characters: --purpose."
            )
        instrument = instrument_called(options["instrument"])
        practices = practices_of(options["practice"])
        samples = [self.taken(practice, instrument, purpose) for practice in practices]
        if not samples:
            raise CommandError("There is no practice yet.")
        self.write(together(samples))

    def taken(self, practice: Practice, instrument: Instrument, purpose: str) -> Sample:
        """The practice's answers, and the event in its trail."""
        with in_view([practice], COMMAND):
            sample = sample_of(practice, instrument)
            note_export(
                practice=practice,
                instrument=instrument,
                people=len(sample.clear),
                purpose=purpose,
                by=COMMAND,
                now=clock.now(),
            )
        return sample

    def write(self, sample: Sample) -> None:
        """Sorted by what was answered, so that the order tells neither practice nor time."""
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow([*sample.items, *GROUPINGS])
        out.writerows(sorted(lines(sample)))


def lines(sample: Sample) -> list[list[str]]:
    least = settings.SMALL_NUMBERS_UNDER
    columns = [without_small(sample.clear_labels(name), least) for name in GROUPINGS]
    return [
        ["" if answer < 0 else str(answer) for answer in answers] + list(labels)
        for answers, labels in zip(sample.clear.tolist(), zip(*columns, strict=True), strict=True)
    ]


def instrument_called(key: str) -> Instrument:
    """Of the whole installation, and scored with a calibration. Raises CommandError."""
    found = Instrument.objects.standing().filter(practice=None, key=key).first()
    if found is None:
        raise CommandError(f"There is no questionnaire {key} for the whole installation.")
    if definition_of(found).scoring.kind != "rasch":
        raise CommandError(f"{found.name} is not scored with a calibration.")
    return found


def practices_of(ods_code: str | None) -> list[Practice]:
    """All of them, or the one that is named. Raises CommandError."""
    practices = Practice.objects.order_by("pk")
    if not ods_code:
        return list(practices)
    found = practices.filter(ods_code=ods_code)
    if not found:
        raise CommandError(f"There is no practice {ods_code}.")
    return list(found)
