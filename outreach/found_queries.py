"""Whom a run found: by name for those who invite, and two runs side by side as counts."""

import dataclasses

from django.db import connection
from django.db.models import QuerySet

from outreach.finding import BY_TELEPHONE, people_of
from outreach.models import CohortPerson, CohortRun, LeftOut
from patients.shut import shut_to
from practice.requests import Request

PAGE = 50
TO_ASK = "to_ask"

_COMPARED = """
SELECT count(*) FILTER (WHERE before.patient_id IS NULL), count(*) FILTER (WHERE after.patient_id IS NULL),
    count(*) FILTER (WHERE before.patient_id IS NOT NULL AND after.patient_id IS NOT NULL)
FROM (SELECT patient_id FROM outreach_cohortperson WHERE practice_id = %(practice)s AND run_id = %(after)s) after
FULL JOIN (SELECT patient_id FROM outreach_cohortperson WHERE practice_id = %(practice)s AND run_id = %(before)s)
    before USING (patient_id)
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """How many are new since the other run, fell out of it, and are in both."""

    new: int
    gone: int
    both: int


def compared(run: CohortRun, before: CohortRun) -> Compared:
    with connection.cursor() as cursor:
        cursor.execute(_COMPARED, {"practice": run.practice_id, "after": run.pk, "before": before.pk})
        return Compared(*cursor.fetchone())


def other_runs(run: CohortRun) -> list[CohortRun]:
    """Of the same search, the newest first."""
    rows = CohortRun.objects.filter(practice=run.practice_id, cohort=run.cohort_id).exclude(pk=run.pk)
    return list(rows.order_by("-run_at", "-pk")[:20])


def compared_with(run: CohortRun, others: list[CohortRun], asked: str) -> CohortRun | None:
    """The run that was asked for; else the one before this."""
    chosen = next((one for one in others if str(one.pk) == asked), None)
    mine = (run.run_at, run.pk)
    return chosen or next((one for one in others if (one.run_at, one.pk) < mine), None)


def people(request: Request, run: CohortRun, which: str) -> QuerySet[CohortPerson]:
    """Those to ask, or those left out for one reason; no record that is shut to the reader, or was merged away."""
    rows = people_of(run) if which == TO_ASK else left_out(run, which)
    shown = rows.filter(~shut_to(request.user), patient__merged_at=None).select_related("patient")
    return shown.order_by("patient__family_key", "patient__given_key", "pk")


def left_out(run: CohortRun, why: str) -> QuerySet[CohortPerson]:
    return CohortPerson.objects.filter(practice=run.practice_id, run=run, left_out=why)


def shelves(run: CohortRun) -> list[tuple[str, str, int]]:
    """Which lists of people a run has: to ask, and each reason that somebody was left out for."""
    to_ask = run.left_out.get("", 0) + run.left_out.get(BY_TELEPHONE, 0)
    reasons = [(why.value, why.label, run.left_out.get(why, 0)) for why in LeftOut if why != BY_TELEPHONE]
    return [(TO_ASK, "To ask", to_ask), *(one for one in reasons if one[2])]
