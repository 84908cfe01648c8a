"""Writes of coaching/ and activation/ into whose forms something is typed, or before which something has happened."""

import json

from django.test import Client

from activation.actions.licensing import note_licence
from coaching.actions import grouping
from coaching.actions.striking import strike
from coaching.models import Session, Supervision
from practice.models import Practice
from practice.tenancy import in_view
from tests import build
from tests.activation import made as measurements
from tests.activation.files import small
from tests.coaching import made, ways
from tests.things import a_colleague, things_for
from tests.trials.pages import filled_forms
from tests.trials.writes import ROUTES, Things, Write, address_of, after
from tests.trials.writes_common import day, named, somebody


def a_started(practice: Practice) -> Things:
    return named(practice, session_id=made.a_started(build.a_patient(practice), a_colleague(practice)).pk)


def a_signed(practice: Practice) -> Things:
    return named(practice, session_id=made.a_finished(build.a_patient(practice), a_colleague(practice)).pk)


def a_struck(practice: Practice) -> Things:
    note = made.a_finished(build.a_patient(practice), a_colleague(practice))
    strike(session=note, because="Another Mary", by=a_colleague(practice), now=build.NOW)
    return named(practice, session_id=note.pk, patient_id=build.a_patient(practice).pk)


def a_programme(practice: Practice) -> Things:
    ways.the_programme(a_colleague(practice))
    return named(practice, patient_id=build.a_patient(practice).pk)


def some_work(practice: Practice) -> Things:
    """That can be handed over."""
    by = a_colleague(practice)
    ways.begun(build.a_patient(practice), by)
    return named(practice, member_id=by.pk)


def other_words(practice: Practice) -> Things:
    """The agreement of the group has changed since they said yes."""
    things = things_for(ROUTES["coaching:agree-again"], practice)
    series, by = practice.group_series.get(), a_colleague(practice)
    said = {name: getattr(series, name) for name in ("name", "place", "facilitator", "places")}
    values = said | {"agreement": "Come when you can"}
    grouping.change_series(series=series, version=series.version, values=values, by=by, now=build.NOW)
    return things


def in_a_group(practice: Practice) -> Things:
    things = things_for(ROUTES["coaching:agree-again"], practice)
    series = practice.group_series.get()
    now, by = build.NOW, a_colleague(practice)
    meeting = grouping.book_meeting(series=series, booked_for=now, minutes=60, by=by, now=now)
    return things | {"group_id": series.pk, "meeting_id": meeting.pk}


def they_came(client: Client, things: Things) -> None:
    said = {"version": "1", "came": [things["part_id"]]}
    client.post(address_of("coaching:meeting", things), said)
    practice = Practice.objects.get(ods_code=things["ods_code"])
    with in_view([practice], build.TEST):
        things["session_id"] = Session.objects.get(meeting=things["meeting_id"]).pk


def own_entry(practice: Practice, _things: Things) -> Things:
    """Nobody else sees it, in the database neither."""
    with in_view([practice], somebody("asha", practice)):
        return {"entry": Supervision.objects.get().pk}


def looked_at(client: Client, things: Things) -> None:
    """Who would take whom is shown first."""
    where = address_of("coaching:hand-over", things)
    (form,) = (form for _sent_to, form in filled_forms(client, where))
    things["shown"] = {**form.filled(), "seen": client.post(where, form.filled()).context["sharing"].mark}


SUPERVISION = day("held_on") | {"with_whom": "Dr Hill", "words": "I carry a lot"}
TOLD = {"outcome": "done", "learned": "Easier with Jean"}
OF_COACHING: dict[str, Write] = {
    "coaching:add-group": Write(typed={"name": "Moving more", "places": "8", "agreement": "It stays here"}),
    "coaching:add-words": Write(page="coaching:session", things=a_signed, typed={"words": "She rang back"}),
    "coaching:agree-again": Write(things=other_words, typed={"agreed_to": "2"}),
    "coaching:capacity": Write(typed={"points": "40"}),
    "coaching:drop": Write(first=after("coaching:draft", notes="Half a", mode="phone")),
    "coaching:drop-reflection": Write(first=after("coaching:reflect", listened="on", words="Silence")),
    "coaching:drop-supervision": Write(first=after("coaching:supervision", **SUPERVISION), typed=own_entry),
    "coaching:end-calendar-link": Write(first=after("coaching:calendar-link")),
    "coaching:enrol": Write(things=a_programme),
    "coaching:finish": Write(page="coaching:session", things=a_started, typed=made.TYPED, only=True),
    "coaching:follow-up-undo": Write(first=after("coaching:follow-up-done")),
    "coaching:give-plan": Write(
        things=a_signed, typed={"output": "plan", "to": "person", "how": "hand", "way": "printed"}
    ),
    "coaching:give-summary": Write(things=a_signed, typed={"output": "gp_summary", "way": "copied"}),
    "coaching:goal-again": Write(first=after("coaching:goal-end", how="reached", version="1")),
    "coaching:goal-end": Write(shown=False, typed={"how": "reached", "version": "1"}),
    "coaching:goal-lapse": Write(shown=False, typed={"lapse_plan": "Ring Jean", "version": "1"}),
    "coaching:hand-over": Write(things=some_work, first=looked_at, typed=lambda _p, known: known["shown"]),
    "coaching:nothing-to-add": Write(things=in_a_group, first=they_came),
    "coaching:phrases": Write(typed={"title": "Leave", "words": "May I say something?"}),
    "coaching:refer": Write(things=a_programme),
    "coaching:refer-on": Write(things=a_signed),
    "coaching:reopen": Write(first=after("coaching:cancel", version="1", because="Away")),
    "coaching:risk-answer": Write(typed={"words": "Rang her: she is safe with her sister"}),
    "coaching:risk-take-back": Write(typed={"back-because": "I pressed the wrong button"}),
    "coaching:step-told": Write(shown=False, typed=TOLD),
    "coaching:step-untold": Write(first=after("coaching:step-told", **TOLD)),
    "coaching:supervision": Write(typed=SUPERVISION),
    "coaching:write-again": Write(things=a_struck),
}


def doubtful(practice: Practice) -> Things:
    """Every statement has the same answer."""
    same = measurements.done(build.a_patient(practice), a_colleague(practice), [2] * 13)
    return named(practice, measurement_id=same.pk)


def with_a_licence(practice: Practice) -> Things:
    until = build.NOW.date().replace(year=2027)
    note_licence(key="pam", reference="L-1", expires_on=until, by=a_colleague(practice), now=build.NOW)
    return named(practice, patient_id=build.a_patient(practice).pk)


OF_ACTIVATION: dict[str, Write] = {
    "activation:check": Write(things=doubtful),
    "activation:enter-score": Write(
        things=with_a_licence, typed=day("measured_on") | {"score": "55", "level": ""}
    ),
    "activation:load-questionnaire-now": Write(shown=False, typed={"content": json.dumps(small())}),
    "activation:note-licence": Write(typed=day("expires_on", 1, 3, 2027) | {"key": "pam"}),
}
