"""A list of people from the clinical system is kept, or ended."""

import datetime as dt
from collections.abc import Iterable

from outreach.models import Listed, PeopleList
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership, Practice

NOBODY = "Nobody of this list is on your list here, so there is nothing to keep."


@action
def keep_list(
    *,
    practice: Practice,
    name: str,
    taken_on: dt.date,
    counts: dict[str, int],
    people: Iterable[int],
    by: Membership,
    now: dt.datetime,
) -> PeopleList:
    """Only those who are on the list here now; the others are counted, and their numbers kept nowhere."""
    here = Patient.objects.filter(practice=practice, pk__in=list(people)).on_list()
    wanted = list(here.order_by("pk").values_list("pk", flat=True))
    if not wanted:
        raise NotPossible(NOBODY)
    kept = PeopleList.objects.create(
        practice=practice, name=name, taken_on=taken_on, added_at=now, added_by=by, **counts
    )
    rows = [Listed(practice=practice, people_list=kept, patient_id=pk) for pk in wanted]
    Listed.objects.bulk_create(rows, batch_size=2000)
    trail.record(
        "people_list.kept", by=by, now=now, practice=practice, subject=kept, details={"people": len(wanted)}
    )
    return kept


@action
def end_list(*, people_list: PeopleList, by: Membership, now: dt.datetime) -> PeopleList:
    """Not to be chosen any more. Searches that name it find the same people as before."""
    locked = PeopleList.objects.select_for_update().get(pk=people_list.pk)
    if locked.ended_at:
        raise NotPossible("This list has ended already.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("people_list.ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked
