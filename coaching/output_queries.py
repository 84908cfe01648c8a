"""What the outputs of a note are made from, and what of it was given away."""

import datetime as dt
from typing import Any

from django.db import models
from django.http import Http404

from coaching.models import Code, Given, Session
from coaching.outputs.facts import CodeRow, Facts, Next
from coaching.queries import name_staff, session_here
from patients.models import Patient
from patients.reading import open_record
from patients.sheet import Sheet, sheet_of
from practice.requests import Request

# Columns of the note that go into the facts as they are.
AS_THEY_ARE = (
    *("who_was_there", "what_matters", "their_topics", "our_topics", "topic_today", "asked_permission"),
    *("importance", "importance_because", "reality", "options", "next_step", "step_where", "step_when"),
    *("step_how_often", "said_back", "confidence", "confidence_help", "confidence_after", "teach_back_words"),
    *(
        "connect",
        "connect_words",
        "connect_agreed",
        "notes",
        "no_follow_up_because",
        "not_to_gp",
        "codes_only",
    ),
)
IN_WORDS = ("mode", "seen_alone", "interpreter", "teach_back")


def facts_of(session: Session, today: dt.date) -> Facts:
    """All that the outputs of this signed note may know; its staff and practice are on it already."""
    sheet = sheet_of(session.patient)
    return Facts(
        **person(session.patient, sheet, today),
        **where_and_who(session),
        **{name: getattr(session, name) for name in AS_THEY_ARE},
        **{name: getattr(session, f"get_{name}_display")() for name in IN_WORDS},
        **goal_of(session),
        connect_as=session.get_connect_display(),
        next=next_of(session),
        risk=session.risk_alerts.filter(taken_back_at=None).exists(),
        codes=tuple(CodeRow(*row) for row in known_codes()),
    )


def person(patient: Patient, sheet: Sheet, today: dt.date) -> dict[str, Any]:
    return {
        "name": patient.name,
        "called": patient.called,
        "birth_date": patient.birth_date,
        "nhs_number": patient.nhs_number or "",
        "restricted": patient.restricted,
        "contact_with_care": patient.contact_with_care,
        "large_print": needs(sheet, "large print"),
        "easy_read": needs(sheet, "easy read") or needs(sheet, "easy-read"),
        "agreed_to_more_words": agrees_to_more(sheet, today),
    }


def needs(sheet: Sheet, words: str) -> bool:
    return any(words in need["words"].lower() for need in sheet.needs)


def agrees_to_more(sheet: Sheet, today: dt.date) -> bool:
    """The last thing that they said about it, if it still holds."""
    said = [one for one in sheet.consents if one["kind"] == "fuller_words" and one["from_on"] <= today]
    if not said:
        return False
    last = said[-1]
    return bool(last["agreed"] and (last["until_on"] is None or last["until_on"] >= today))


def where_and_who(session: Session) -> dict[str, Any]:
    return {
        "practice": session.practice.name,
        "telephone": session.practice.telephone,
        "coach": session.coach.name,
        "coach_role": session.coach.get_role_display(),
        "held_on": session.held_on,
        "signed_by": session.finished_by.name if session.finished_by else "",
        "signed_at": session.finished_at,
    }


def goal_of(session: Session) -> dict[str, Any]:
    """The goal that this note names. One that was set before carries the marks of the note it was first written in."""
    words = session.goal_words
    same = session.patient.goals.filter(practice_id=session.practice_id, words=words, cancelled_at=None)
    goals = list(same.select_related("session").order_by("-pk")) if words else []
    marks = {part: list(said) for part, said in session.marks.items()}
    for goal in goals:
        for part in ("goal_words", "goal_why"):
            marks.setdefault(part, []).extend(goal.session.marks.get(part, []) if goal.session else [])
    return {
        "goal_words": words,
        "goal_why": session.goal_why,
        "lapse_plan": goals[0].lapse_plan if goals else "",
        "marks": marks,
        "sensitive": session.sensitive or any(goal.session and goal.session.sensitive for goal in goals),
    }


def next_of(session: Session) -> Next | None:
    """The contact that was agreed, as long as it stands."""
    agreed = (
        session.follow_ups.filter(cancelled_at=None).select_related("owner__user").order_by("due_on", "pk")
    )
    one = agreed.first()
    if one is None:
        return None
    return Next(
        on=one.due_on,
        channel=one.channel,
        channel_words=one.get_channel_display(),
        owner=one.owner.name,
        words=one.words,
        they_contact_us=one.they_contact_us,
        if_it_goes_wrong=one.if_it_goes_wrong,
    )


def known_codes() -> models.QuerySet[Code, tuple[str, str, str, bool]]:
    return Code.objects.order_by("means").values_list("means", "code", "term", "confirmed")


def given_of(session: Session) -> list[Given]:
    """All that went out of this note on purpose, in the order in which it did."""
    found = session.given.filter(practice_id=session.practice_id)
    return list(found.select_related("given_by__user", "taken_back_by__user").order_by("given_at", "pk"))


def given_opened(request: Request, given_id: int) -> Given:
    """One thing that was given, with its session; the opening of the record is in the trail."""
    given = Given.objects.filter(practice=request.practice, pk=given_id).first()
    if given is None:
        raise Http404
    given.session = session_here(request, given.session_id)
    open_record(request, given.session.patient_id)
    name_staff(given.session)
    return given
