"""A year of made-up ways through a programme: most go well, some lose touch and come back, some wait to begin."""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from coaching.models import Capacity, Enrolment, EnrolmentStep, Programme, ProgrammeMeasure, Session
from coaching.way import Stands
from patients.models import Patient
from practice.models import Membership, Practice
from practice.permissions import Role

SILENCE = dt.timedelta(days=60)
BUSY = dt.timedelta(days=21)  # after the coach came back, people had waited longer
WAITING = 6
FRIDAY = 4
REASONS = (
    "Tired all the time, would like to be more active",
    "New diagnosis, wants to understand it",
    "Low after a hard year, lives alone",
    "Many tablets, wants to do more for herself",
    "Sleeps badly, works at night",
    "Has been told to lose weight and does not know where to begin",
)
ENDS = ("A new job, no time at present", "Wants to go on alone", "Moved in with family for a while")
ROUTES = ("gp", "gp", "gp", "self", "link_worker", "invited")
WEIGHTS = ("light", "usual", "usual", "usual", "heavy")
THEIRS = EnrolmentStep.Choice.THEIRS
Told = tuple[str, dt.date, str, str]  # a step, its day, whose choice, why


def programme_begins(practice: Practice, coach: Membership, now: dt.datetime) -> Programme:
    """What the practice offers, and how much its coach can carry."""
    began = now - dt.timedelta(days=400)
    programme = Programme.objects.create(
        practice=practice,
        name="Health coaching",
        aim="To feel more in charge of one’s own health, one small step after another.",
        who_for="Adults with a long-term condition, or with something they would like to change.",
        sessions_planned=6,
        started_at=began,
        started_by=coach,
    )
    for key, moment in (("skerry-13", "start"), ("skerry-13", "end"), ("confidence", "middle")):
        ProgrammeMeasure.objects.create(practice=practice, programme=programme, instrument=key, moment=moment)
    Capacity.objects.create(practice=practice, member=coach, points=240, set_at=began, set_by=coach)
    return programme


def ways_happen(
    programme: Programme, sessions: list[Session], others: list[Patient], coach: Membership, now: dt.datetime
) -> None:
    """One way for each person with sessions, which are not stored yet and learn whose they are; a few who wait."""
    chance = random.Random(f"ways {programme.practice_id}")  # noqa: S311 - made-up data
    first = programme.practice.memberships.filter(role=Role.CLINICIAN, ended_at=None).first() or coach
    told: list[tuple[Enrolment, list[Told]]] = []
    for patient, theirs in by_patient(sessions):
        way = begun(programme, patient, chance, coach, first)
        told.append((way, list(story(theirs, chance, now.date()))))
        for session in theirs:
            session.enrolment = way
    for place, patient in enumerate(others[:WAITING]):
        told.append(waiting(begun(programme, patient, chance, None, first), place, now.date()))
    for way, steps in told:
        way.stands, way.stands_since = steps[-1][:2]
        way.opened_at = at_noon(steps[0][1], now)
    Enrolment.objects.bulk_create([way for way, _steps in told], batch_size=500)
    noted = [step_of(way, step, now) for way, steps in told for step in steps]
    EnrolmentStep.objects.bulk_create(noted, batch_size=500)


def by_patient(sessions: list[Session]) -> Iterator[tuple[Patient, list[Session]]]:
    def whose(session: Session) -> int:
        return session.patient_id

    for _patient, theirs in itertools.groupby(sorted(sessions, key=whose), whose):
        in_order = sorted(theirs, key=lambda session: session.booked_for)
        yield in_order[0].patient, in_order


def begun(
    programme: Programme, patient: Patient, chance: random.Random, coach: Membership | None, by: Membership
) -> Enrolment:
    return Enrolment(
        practice=programme.practice,
        patient=patient,
        programme=programme,
        coach=coach,
        route=chance.choice(ROUTES),
        reason=chance.choice(REASONS),
        weight=chance.choice(WEIGHTS),
        opened_by=by,
    )


def coach_away(today: dt.date) -> tuple[dt.date, dt.date]:
    """The month, some four before this one, in which the coach was away, and the first day of the next."""
    first = (today.replace(day=1) - dt.timedelta(days=100)).replace(day=1)
    return first, (first + dt.timedelta(days=32)).replace(day=1)


def first_working_day(day: dt.date) -> dt.date:
    """Itself, or the Monday after it."""
    return day + dt.timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)


def story(sessions: list[Session], chance: random.Random, today: dt.date) -> Iterator[Told]:
    """Referred, enrolled at the first session; after a long silence lost and welcomed back; and how it ended."""
    days = [session.booked_for.date() for session in sessions]
    begins = min(days[0], today)
    _away, back = coach_away(today)
    waited = chance.randrange(7, 28) + (24 if back <= begins < back + BUSY else 0)
    yield Stands.REFERRED, begins - dt.timedelta(days=waited), "", ""
    yield Stands.ENROLLED, begins, "", ""
    for day, later in itertools.pairwise(days):
        if later - day > SILENCE:
            yield Stands.LAPSED, day + dt.timedelta(days=45), "", "Three calls, no answer"
            yield Stands.ENROLLED, min(later - dt.timedelta(days=2), today), "", ""
    held = sum(1 for session in sessions if session.held_on)
    yield from ending(days[-1], held, chance, today)


def ending(last: dt.date, held: int, chance: random.Random, today: dt.date) -> Iterator[Told]:
    """Whoever is seen lately, or will be, goes on."""
    if last + SILENCE > today:
        if held >= 6 and last < today:
            yield Stands.COMPLETED, last, "", "Has what was hoped for"
        return
    luck = chance.random()
    if held >= 4 or luck > 0.7:
        yield Stands.COMPLETED, last, "", "Goes on alone from here"
    elif luck < 0.3:
        yield Stands.LAPSED, last + dt.timedelta(days=45), "", "Three calls, no answer"
    elif luck < 0.55:
        yield Stands.WITHDREW, last + dt.timedelta(days=20), THEIRS, chance.choice(ENDS)
    else:
        yield Stands.PAUSED, last + dt.timedelta(days=7), "", "Until after the operation"


def waiting(way: Enrolment, place: int, today: dt.date) -> tuple[Enrolment, list[Told]]:
    """Referred to any coach some days ago, one of them without knowing of it yet; or invited."""
    way.knows_of_it = place != 1
    kind = Stands.INVITED if place >= 4 else Stands.REFERRED
    return way, [(kind, today - dt.timedelta(days=2 + place), "", "")]


def step_of(way: Enrolment, step: Told, now: dt.datetime) -> EnrolmentStep:
    kind, day, choice, because = step
    first = kind in (Stands.REFERRED, Stands.INVITED)
    return EnrolmentStep(
        practice_id=way.practice_id,
        enrolment=way,
        patient_id=way.patient_id,
        kind=kind,
        happened_on=day,
        noted_at=at_noon(day, now),
        member=way.opened_by if first else way.coach,
        whose_choice=choice,
        because=because,
    )


def at_noon(day: dt.date, now: dt.datetime) -> dt.datetime:
    return min(dt.datetime.combine(day, dt.time(12), now.tzinfo), now)
