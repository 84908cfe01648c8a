"""Kinds of writes about messages: each needs one that has come so far."""

import datetime as dt

import pytest
from django.test import Client, override_settings

from activation.kinds import Mode
from patients.actions.noting import note
from patients.models import Need
from practice import clock
from practice.models import Practice
from reminders.actions import restoring
from reminders.models import Message
from reminders.overtaken import drop_stale_tasks
from reminders.planning import plan
from reminders.providers import Refused
from reminders.sending import send_due
from tests import build
from tests.activation.links import begun
from tests.coaching import made
from tests.reminders import made as many
from tests.reminders.carriers import Carrier
from tests.things import a_colleague
from tests.trials.writes import Things, Write, address_of, after
from tests.trials.writes_common import named
from tests.trials.writes_outside import DAY, a_number

ON_THE_DAY = build.NOW + DAY + dt.timedelta(hours=2)


def planned(practice: Practice) -> Message:
    """A reminder of a session in three days, by text."""
    (patient,) = many.people(practice, 1)
    many.sessions(a_colleague(practice), [patient], build.NOW + 3 * DAY)
    plan(practice, build.NOW)
    return practice.messages.get(patient=patient)


def coming(practice: Practice) -> Things:
    message = planned(practice)
    return named(practice, message_id=message.pk, patient_id=message.patient_id)


def goes_round(practice: Practice, at: dt.datetime) -> None:
    """One round of the clockwork at that moment."""
    name = f"{Carrier.__module__}.{Carrier.__qualname__}"
    ways = {"text": name, "email": name, "letter": "reminders.providers.printing.PrintQueue"}
    with pytest.MonkeyPatch.context() as patch, override_settings(MESSAGE_PROVIDERS=ways):
        patch.setattr(clock, "now", lambda: at)
        patch.setattr(clock, "at", lambda _moment: at)
        plan(practice, at)
        drop_stale_tasks(practice, at)
        send_due(10)


def failed(practice: Practice) -> Things:
    message = planned(practice)
    Carrier.fresh().happens += (Refused("The number does not exist."),)
    goes_round(practice, ON_THE_DAY)
    message.refresh_from_db()
    assert message.outcome, message.state
    return named(practice, message_id=message.pk)


def to_print(practice: Practice) -> Things:
    """A reminder that became a letter."""
    at_home = {"address": "2 Quay Row, Harbour End, ZZ99 1AA", "postcode": "ZZ99 1AA"}
    patient, by = build.a_patient(practice, **at_home), a_colleague(practice)
    wanted = {"kind": "contact_method", "words": "By letter"}
    note(patient=patient, model=Need, values=wanted, by=by, now=build.NOW)
    made.a_booked(patient, by, booked_for=build.NOW + 11 * DAY + dt.timedelta(hours=1))
    goes_round(practice, build.NOW + 3 * DAY + dt.timedelta(hours=2))
    message = practice.messages.get(patient=patient)
    assert message.state == "To print"
    return named(practice, message_id=message.pk)


def a_ticked_letter(_practice: Practice, things: Things) -> Things:
    return {"letter": [things["message_id"]]}


def printed(client: Client, things: Things) -> None:
    client.post(address_of("reminders:letters-printed", things), {"letter": things["message_id"]})


def to_ring(practice: Practice) -> Things:
    """A call that was agreed on for today."""
    patient = build.a_patient(practice)
    made.a_follow_up(patient, a_colleague(practice), channel="phone")
    Carrier.fresh()
    goes_round(practice, build.NOW)
    return named(practice, message_id=practice.messages.get(patient=patient).pk)


def ticked(_practice: Practice, things: Things) -> Things:
    return {"message": [things["message_id"]]}


def to_send(practice: Practice) -> Things:
    """A questionnaire for somebody with a telephone."""
    patient, by = build.a_patient(practice), a_colleague(practice)
    a_number(patient)
    return named(practice, measurement_id=begun(patient, by, mode=Mode.LINK).pk)


def a_plan(practice: Practice) -> Things:
    patient = build.a_patient(practice)
    a_number(patient)
    return named(practice, session_id=made.a_finished(patient, a_colleague(practice), next_step="Walk").pk)


def put_back(practice: Practice) -> Things:
    """The database was, to an earlier moment."""
    restoring.hold(practice=practice, as_of=build.NOW, by=build.TEST, now=build.NOW)
    return named(practice)


def written_otherwise(client: Client, things: Things) -> None:
    where = address_of("reminders:change", things)
    form = client.get(where).context["form"]
    client.post(where, {one.name: one.value() for one in form} | {"words": "Elm Surgery: please ring us."})


OF_MESSAGES: dict[str, Write] = {
    "reminders:keep-back": Write(things=coming),
    "reminders:let-go": Write(things=coming, first=after("reminders:keep-back")),
    "reminders:change": Write(things=coming),
    "reminders:as-planned": Write(things=coming, first=written_otherwise),
    "reminders:send-now": Write(things=coming),
    "reminders:not-now": Write(things=coming, first=after("reminders:send-now")),
    "reminders:try-again": Write(things=failed),
    "reminders:done": Write(things=to_ring),
    "reminders:undo": Write(things=to_ring, first=after("reminders:done")),
    "reminders:dealt-with": Write(things=to_ring, typed=ticked),
    "reminders:undone": Write(things=to_ring, first=after("reminders:done"), typed=ticked),
    "reminders:refuse": Write(typed={"kind": "measure"}),
    "reminders:go-on": Write(first=after("reminders:stop-everything")),
    "reminders:send-link": Write(things=to_send),
    "reminders:keep-link": Write(things=to_send, first=after("reminders:send-link")),
    "reminders:send-plan": Write(things=a_plan),
    "reminders:let-messages-go": Write(things=put_back),
    "reminders:rule": Write(typed={"press": "keep"}),
    "reminders:rule-test": Write(typed={"number": "07700 900123"}),
    "reminders:letters-printed": Write(things=to_print, typed=a_ticked_letter),
    "reminders:not-printed": Write(things=to_print, first=printed),
}
