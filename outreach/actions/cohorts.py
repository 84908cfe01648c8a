"""A search is kept, changed, ended and run; a manager says why it may choose by a protected characteristic."""

import datetime as dt
import json
from typing import Any

from django.db import IntegrityError, connection, transaction

from outreach.criteria import Criteria
from outreach.finding import statement
from outreach.models import Cohort, CohortRun, ProtectedReason
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice

# One statement, so that the counts and the people are of the same moment.
_KEEP_RUN = """
WITH who AS MATERIALIZED ({who}),
run AS (
    INSERT INTO outreach_cohortrun (practice_id, cohort_id, criteria, found, left_out, run_at, run_by_id)
    SELECT %(practice)s, %(cohort)s, %(criteria)s, (SELECT count(*) FROM who),
        coalesce((SELECT jsonb_object_agg(left_out, number) FROM (
            SELECT left_out, count(*) AS number FROM who GROUP BY left_out) by_reason), '{{}}'), %(now)s, %(by)s
    RETURNING id),
people AS (
    INSERT INTO outreach_cohortperson (practice_id, run_id, patient_id, left_out)
    SELECT who.practice_id, run.id, who.id, who.left_out FROM who CROSS JOIN run)
SELECT id FROM run
"""


@action
def save(
    *, practice: Practice, name: str, reason: str, criteria: Criteria, by: Membership, now: dt.datetime
) -> Cohort:
    """A new one; whoever keeps it owns it."""
    mine = {"owner": by, "saved_at": now, "saved_by": by, "criteria": criteria.as_json()}
    cohort = Cohort(practice=practice, name=name, reason=reason, **mine)
    keep(cohort)
    record("cohort.saved", cohort, by=by, now=now)
    return cohort


@action
def change(
    *,
    cohort: Cohort,
    version: int,
    name: str,
    reason: str,
    criteria: Criteria,
    by: Membership,
    now: dt.datetime,
) -> Cohort:
    """Other people from now on. What it found before stays as it was found."""
    locked = lock(cohort, version)
    locked.name, locked.reason, locked.criteria = name, reason, criteria.as_json()
    locked.saved_at, locked.saved_by = now, by
    locked.version += 1
    keep(locked, ["name", "reason", "criteria", "saved_at", "saved_by", "version"])
    record("cohort.changed", locked, by=by, now=now)
    return locked


@action
def end(*, cohort: Cohort, version: int, by: Membership, now: dt.datetime) -> Cohort:
    """Not used any more; its runs and their waves stay."""
    locked = lock(cohort, version)
    locked.ended_at, locked.ended_by = now, by
    locked.version += 1
    locked.save(update_fields=["ended_at", "ended_by", "version"])
    record("cohort.ended", locked, by=by, now=now)
    return locked


@action
def run(*, cohort: Cohort, by: Membership, now: dt.datetime) -> CohortRun:
    """Find them now, and keep who was found and who was left out."""
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if locked.ended_at:
        raise NotPossible("This search has ended.")
    sql, values = statement([locked.practice_id], Criteria.read(locked.criteria), now)
    own: dict[str, Any] = {"practice": locked.practice_id, "cohort": locked.pk, "now": now, "by": by.pk}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_RUN.format(who=sql), {**values, **own, "criteria": json.dumps(locked.criteria)})
        (pk,) = cursor.fetchone()
    kept = CohortRun.objects.get(pk=pk)
    counts = {"found": kept.found, "criteria": sorted(kept.criteria)}
    trail.record("cohort.run", by=by, now=now, practice=kept.practice_id, subject=kept, details=counts)
    return kept


@action
def give_reason(
    *, cohort: Cohort, version: int, reason: str, by: Membership, now: dt.datetime
) -> ProtectedReason:
    """For exactly what the search asks as it was shown: asked otherwise, it needs another reason."""
    locked = lock(cohort, version)
    if not Criteria.read(locked.criteria).protected:
        raise NotPossible("This search chooses by no protected characteristic.")
    kept = ProtectedReason.objects.create(
        practice_id=locked.practice_id,
        cohort=locked,
        protected=locked.criteria,
        reason=reason,
        given_at=now,
        given_by=by,
    )
    record("cohort.reason_given", locked, by=by, now=now)
    return kept


def lock(cohort: Cohort, version: int) -> Cohort:
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if locked.ended_at:
        raise NotPossible("This search has ended.")
    if locked.version != version:
        raise Stale(locked)
    return locked


def keep(cohort: Cohort, names: list[str] | None = None) -> None:
    """Two open searches of one name could not be told apart."""
    try:
        with transaction.atomic():
            cohort.save(update_fields=names)
    except IntegrityError:
        raise NotPossible(f"There is a search called “{cohort.name}” already. Choose another name.") from None


def record(verb: str, cohort: Cohort, *, by: Membership, now: dt.datetime, **details: Any) -> None:
    trail.record(verb, by=by, now=now, practice=cohort.practice_id, subject=cohort, details=details)
