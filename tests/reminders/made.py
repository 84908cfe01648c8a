"""Many people with something to hear, made at once: for the trials with real processes, and the bench."""

import datetime as dt

from coaching.models import FollowUp, Session
from patients.actions.adding import set_keys
from patients.models import ContactPoint, Patient
from practice.models import Membership, Practice
from reminders.planning import plan
from tests import build


def people(practice: Practice, count: int, **values: object) -> list[Patient]:
    """So many adults, each with a mobile number of their own that may be written to."""
    made = []
    for number in range(count):
        filled = {"given_name": f"Given{number}", "family_name": f"Family{number}"} | values
        patient = Patient(practice=practice, birth_date=dt.date(1970, 5, 4), added_at=build.NOW, **filled)
        patient.no_nhs_number_because = "Number not found yet"
        set_keys(patient)
        made.append(patient)
    patients = Patient.objects.bulk_create(made, batch_size=1000)
    ContactPoint.objects.bulk_create(
        [mobile(patient, number) for number, patient in enumerate(patients)], batch_size=1000
    )
    return patients


def mobile(patient: Patient, number: int = 0, **values: object) -> ContactPoint:
    """Their own, safe to write to."""
    filled = {"value": f"07700 900{number % 1000:03}", "whose": "own", "may_send": True} | values
    return ContactPoint(practice_id=patient.practice_id, patient=patient, kind="mobile", **filled)


def sessions(coach: Membership, patients: list[Patient], booked_for: dt.datetime) -> list[Session]:
    """A session for each, booked a month before."""
    return Session.objects.bulk_create(
        [
            Session(
                practice_id=coach.practice_id,
                patient=patient,
                coach=coach,
                booked_for=booked_for,
                booked_at=booked_for - dt.timedelta(days=30),
                booked_by=coach,
            )
            for patient in patients
        ],
        batch_size=1000,
    )


def due(practice: Practice, coach: Membership, count: int, now: dt.datetime) -> list[Patient]:
    """So many people with a session tomorrow, of which they are to hear now."""
    patients = people(practice, count)
    sessions(coach, patients, now + dt.timedelta(days=1))
    assert plan(practice, now) >= count
    return patients


def follow_up(session: Session, due_on: dt.date, channel: str = "text") -> FollowUp:
    return FollowUp.objects.create(
        practice_id=session.practice_id,
        patient_id=session.patient_id,
        session=session,
        owner_id=session.coach_id,
        due_on=due_on,
        channel=channel,
    )
