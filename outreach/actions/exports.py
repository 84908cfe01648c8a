"""People leave in a file: for their own care with a reason, for anything else only once the opt-out was applied."""

import datetime as dt
from collections.abc import Iterable, Sequence

from outreach import export_queries as lookup
from outreach.export_rows import GROUPED, NAMED
from outreach.models import CohortExport, CohortRun, NotOptedOut, OptOutCheck, Purpose
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

NOBODY = "Nobody of these people may leave in a file."
NOT_APPLIED = (
    "This is not for these people’s own care, so it is refused until the national data opt-out was applied: "
    "take the NHS numbers out, send them to the national service, and bring back what it answers."
)
Taken = tuple[CohortExport, list[Patient]]


@action
def take_for_care(
    *, run: CohortRun, words: str, columns: Sequence[str], by: Membership, now: dt.datetime
) -> Taken:
    """For the people's own care, by a colleague who invites them."""
    people = list(lookup.may_leave(run, by))
    kept = [name for name in NAMED if name in columns]
    return keep(run, people, purpose=Purpose.CARE, words=words, columns=kept, by=by, now=now)


@action
def take_checked(
    *,
    run: CohortRun,
    purpose: str,
    words: str,
    columns: Sequence[str],
    by: Membership,
    now: dt.datetime,
) -> Taken:
    """For planning, research or anything else: without names, and only who has not opted out."""
    check = lookup.latest_check(run)
    if purpose == Purpose.CARE or check is None or not lookup.stands(check, now):
        raise NotPossible(NOT_APPLIED)
    people = list(lookup.may_leave_checked(check, by))
    kept = [name for name in GROUPED if name in columns]
    return keep(run, people, purpose=Purpose(purpose), words=words, columns=kept, by=by, now=now, check=check)


@action
def take_numbers(*, run: CohortRun, by: Membership, now: dt.datetime) -> tuple[OptOutCheck, list[Patient]]:
    """The NHS numbers alone, for the national service; nothing else goes along."""
    people = [person for person in lookup.may_leave(run, by) if person.nhs_number]
    if not people:
        raise NotPossible(NOBODY)
    check = OptOutCheck.objects.create(
        practice_id=run.practice_id, run=run, taken_at=now, taken_by=by, sent=len(people)
    )
    record("opt_out.numbers_taken", check, len(people), by=by, now=now)
    return check, people


@action
def bring_back(
    *, run: CohortRun, numbers: Iterable[str], by: Membership, now: dt.datetime
) -> tuple[OptOutCheck, int]:
    """What the national service gave back. Numbers that were not sent are counted, and kept nowhere."""
    found = lookup.latest_check(run)
    if found is None:
        raise NotPossible("Take the NHS numbers out first.")
    check = OptOutCheck.objects.select_for_update().get(pk=found.pk)
    if check.back_at:
        raise NotPossible(
            "The answer to these numbers is here already. Take the numbers out again for a new one."
        )
    given = set(numbers)
    people = list(lookup.may_leave(run, by).filter(nhs_number__in=given).values_list("pk", flat=True))
    rows = [NotOptedOut(practice_id=run.practice_id, check_made=check, patient_id=pk) for pk in people]
    NotOptedOut.objects.bulk_create(rows, batch_size=2000)
    check.back_at, check.back_by, check.came_back = now, by, len(people)
    check.save(update_fields=["back_at", "back_by", "came_back"])
    record("opt_out.answer_kept", check, len(people), by=by, now=now)
    return check, len(given) - len(people)


def keep(
    run: CohortRun,
    people: list[Patient],
    *,
    purpose: Purpose,
    words: str,
    columns: list[str],
    by: Membership,
    now: dt.datetime,
    check: OptOutCheck | None = None,
) -> Taken:
    """That it left, by whom and what for, in the transaction in which it is made."""
    if not people:
        raise NotPossible(NOBODY)
    kept = CohortExport.objects.create(
        practice_id=run.practice_id,
        run=run,
        purpose=purpose,
        words=words,
        check_made=check,
        columns=columns,
        rows=len(people),
        taken_at=now,
        taken_by=by,
    )
    record("cohort.taken", kept, len(people), by=by, now=now)
    return kept, people


def record(
    verb: str, subject: CohortExport | OptOutCheck, people: int, *, by: Membership, now: dt.datetime
) -> None:
    trail.record(
        verb, by=by, now=now, practice=subject.practice_id, subject=subject, details={"people": people}
    )
