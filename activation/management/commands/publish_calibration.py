"""`manage.py publish_calibration FILE --instrument skerry-13 --by EMAIL`: a scale from answers, for everybody."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activation.actions.publishing import publish_calibration, scale_of
from activation.definition import WrongFile, parse
from activation.management.commands.load_instrument import bytes_of
from activation.models import Calibration, Instrument
from activation.rasch.linking import link
from practice import clock
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Membership, User
from practice.permissions import Permission, permissions_of


class Command(BaseCommand):
    """Stores it as a new version. What was scored before stays as it is and names the scale it was scored with."""

    help = "Publish a calibration (what calibrate_instrument printed) for the whole installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--instrument", required=True, metavar="KEY", help="for example skerry-13")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="who answers for it: an administrator"
        )
        parser.add_argument("--words", default="", help="whose answers these were, for those who read scores")

    def handle(self, *args: Any, **options: Any) -> None:
        instrument = Instrument.objects.standing().filter(practice=None, key=options["instrument"]).first()
        if instrument is None:
            raise CommandError(
                f"There is no questionnaire {options['instrument']} for the whole installation."
            )
        user = self.somebody(options["by"])
        before = Calibration.objects.newest(instrument)
        try:
            found = parse(bytes_of(options["file"]))
            made = publish_calibration(
                instrument=instrument,
                found=found,  # type: ignore[arg-type] # it says itself whether it is one
                user=user,
                by=System("publish_calibration"),
                now=clock.now(),
                words=options["words"][:300],
            )
        except (WrongFile, NotPossible) as reason:
            raise CommandError(str(reason), returncode=1) from None
        self.stdout.write(f"{instrument.name}: calibration {made.number}, from {made.n_used:,} people.")
        self.tell_moved(made, before)

    def somebody(self, email: str) -> User:
        """A person with a name who may answer for it."""
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        current = Membership.objects.current(clock.now().date()).filter(user=user)
        if user is None or Permission.MANAGE_INSTRUMENTS not in permissions_of({m.role for m in current}):
            raise CommandError(f"{email} is not an administrator of a practice here.")
        return user

    def tell_moved(self, made: Calibration, before: Calibration | None) -> None:
        """Which items are not where they were."""
        if before is None:
            return
        moved = link(scale_of(made.parameters), scale_of(before.parameters)).displaced
        for item, by in sorted(moved.items()):
            self.stdout.write(f"{item} has moved by {by:+.2f} logits; look at its wording.")
