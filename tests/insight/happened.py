"""A little of everything that measures count, at one practice, on known days."""

import datetime as dt
from typing import Any

from coaching.actions.alerting import raise_alert
from coaching.actions.booking import cancel, did_not_attend
from coaching.models import Session
from patients.actions.asking import ask
from patients.models import Patient
from practice.models import Membership, Practice
from prescribing.actions import closing, contacting, triaging
from prescribing.models import Gap, PlacementEvent, Referral, Signpost, SocialNeed
from reminders.models import Message, PastMessage, Reply
from tests import build
from tests.activation import made as measured
from tests.coaching import made, ways
from tests.insight import measured as of_change
from tests.outreach import rows as of_outreach
from tests.prescribing import placements, services
from tests.prescribing import ways as referrals

A_DAY = dt.timedelta(days=1)
DAYS = (3, 40, 95, 200)  # before today


def everything(practice: Practice, coach: Membership, worker: Membership) -> list[Patient]:
    """Each person on another day; the last of them finished, the others are on their way."""
    service = services.a_service(practice)
    people = []
    for number, days in enumerate(DAYS):
        person = build.a_patient(practice, given_name=f"Person {number}")
        lives = {"deprivation": number * 3 + 1, "interpreter_needed": not number}
        Patient.objects.filter(pk=person.pk).update(**lives)
        then = build.NOW - days * A_DAY
        coached(person, coach, then)
        prescribed(person, worker, service, then)
        people.append(person)
    written_to(people[0], coach)
    measured.done(people[0], coach)
    of_change.later_than_before(people[0], coach)
    besides(people[1], coach)
    return people


def coached(person: Patient, coach: Membership, then: dt.datetime) -> None:
    enrolment = ways.begun(person, coach, now=then - 10 * A_DAY)
    about = {"by": coach, "now": then}
    made.a_finished(person, coach, now=then, next_contact=made.IN_TWO_WEEKS)
    missed = made.a_booked(person, coach, booked_for=then, now=then)
    did_not_attend(
        session=missed, version=1, absence="did_not_attend", next_contact=made.IN_TWO_WEEKS, **about
    )
    cancel(session=made.a_booked(person, coach, booked_for=then, now=then), version=1, because="Ill", **about)
    if then < build.NOW - 100 * A_DAY:
        ways.taken(enrolment, "completed", coach, now=build.NOW)


def prescribed(person: Patient, worker: Membership, service: Any, then: dt.datetime) -> None:
    """Referred, taken, spoken with four days later, sent; the service answered."""
    later = {"by": worker, "now": then + 4 * A_DAY if then < build.NOW - 4 * A_DAY else build.NOW}
    referral = referrals.referred(person, worker, now=then)
    triaging.take(referral=referral, worker=worker, **later)
    contacting.note_contact(referral=referral, mode="phone", result="spoke", **later)
    version = Referral.objects.get(pk=referral.pk).version
    contacting.agree_plan(referral=referral, version=version, plan="A group", **later)
    Referral.objects.filter(pk=referral.pk).update(attended_on=later["now"].date())
    placement = placements.a_chosen(person, worker, service, referral)
    type(placement).objects.filter(pk=placement.pk).update(**sent_on(worker, service, then))
    PlacementEvent.objects.create(
        practice=worker.practice,
        placement=placement,
        patient=person,
        kind="got_it",
        who="provider",
        noted_at=later["now"],
    )
    if then < build.NOW - 100 * A_DAY:
        version = Referral.objects.get(pk=referral.pk).version
        closing.close(referral=referral, version=version, outcome="own_way", because="Said so", **later)


def sent_on(worker: Membership, service: Any, then: dt.datetime) -> dict[str, Any]:
    address = service.addresses.first() or services.an_address(service, worker)
    filled = placements.AGREED | {"address": address, "sent_to": address.email, "sent_at": then}
    return filled | {"sent_by": worker, "stands": "came"}


def written_to(person: Patient, coach: Membership) -> None:
    """Sent and answered, failed, not sent; and the same long ago."""
    about = {"practice": coach.practice, "patient": person, "kind": "session", "channel": "text"}
    times = dict.fromkeys(("about_at", "due_at", "settled_at"), build.NOW)
    for number, outcome in enumerate(("sent", "failed", "dropped", "by_hand"), start=1):
        subject = {"subject_type": "coaching.session", "subject_id": number, "outcome": outcome}
        sent = {"sent_at": build.NOW} if outcome == "sent" else {}
        message = Message.objects.create(**about, **times, **subject, **sent, planned_at=build.NOW)
        if sent:
            of = {"practice": coach.practice, "patient": person, "message": message}
            Reply.objects.create(**of, said="stop_these", said_at=build.NOW)
        said = [{"said": "stop_all", "words": "", "at": "2026-02-01T10:00:00+00:00"}] if sent else []
        past = {**about, **times, **subject, **sent, "number": number, "more": {"replies": said}}
        PastMessage.objects.create(**past, archived_at=build.NOW)


def besides(person: Patient, coach: Membership) -> None:
    """A gap, a signpost, a call for help, an alert, somebody asked in a wave, a note that nobody signs."""
    about = {"practice": coach.practice, "patient": person}
    need = SocialNeed.objects.first()
    Gap.objects.create(**about, need=need, place="SK1", reason="far", found_at=build.NOW, found_by=coach)
    service = services.a_service(coach.practice, "Choir")
    Signpost.objects.create(**about, service=service, told_at=build.NOW, told_by=coach)
    ask(patient=person, kind="help", owner=coach, words="", by=coach, now=build.NOW)
    raise_alert(patient=person, session=None, kind="safeguarding", by=coach, now=build.NOW)
    invitation = of_outreach.an_invitation(coach.practice)
    type(invitation).objects.filter(pk=invitation.pk).update(
        asked_at=build.NOW, answer="yes", answered_at=build.NOW
    )
    begun = made.a_started(person, coach, now=build.NOW - 9 * A_DAY)
    Session.objects.filter(pk=begun.pk).update(mode="phone")
    step = coach.practice.steps.filter(outcome="").first()
    type(step).objects.filter(pk=step.pk).update(outcome="done", outcome_at=build.NOW, outcome_by=coach)
