"""Who may leave in a file, and what has left before."""

import datetime as dt

from django.db.models import QuerySet

from outreach.finding import people_of
from outreach.models import CohortExport, CohortRun, NotOptedOut, OptOutCheck
from patients.models import Patient
from patients.shut import shut_to
from practice.models import Membership

# Opt-outs that were looked up may be used for 21 days at most (NHS England, national data opt-out, operational policy).
STANDS_FOR = dt.timedelta(days=21)
RECENT = 20


def may_leave(run: CohortRun, by: Membership) -> QuerySet[Patient]:
    """Of those to ask: still on the list, details not protected, the record not shut to whoever takes the file."""
    people = Patient.objects.filter(
        practice=run.practice_id, pk__in=people_of(run).values("patient")
    ).on_list()
    return people.filter(~shut_to(by.user_id, patient="pk"), restricted=False).order_by(
        "family_key", "given_key", "pk"
    )


def may_leave_checked(check: OptOutCheck, by: Membership) -> QuerySet[Patient]:
    """Those of them whose numbers came back from the national service."""
    came_back = NotOptedOut.objects.filter(practice=check.practice_id, check_made=check)
    return may_leave(check.run, by).filter(pk__in=came_back.values("patient"))


def latest_check(run: CohortRun) -> OptOutCheck | None:
    rows = OptOutCheck.objects.filter(practice=run.practice_id, run=run)
    return rows.select_related("run", "taken_by__user", "back_by__user").order_by("-taken_at", "-pk").first()


def stands(check: OptOutCheck | None, now: dt.datetime) -> bool:
    """Whether it was applied, and lately enough."""
    return check is not None and check.back_at is not None and now - check.taken_at <= STANDS_FOR


def exports(run: CohortRun) -> list[CohortExport]:
    rows = CohortExport.objects.filter(practice=run.practice_id, run=run).select_related("taken_by__user")
    return list(rows.order_by("-taken_at", "-pk")[:RECENT])
