"""The message that a plan is ready: what it says, whether it may go, and what became of it."""

import datetime as dt
from typing import Any

from coaching.models import Given, Session
from coaching.output_queries import facts_of
from coaching.outputs.text_plan import text_plan
from practice.requests import Request
from reminders import may_send, people, queries, subjects
from reminders.kinds import Kind
from reminders.links import BY_A_PERSON, said
from reminders.models import Message
from reminders.planning import message_for

STAFF = ("session__patient", "session__practice", "session__coach__user", "session__finished_by__user")


def words_of(practice_id: int, given_id: int) -> str:
    """Made from the signed note when it goes: whoever agrees no longer to more words gets none."""
    given = Given.objects.select_related(*STAFF).get(practice_id=practice_id, pk=given_id)
    return words_for(given.session, given.given_at.date())


def words_for(session: Session, day: dt.date) -> str:
    return text_plan(facts_of(session, day)).words


def preview(request: Request, session: Session) -> dict[str, Any]:
    """What would be sent now and where, or why nothing would; asked again when it goes."""
    patient, now = session.patient, request.now
    fact = subjects.Plans().fact(request.practice.pk, 0, patient.pk, now)
    known = people.known(request.practice.pk, [patient.pk])
    message = message_for(request.practice, fact, known, now)
    message.patient = patient
    return {
        "session": session,
        "message": message,
        "to": queries.address(message),
        "words": words_for(session, request.today),
        "refused": may_send.senseless(fact, now, known[patient.pk], now),
        "by_hand": message.channel in BY_A_PERSON,
        "before": sent_before(session),
    }


def sent_before(session: Session) -> list[str]:
    """How earlier messages about this plan stand."""
    asked = session.given.filter(
        practice_id=session.practice_id, output=Given.Output.PLAN, way=Given.Way.TEXT
    )
    ids = list(asked.order_by("given_at", "pk").values_list("pk", flat=True))
    found = Message.objects.filter(practice_id=session.practice_id, kind=Kind.PLAN, subject_id__in=ids)
    by_id = {message.subject_id: message for message in found}
    return [said(by_id.get(given_id)) for given_id in ids]
