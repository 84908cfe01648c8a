"""One person, or everybody of somebody who leaves, goes over to colleagues; nothing open stays behind."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import F

from coaching.models import Enrolment, FollowUp, GroupSeries, Session
from patients.models import HelpAsked
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership

MEMBERS_GONE = "One of the colleagues does not work here any more. Choose again."


@action
def hand_over(
    *,
    giver: Membership,
    to: Mapping[int, Membership],
    groups_to: Membership | None = None,
    by: Membership,
    now: dt.datetime,
) -> dict[int, dict[str, list[int]]]:
    """`to` says who takes whom, by the patient's id. All that is open goes along; groups go to `groups_to`.

    A session that was begun goes over too, so that somebody finishes it. The words that were typed in it stay their
    writer's draft: whoever finishes it reads them, and signs words of their own.
    """
    takers = [*to.values(), *([groups_to] if groups_to else [])]
    if any(taker.practice_id != giver.practice_id or taker.ended_at for taker in takers):
        raise NotPossible(MEMBERS_GONE)
    moved: dict[int, dict[str, list[int]]] = {}
    for taker in {member.pk: member for member in to.values()}.values():
        people = [patient for patient, member in to.items() if member.pk == taker.pk]
        moved |= move(giver, taker, people)
    led = lead(giver, groups_to, by, now) if groups_to else []
    if not (moved or led):
        raise NotPossible("Nothing is open with this colleague any more, so there is nothing to hand over.")
    for patient_id in sorted(moved):
        went: dict[str, object] = {**moved[patient_id], "from": giver.pk, "to": to[patient_id].pk}
        trail.record(
            "caseload.handed_over",
            by=by,
            now=now,
            practice=giver.practice_id,
            subject=giver,
            patient=patient_id,
            details=went,
        )
    return moved


def move(giver: Membership, taker: Membership, people: list[int]) -> dict[int, dict[str, list[int]]]:
    """What is open with one colleague about these people belongs to the other."""
    here = {"practice_id": giver.practice_id, "patient_id__in": people}
    enrolments = Enrolment.objects.open().filter(coach=giver, **here)
    # A session with another coach stands in the GP's appointment book under the wrong name.
    sessions = Session.objects.open().filter(coach=giver, started_at=None, **here)
    begun = Session.objects.open().filter(coach=giver, started_at__isnull=False, **here)
    asked = HelpAsked.objects.open().filter(owner=giver, **here)
    follow_ups = FollowUp.objects.open().filter(owner=giver, **here)
    moved: dict[int, dict[str, list[int]]] = {}
    for what, rows, values in (
        ("enrolments", enrolments, {"coach": taker, "version": F("version") + 1}),
        ("sessions", sessions, {"coach": taker, "in_gp_book": False, "version": F("version") + 1}),
        ("begun", begun, {"coach": taker, "version": F("version") + 1}),
        ("follow_ups", follow_ups, {"owner": taker}),
        ("asked", asked, {"owner": taker}),
    ):
        found = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", "patient_id"))
        rows.model._default_manager.filter(pk__in=[pk for pk, _patient in found]).update(**values)
        for pk, patient in found:
            moved.setdefault(patient, {}).setdefault(what, []).append(pk)
    return moved


def lead(giver: Membership, taker: Membership, by: Membership, now: dt.datetime) -> list[int]:
    """The groups of one colleague are led by the other."""
    led = GroupSeries.objects.filter(practice_id=giver.practice_id, facilitator=giver, ended_at=None)
    found = list(led.select_for_update().order_by("pk").values_list("pk", flat=True))
    if found:
        GroupSeries.objects.filter(pk__in=found).update(facilitator=taker, version=F("version") + 1)
        went = {"groups": found, "from": giver.pk, "to": taker.pk}
        trail.record(
            "caseload.handed_over", by=by, now=now, practice=giver.practice_id, subject=giver, details=went
        )
    return found
