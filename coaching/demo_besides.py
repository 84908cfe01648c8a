"""What stands beside the made-up sessions: a walking group, two alerts that are over, a coach’s own reflections."""

import datetime as dt

from coaching.actions import alerting, grouping, meeting, reflecting
from coaching.models import GroupMeeting, GroupSeries, RiskAlert, Session
from patients.models import Patient
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.tenancy import in_view

AGREED = "What is said here stays here. Come when you can. Say when you stop."
SHARED = (
    "We walked to the mill and back, slowly, and talked about mornings. Next time: the canal.",
    "Rain, so we stayed in and shared what helps on a bad day. Tea, a friend’s number by the door, a short walk.",
)
THOUGHTS = (
    "I gave advice too early, and noticed it. Next time ask what they have tried.",
    "A good silence. They found the step themselves.",
    "Ran late, and it showed. Look at the pace first.",
)
WEEK = dt.timedelta(days=7)


def besides(practice: Practice, coach: Membership, sessions: list[Session], *, now: dt.datetime) -> None:
    """After the year: everything here was done through the product's own actions."""
    signed = [session for session in sessions if session.finished_at]
    last = {session.patient_id: session.patient for session in signed}
    people = [person for _pk, person in sorted(last.items())]
    group_meets(practice, coach, people[:6], now)
    alerts_are_over(practice, coach, people[6:8], now)
    reflected(practice, coach, signed[-len(THOUGHTS) :], now)


def group_meets(practice: Practice, coach: Membership, people: list[Patient], now: dt.datetime) -> None:
    """Twice so far, and once more next week."""
    values = {"name": "Walk and talk", "place": "The mill car park", "facilitator": coach}
    values |= {"places": 10, "agreement": AGREED}
    began = now - 4 * WEEK
    series = grouping.start_series(practice=practice, values=values, by=coach, now=began)
    for person in people:
        grouping.take_in(series=series, patient=person, agreed_to=1, by=coach, now=began)
    for weeks, shared in zip((3, 1), SHARED, strict=True):
        met(series, shared, coach, now - weeks * WEEK)
    grouping.book_meeting(series=series, booked_for=morning(now + WEEK), minutes=90, by=coach, now=now)


def met(series: GroupSeries, shared: str, coach: Membership, day: dt.datetime) -> GroupMeeting:
    """One who did not come each time; nothing more to say about anybody."""
    booked = grouping.book_meeting(
        series=series, booked_for=morning(day), minutes=90, by=coach, now=day - WEEK
    )
    came = list(series.members.order_by("pk"))[1:]
    after = morning(day) + dt.timedelta(hours=2)
    held = meeting.hold(
        meeting=booked, version=booked.version, came=came, summary=shared, by=coach, now=after
    )
    for session in held.sessions.order_by("pk"):
        meeting.nothing_to_add(session=session, by=coach, now=after)
    return held


def morning(moment: dt.datetime) -> dt.datetime:
    return moment.replace(hour=10, minute=0, second=0, microsecond=0)


def alerts_are_over(practice: Practice, coach: Membership, people: list[Patient], now: dt.datetime) -> None:
    """One that was answered within minutes, one that was a slip of the finger."""
    clinician = practice.memberships.filter(role=Role.CLINICIAN, ended_at=None).first()
    raised = now - dt.timedelta(minutes=50)
    for kind, person in zip((RiskAlert.Kind.SELF_HARM, RiskAlert.Kind.SAFEGUARDING), people, strict=False):
        alert = alerting.raise_alert(patient=person, kind=kind, by=coach, now=raised)
        soon = raised + dt.timedelta(minutes=6)
        if clinician and kind == RiskAlert.Kind.SELF_HARM:
            words = "Rang them: safe, with their sister. I see them at two."
            alerting.acknowledge(alert=alert, words=words, by=clinician, now=soon)
        else:
            alerting.take_back(alert=alert, because="I pressed the wrong button", by=coach, now=soon)


def reflected(practice: Practice, coach: Membership, sessions: list[Session], now: dt.datetime) -> None:
    """A coach's own rows are seen and written as that coach alone."""
    with in_view([practice], coach):
        for session, words in zip(sessions, THOUGHTS, strict=False):
            ticks = {"listened": True, "their_words": True, "their_choice": "silence" in words}
            reflecting.reflect(session=session, ticks=ticks, words=words, by=coach, now=now)
        values = {"held_on": now.date() - 2 * WEEK, "with_whom": "Dr Ruth Hale", "about_load": True}
        values |= {"words": "Spoke about full weeks, and about saying no to a seventh session."}
        reflecting.log_supervision(values=values, by=coach, now=now)
