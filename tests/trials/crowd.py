"""People with something to hear: `python -m tests.trials.crowd COUNT FIRST SPREAD`, as the web's log-in.

Each has a session in two days or a little later, so that they are to hear of it FIRST to FIRST + SPREAD seconds from
now. Nothing is planned yet.
"""

import datetime as dt
import sys

import django


def main(count: int, first: float, spread: float) -> None:
    django.setup()
    from coaching.models import Session
    from practice import clock
    from practice.models import Membership, Practice
    from practice.tenancy import in_view
    from tests import build
    from tests.reminders import made

    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        patients = made.people(elm, count)
        begins = clock.now() + dt.timedelta(days=2, seconds=first)
        made_now = made.sessions(asha, patients, begins)
        for place, session in enumerate(made_now):
            session.booked_for = begins + dt.timedelta(seconds=spread * place / count)
        Session.objects.bulk_update(made_now, ["booked_for"], batch_size=1000)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
