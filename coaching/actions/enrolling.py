"""A person's way through a programme: begun, taken step by step, taken back. Every step stays."""

import datetime as dt

from coaching.models import Enrolment, EnrolmentStep, Programme
from coaching.models.programmes import OVER
from coaching.way import BY_MISTAKE, FIRST, TAKEN_BACK, Stands, may_follow
from patients import eligible
from patients.models import Patient
from practice import trail
from practice.acting import Stale, action, in_whose_name
from practice.actions import NotPossible
from practice.actors import Actor
from practice.clock import day_of
from practice.models import Membership

VERBS: dict[str, str] = {
    Stands.REFERRED: "enrolment.referred",
    Stands.INVITED: "enrolment.invited",
    Stands.ENROLLED: "enrolment.enrolled",
    Stands.PAUSED: "enrolment.paused",
    Stands.LAPSED: "enrolment.lapsed",
    Stands.COMPLETED: "enrolment.completed",
    Stands.WITHDREW: "enrolment.withdrew",
}
GONE = "This person is not on the list any more, so they cannot join a programme."


@action
def begin(
    *,
    patient: Patient,
    programme: Programme,
    kind: str,
    coach: Membership | None,
    route: str,
    reason: str,
    knows_of_it: bool,
    by: Actor,
    now: dt.datetime,
    in_the_name_of: Membership | None = None,
) -> Enrolment:
    """The first step: referred, invited, or enrolled at once. `knows_of_it`: the person has been told.

    Somebody who says yes by a link acts themselves, in the name of whoever asked them.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    refuse_unfit(patient, now)
    refuse_twice(patient, programme)
    if programme.ended_at:
        raise NotPossible(f"“{programme.name}” has ended, so nobody new can begin it.")
    if kind not in FIRST:
        raise NotPossible("A way through a programme cannot begin like this.")
    if kind == Stands.ENROLLED and coach is None:
        raise NotPossible("Choose the coach they will work with.")
    enrolment = Enrolment.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        programme=programme,
        coach=coach,
        route=route,
        reason=reason,
        knows_of_it=knows_of_it,
        stands=kind,
        stands_since=day_of(now),
        opened_at=now,
        opened_by=in_whose_name(by, in_the_name_of),
    )
    note(enrolment, kind, day_of(now), by=by, now=now)
    record(VERBS[kind], enrolment, by=by, now=now)
    return enrolment


@action
def step(
    *,
    enrolment: Enrolment,
    version: int,
    kind: str,
    happened_on: dt.date,
    by: Actor,
    now: dt.datetime,
    whose_choice: str = "",
    because: str = "",
    coach: Membership | None = None,
) -> Enrolment:
    """The next step of the way. Who enrols, or comes back, has a coach from then on."""
    locked = lock(enrolment, version)
    if not may_follow(locked.stands, kind):
        raise Stale(locked)
    if kind in (Stands.ENROLLED, Stands.INVITED):
        refuse_unfit(locked.patient, now)
    if kind == Stands.ENROLLED:
        locked.coach = coach or locked.coach
        if locked.coach is None:
            raise NotPossible("Choose the coach they will work with.")
        locked.knows_of_it = True
    stand(locked, kind, happened_on, "coach", "knows_of_it")
    note(locked, kind, happened_on, by=by, now=now, whose_choice=whose_choice, because=because)
    record(VERBS[kind], locked, by=by, now=now)
    return locked


@action
def undo(*, enrolment: Enrolment, version: int, by: Actor, now: dt.datetime) -> Enrolment:
    """The last step was a mistake: they stand where they stood before. Both steps stay to be read.

    Where there was no step before, the way was begun by mistake and ends.
    """
    locked = lock(enrolment, version)
    steps = list(locked.steps.order_by("-noted_at", "-pk")[:2])
    before = steps[1] if len(steps) > 1 else None
    if before is None:
        return end_begun_by_mistake(locked, by=by, now=now)
    if locked.stands in OVER and before.kind not in OVER:
        refuse_unfit(locked.patient, now)
        refuse_twice(locked.patient, locked.programme)
    stand(locked, before.kind, before.happened_on)
    note(locked, before.kind, before.happened_on, by=by, now=now, because=TAKEN_BACK)
    record("enrolment.undone", locked, by=by, now=now)
    return locked


def end_begun_by_mistake(enrolment: Enrolment, *, by: Actor, now: dt.datetime) -> Enrolment:
    choice = EnrolmentStep.Choice.OURS
    stand(enrolment, Stands.WITHDREW, day_of(now))
    note(enrolment, Stands.WITHDREW, day_of(now), by=by, now=now, whose_choice=choice, because=BY_MISTAKE)
    record("enrolment.undone", enrolment, by=by, now=now)
    return enrolment


@action
def weigh(*, enrolment: Enrolment, weight: str, by: Membership, now: dt.datetime) -> Enrolment:
    """How much work this person is at present: light, usual or heavy."""
    locked = lock(enrolment)
    locked.weight = weight
    save(locked, "weight")
    record("enrolment.weighed", locked, by=by, now=now)
    return locked


@action
def tell(*, enrolment: Enrolment, by: Membership, now: dt.datetime) -> Enrolment:
    """Somebody referred by another has been told of it."""
    locked = lock(enrolment)
    locked.knows_of_it = True
    save(locked, "knows_of_it")
    record("enrolment.told", locked, by=by, now=now)
    return locked


def lock(enrolment: Enrolment, version: int | None = None) -> Enrolment:
    """The row as it stands now, held until the end; Stale if it is not the one that was shown."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "patient", "programme", "practice"
    )
    locked = rows.get(pk=enrolment.pk)
    if version is not None and locked.version != version:
        raise Stale(locked)
    return locked


def stand(enrolment: Enrolment, kind: str, since: dt.date, *more: str) -> None:
    enrolment.stands, enrolment.stands_since = kind, since
    save(enrolment, "stands", "stands_since", *more)


def save(enrolment: Enrolment, *names: str) -> None:
    enrolment.version += 1
    enrolment.save(update_fields=[*names, "version"])


def note(
    enrolment: Enrolment, kind: str, happened_on: dt.date, *, by: Actor | None, now: dt.datetime, **words: str
) -> EnrolmentStep:
    """One more row of the way. Nobody is named where a list or a death did it."""
    return EnrolmentStep.objects.create(
        practice_id=enrolment.practice_id,
        enrolment=enrolment,
        patient_id=enrolment.patient_id,
        kind=kind,
        happened_on=happened_on,
        noted_at=now,
        member=by if isinstance(by, Membership) else None,
        **words,
    )


def record(verb: str, enrolment: Enrolment, *, by: Actor, now: dt.datetime) -> None:
    trail.record(
        verb,
        by=by,
        now=now,
        practice=enrolment.practice_id,
        subject=enrolment,
        patient=enrolment.patient_id,
        details={"programme": enrolment.programme_id},
    )


def refuse_unfit(patient: Patient, now: dt.datetime) -> None:
    """Not for who is gone, and not for who is younger than the practice's programmes are for."""
    eligible.refuse_unfit(patient, day_of(now), what="Programmes here are", gone=GONE)


def refuse_twice(patient: Patient, programme: Programme) -> None:
    """One open way for each person and programme; who lapsed goes on with the same one."""
    if Enrolment.objects.open().filter(patient=patient, programme=programme).exists():
        raise NotPossible(f"{patient.called} is in “{programme.name}” already. Go on from there.")
