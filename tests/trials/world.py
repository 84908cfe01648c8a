"""A practice in which something of everything has happened."""

import datetime as dt

from coaching.actions.pace import choose_pace
from coaching.actions.programmes import set_capacity
from coaching.actions.writing import add_words
from coaching.models import Session
from patients.actions.importing import choose_columns
from patients.actions.noting import note
from patients.intake import Mapping
from patients.models import Alert, Circumstance, Condition, Consent, ImportRun, Need, Patient, Supporter
from practice import links
from practice.actions import ask_for_mail
from practice.models import Membership, Practice
from prescribing.actions.terms import set_terms
from reminders.actions.limits import set_limits
from reminders.models import Attempt, MessageRule, PastMessage, Reply
from reminders.planning import plan
from tests import build, things
from tests.coaching import made
from tests.insight import rows as of_insight
from tests.outreach import rows as of_outreach
from tests.prescribing.terms import usual_terms

NOTES = {
    Need: {"kind": "format", "words": "Large print"},
    Supporter: {"name": "Ada Webb", "relation": "Sister"},
    Circumstance: {"kind": "money", "answer": "asked", "words": "Short at the end of the month"},
    Consent: {"kind": "text", "agreed": True, "from_on": build.NOW.date()},
    Alert: {"kind": "staff_safety", "words": "Visit in pairs"},
    Condition: {"code": "44054006", "term": "Type 2 diabetes"},
}


def everything(practice: Practice) -> None:
    """One thing for each parameter of an address, and what no address names."""
    by = things.a_colleague(practice)
    made_so_far: dict[str, object] = {}
    for name in (n for n in things.MAKERS if n != "kind"):
        made_so_far[name] = things.MAKERS[name](practice, made_so_far)
    patient = Patient.objects.get(pk=made_so_far["patient_id"])
    for model, values in NOTES.items():
        note(patient=patient, model=model, values=values, by=by, now=build.NOW)
    something_to_move(practice, patient)
    a_sensitive_note(patient, by)
    what_no_action_makes_alone(practice, patient, by, made_so_far)
    of_outreach.something_of_everything(practice)
    of_insight.something_of_everything(practice)


def something_to_move(practice: Practice, patient: Patient) -> None:
    """A second record of the same person, with a need of its own, becomes part of the first."""
    again, by = build.a_patient(practice), things.a_colleague(practice)
    note(
        patient=again, model=Need, values={"kind": "support", "words": "A hearing loop"}, by=by, now=build.NOW
    )
    patient.refresh_from_db()
    things.merge(
        kept=patient, gone=again, take=(), versions=(patient.version, again.version), by=by, now=build.NOW
    )


def a_sensitive_note(patient: Patient, by: Membership) -> Session:
    """Signed, readable by one colleague, with later words."""
    reader = Membership.objects.filter(practice=patient.practice, ended_at=None).exclude(user=by.user)[0]
    session = made.a_finished(patient, by, next_contact=made.IN_TWO_WEEKS, sensitive=True, readers=(reader,))
    add_words(session=session, words="She rang back", by=by, now=build.NOW)
    return session


def what_no_action_makes_alone(practice: Practice, patient: Patient, by: Membership, so_far: dict) -> None:
    """A signed link, an account mail, a try to send, a remembered mapping."""
    tomorrow = build.NOW + dt.timedelta(days=1)
    links.issue(practice=practice, purpose="tried", subject=patient, patient=patient, expires_at=tomorrow)
    ask_for_mail(member=by, by=by, now=build.NOW)
    choose_pace(patient=patient, pace="a_few", by=by, now=build.NOW)
    plan(practice, build.NOW)
    set_terms(practice=practice, version=0, values=usual_terms(), by=by, now=build.NOW)
    set_capacity(member=by, points=60, by=by, now=build.NOW)
    Attempt.objects.create(
        practice=practice, message_id=so_far["message_id"], number=1, at=build.NOW, result="taken"
    )
    run = ImportRun.objects.get(pk=so_far["run_id"])
    choose_columns(run=run, mapping=Mapping.from_dict(run.mapping), by=by, now=build.NOW)
    what_is_said_of_messages(practice, patient, by, so_far["message_id"])


def what_is_said_of_messages(
    practice: Practice, patient: Patient, by: Membership, message_id: object
) -> None:
    """By the practice, by a person who was written to; and one of long ago."""
    set_limits(practice=practice, version=0, a_day=2, a_week=4, by=by, now=build.NOW)
    MessageRule.objects.create(practice=practice, kind="session", set_at=build.NOW, set_by=by)
    about = {"practice": practice, "patient": patient}
    Reply.objects.create(**about, message_id=message_id, said="confirm", said_at=build.NOW)
    times = dict.fromkeys(("about_at", "due_at", "settled_at", "archived_at"), build.NOW)
    subject = {"subject_type": "coaching.session", "subject_id": 1, "number": 1}
    PastMessage.objects.create(**about, **times, **subject, kind="session", channel="text", outcome="dropped")
