"""One thing of each kind for a practice, so that every address can be asked for."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from activation.actions.licensing import note_licence
from activation.actions.loading import load
from coaching.actions import grouping
from coaching.actions.alerting import raise_alert
from coaching.actions.booking import book
from coaching.actions.contacting import note_contact
from coaching.actions.enrolling import begin
from coaching.actions.giving import give
from coaching.actions.phrases import write_phrase
from coaching.actions.programmes import start
from patients.actions.asking import ask
from patients.actions.blocks import set_block
from patients.actions.glass import break_glass
from patients.actions.leaving import say_died
from patients.actions.merging import merge
from patients.actions.noting import note
from patients.actions.reaching import add_contact_point
from patients.models import Consent, HelpAsked, Need, Patient, RecordBlock
from practice.actions import give_up_duty, take_duty
from practice.models import Membership, Practice
from practice.permissions import DutyKind
from reminders.actions.refusing import refuse
from reminders.kinds import Kind
from reminders.planning import plan
from tests import build
from tests.activation import made as measurements
from tests.activation.files import small
from tests.build import a_colleague
from tests.coaching import made as sessions
from tests.insight import things as of_insight
from tests.outreach import things as of_outreach
from tests.patients import lists
from tests.patients.disposing import things as of_disposing
from tests.prescribing import things as of_prescribing

Maker = Callable[[Practice, dict[str, Any]], Any]


def a_patient(practice: Practice, made: dict[str, Any]) -> int:
    return build.a_patient(practice).pk


def a_member(practice: Practice, made: dict[str, Any]) -> int:
    return Membership.objects.filter(practice=practice, ended_at=None).order_by("-pk")[0].pk


def a_contact_point(practice: Practice, made: dict[str, Any]) -> int:
    """A mobile number of the patient in the same address."""
    patient = Patient.objects.get(pk=made["patient_id"])
    values = {"kind": "mobile", "value": "07700 900123", "whose": "own"}
    return add_contact_point(patient=patient, values=values, by=a_colleague(practice), now=build.NOW).pk


def a_note(practice: Practice, made: dict[str, Any]) -> int:
    """A need where the address names kinds of notes, else a consent."""
    patient = Patient.objects.get(pk=made["patient_id"])
    if "kind" in made:
        model, values = Need, {"kind": "format", "words": "Large print"}
    else:
        model, values = Consent, {"kind": "text", "agreed": True, "from_on": build.NOW.date()}
    return note(patient=patient, model=model, values=values, by=a_colleague(practice), now=build.NOW).pk


def a_message(practice: Practice, made: dict[str, Any]) -> int:
    """A reminder of a session in three days."""
    booked = build.NOW + dt.timedelta(days=3)
    book(
        patient=build.a_patient(practice),
        coach=a_colleague(practice),
        mode="phone",
        booked_for=booked,
        minutes=30,
        by=a_colleague(practice),
        now=build.NOW,
    )
    plan(practice, build.NOW)
    return practice.messages.order_by("-pk")[0].pk


def a_refusal(practice: Practice, made: dict[str, Any]) -> int:
    """Of the person in the same address: no questionnaires."""
    patient, by = Patient.objects.get(pk=made["patient_id"]), a_colleague(practice)
    return refuse(patient=patient, kind=Kind.MEASURE, by=by, now=build.NOW).pk


def a_duty(practice: Practice, made: dict[str, Any]) -> int:
    holder, kind = a_colleague(practice), DutyKind.SAFEGUARDING_DEPUTY
    begins = build.NOW.date()
    return take_duty(
        holder=holder, kind=kind, starts_on=begins, ends_on=None, by=build.TEST, now=build.NOW
    ).pk


def a_session(practice: Practice, made: dict[str, Any]) -> int:
    return sessions.a_booked(build.a_patient(practice), a_colleague(practice)).pk


def a_group(practice: Practice, made: dict[str, Any]) -> int:
    by = a_colleague(practice)
    values = {
        "name": "Moving more",
        "place": "",
        "facilitator": by,
        "places": 8,
        "agreement": "It stays here",
    }
    return grouping.start_series(practice=practice, values=values, by=by, now=build.NOW).pk


def a_part(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody who takes part in a group."""
    series = practice.group_series.get(pk=a_group(practice, made))
    patient, by = build.a_patient(practice), a_colleague(practice)
    return grouping.take_in(series=series, patient=patient, agreed_to=1, by=by, now=build.NOW).pk


def a_meeting(practice: Practice, made: dict[str, Any]) -> int:
    series, by = practice.group_series.get(pk=a_group(practice, made)), a_colleague(practice)
    return grouping.book_meeting(series=series, booked_for=build.NOW, minutes=60, by=by, now=build.NOW).pk


def a_done(practice: Practice, made: dict[str, Any]) -> int:
    """A signed note of the first colleague's."""
    return sessions.a_finished(build.a_patient(practice), a_colleague(practice)).pk


def an_alert(practice: Practice, made: dict[str, Any]) -> int:
    """Raised by a colleague, where nobody holds a duty: those who cover were told."""
    patient, by = build.a_patient(practice), a_colleague(practice)
    return raise_alert(patient=patient, kind="self_harm", by=by, now=build.NOW).pk


def a_contact(practice: Practice, made: dict[str, Any]) -> int:
    patient, by = build.a_patient(practice), a_colleague(practice)
    return note_contact(patient=patient, kind="no_answer", words="", by=by, now=build.NOW).pk


def a_programme(practice: Practice, made: dict[str, Any]) -> int:
    """With a questionnaire at its start."""
    words = {
        "name": f"Coaching {practice.programmes.count() + 1}",
        "aim": "Small steps",
        "who_for": "Anybody",
    }
    by = a_colleague(practice)
    return start(
        practice=practice, **words, sessions_planned=6, measures=[("goal", "start")], by=by, now=build.NOW
    ).pk


def an_enrolment(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody who has begun."""
    programme, by = practice.programmes.get(pk=a_programme(practice, made)), a_colleague(practice)
    facts = {"kind": "enrolled", "route": "gp", "reason": "Sleeps badly", "knows_of_it": True}
    patient = build.a_patient(practice)
    return begin(patient=patient, programme=programme, coach=by, **facts, by=by, now=build.NOW).pk


def a_goal(practice: Practice, made: dict[str, Any]) -> int:
    """Set in a signed note, with a first step and how far they had come."""
    words = {"goal_words": "Up the hill without stopping", "goal_attained": -1}
    note = sessions.a_finished(build.a_patient(practice), a_colleague(practice), **words)
    return note.goals_set.get().pk


def a_step(practice: Practice, made: dict[str, Any]) -> int:
    return sessions.a_finished(build.a_patient(practice), a_colleague(practice)).steps_agreed.get().pk


def a_phrase(practice: Practice, made: dict[str, Any]) -> int:
    by = a_colleague(practice)
    return write_phrase(title="Permission", words="May I say something?", by=by, now=build.NOW).pk


def a_given(practice: Practice, made: dict[str, Any]) -> int:
    """A plan that was printed for the person."""
    by = a_colleague(practice)
    session = sessions.a_finished(build.a_patient(practice), by)
    return give(session=session, output="plan", way="printed", to_whom="Mary Webb", by=by, now=build.NOW).pk


def a_follow_up(practice: Practice, made: dict[str, Any]) -> int:
    return sessions.a_follow_up(build.a_patient(practice), a_colleague(practice)).pk


def a_glass(practice: Practice, made: dict[str, Any]) -> int:
    """Broken, where no lead looks into it: those who manage the practice do."""
    for duty in practice.duties.filter(ended_at=None):
        give_up_duty(duty=duty, by=a_colleague(practice), now=build.NOW)
    patient, reason = build.a_patient(practice), "Nobody else is here and it cannot wait"
    return break_glass(patient=patient, reason=reason, by=a_colleague(practice), now=build.NOW).pk


def a_block(practice: Practice, made: dict[str, Any]) -> int:
    patient, kind, by = build.a_patient(practice), RecordBlock.Kind.RELATION, a_colleague(practice)
    return set_block(patient=patient, user=by.user, kind=kind, by=by, now=build.NOW).pk


def an_import(practice: Practice, made: dict[str, Any]) -> int:
    """A list that was checked, with one line that was refused."""
    return lists.checked(practice, lists.as_list(lists.MARY, ("999 000 0043", *lists.JOHN[1:]))).pk


def a_kind(practice: Practice, made: dict[str, Any]) -> str:
    """Of a finding of an import, or of a note about somebody."""
    return "refused" if "run_id" in made else "need"


def a_merge(practice: Practice, made: dict[str, Any]) -> int:
    """Into the record of the address."""
    kept, gone, versions = Patient.objects.get(pk=made["patient_id"]), build.a_patient(practice), (1, 1)
    by = a_colleague(practice)
    return merge(kept=kept, gone=gone, take=(), versions=versions, by=by, now=build.NOW).pk


def a_leaving(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody died; the record waits for somebody to look through."""
    patient, by = build.a_patient(practice), a_colleague(practice)
    waiting = say_died(patient=patient, died_on=build.NOW.date(), by=by, now=build.NOW)
    assert waiting is not None
    return waiting.pk


def something_asked(practice: Practice, made: dict[str, Any]) -> int:
    """Somebody asked for help."""
    by, kind = a_colleague(practice), HelpAsked.Kind.HELP
    return ask(patient=build.a_patient(practice), kind=kind, owner=by, by=by, now=build.NOW).pk


def an_instrument(practice: Practice, made: dict[str, Any]) -> int:
    """The practice's own questionnaire."""
    done = load(definition_raw=small(), practice=practice, by=a_colleague(practice), now=build.NOW)
    return done.instrument.pk


def a_licence(practice: Practice, made: dict[str, Any]) -> int:
    day, by = build.NOW.date(), a_colleague(practice)
    return note_licence(key="pam", reference="L-1", expires_on=day, by=by, now=build.NOW).pk


def a_measurement(practice: Practice, made: dict[str, Any]) -> int:
    """Asked at the desk, not answered yet."""
    return measurements.begun(build.a_patient(practice), a_colleague(practice)).pk


MAKERS: dict[str, Maker] = {
    "measurement_id": a_measurement,
    "instrument_id": an_instrument,
    "licence_id": a_licence,
    "asked_id": something_asked,
    "ods_code": lambda practice, made: practice.ods_code,
    "patient_id": a_patient,
    "member_id": a_member,
    "duty_id": a_duty,
    "glass_id": a_glass,
    "other_id": a_patient,
    "merge_id": a_merge,
    "leaving_id": a_leaving,
    "block_id": a_block,
    "contact_point_id": a_contact_point,
    "kind": a_kind,
    "change": lambda practice, made: "new",
    "note_id": a_note,
    "message_id": a_message,
    "refusal_id": a_refusal,
    "run_id": an_import,
    "session_id": a_session,
    "goal_id": a_goal,
    "step_id": a_step,
    "phrase_id": a_phrase,
    "follow_up_id": a_follow_up,
    "given_id": a_given,
    "alert_id": an_alert,
    "done_id": a_done,
    "group_id": a_group,
    "part_id": a_part,
    "meeting_id": a_meeting,
    "programme_id": a_programme,
    "enrolment_id": an_enrolment,
    "step": lambda practice, made: "paused",
    "contact_id": a_contact,
    **of_prescribing.MAKERS,
    **of_outreach.MAKERS,
    **of_insight.MAKERS,
    **of_disposing.MAKERS,
}


def things_for(route: str, practice: Practice) -> dict[str, Any]:
    """Values for the parameters of an address, from left to right; later ones may use earlier ones."""
    made: dict[str, Any] = {}
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        made[name] = MAKERS[name](practice, made)
    return made
