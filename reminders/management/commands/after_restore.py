"""`manage.py after_restore --as-of "2026-03-02 08:45"`: after the database was put back, before anything runs again."""

import datetime as dt
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.dateparse import parse_datetime

from practice import clock, sessions
from practice.models import Practice
from practice.tenancy import in_view
from reminders.actions.restoring import hold
from reminders.management.by_hand import ByHand
from reminders.ourselves import SYSTEM

NEXT = """\
Nothing is sent by itself now. {sessions} sign-ins were ended: some of them had been ended before, and had come back.
Next: start worker, timetable and site; tell every practice. A manager or administrator of each practice lets its
messages go on the page “Clockwork”, which says what to look at first. /healthz stays red until all have.
"""


class Command(ByHand):
    help = "Hold all messages after the database was restored to an earlier moment. Run it before the worker starts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of", required=True, metavar="TIME", help="the moment to which it was restored, UK time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_other_log_ins()
        now = clock.now()
        as_of = moment(options["as_of"], now)
        for practice in Practice.objects.order_by("pk"):
            with in_view([practice], SYSTEM):
                done = hold(practice=practice, as_of=as_of, by=SYSTEM, now=now)
            asked, calls = done["asked"], done["calls"]
            self.stdout.write(
                f"{practice.ods_code}: {asked} to be asked for before they go, {calls} for a person."
            )
        self.stdout.write(NEXT.format(sessions=sessions.end_all()))


def moment(text: str, now: dt.datetime) -> dt.datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError("--as-of must be a date and a time, like 2026-03-02 08:45.")
    found = found if found.tzinfo else found.replace(tzinfo=clock.LONDON)
    if found > now:
        raise CommandError("--as-of lies in the future.")
    return found
