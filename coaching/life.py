"""What the panels of coaching say on a record, in one question: ways, goals, steps, pace and calls of one person.

Each panel asking by itself would cost the record six questions more.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from coaching.models import Contact, Enrolment, FollowUp, Goal, Programme, Session, Step
from patients import together
from patients.models import Patient
from patients.together import moment
from practice.models import Membership, User
from practice.requests import Request

MOST_SESSIONS, MOST_FOLLOW_UPS, MOST_WAYS, MOST_AIMS, MOST_CALLS = 11, 10, 6, 12, 6


def _closed(session: str) -> str:
    """A sensitive note that this reader may not read; what was set in it is not for them either."""
    return f"""EXISTS (SELECT FROM coaching_session s
    LEFT JOIN practice_membership coach ON coach.id = s.coach_id
    LEFT JOIN practice_membership signed ON signed.id = s.finished_by_id
    WHERE s.practice_id = %(practice)s AND s.id = {session} AND s.sensitive
      AND coach.user_id IS DISTINCT FROM %(user)s AND signed.user_id IS DISTINCT FROM %(user)s
      AND NOT EXISTS (SELECT FROM coaching_sessionreader r JOIN practice_membership named ON named.id = r.member_id
                      WHERE r.practice_id = %(practice)s AND r.session_id = s.id AND named.user_id = %(user)s))"""  # noqa: S608


_MINE = "one.practice_id = %(practice)s AND one.patient_id = %(patient)s"


def _list(columns: str, tables: str, where: str, order: str, most: int) -> str:
    return (
        f"(SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM (SELECT {columns} FROM {tables}"  # noqa: S608
        f" WHERE {_MINE}{where} ORDER BY {order} LIMIT {most}) x)"
    )


_SESSIONS = _list(
    "one.id, one.mode, one.form, one.coach_id, one.booked_for, one.started_at, one.finished_at, one.did_not_attend_at,"
    " one.absence, one.cancelled_at, one.entered_in_error_at, one.entered_in_error_because, one.next_step,"
    f" one.no_step_agreed, u.name AS coach_name, NOT {_closed('one.id')} AS may_read",
    "coaching_session one JOIN practice_membership m ON m.id = one.coach_id JOIN practice_user u ON u.id = m.user_id",
    "",
    "one.booked_for DESC, one.id DESC",
    MOST_SESSIONS,
)
_FOLLOW_UPS = _list(
    "one.due_on, one.channel, u.name AS owner, one.words",
    "coaching_followup one JOIN practice_membership m ON m.id = one.owner_id JOIN practice_user u ON u.id = m.user_id",
    " AND one.done_at IS NULL AND one.cancelled_at IS NULL",
    "one.due_on, one.id",
    MOST_FOLLOW_UPS,
)
_WAYS = _list(
    "one.id, one.stands, one.stands_since, one.reason, one.knows_of_it, one.beside_since, p.id AS programme, p.name,"
    " p.sessions_planned, one.coach_id AS coach, u.name AS coach_name,"
    " (SELECT count(*) FROM coaching_session s WHERE s.practice_id = %(practice)s AND s.enrolment_id = one.id"
    " AND s.finished_at IS NOT NULL AND s.entered_in_error_at IS NULL) AS held",
    "coaching_enrolment one JOIN coaching_programme p ON p.id = one.programme_id"
    " LEFT JOIN practice_membership m ON m.id = one.coach_id LEFT JOIN practice_user u ON u.id = m.user_id",
    "",
    "one.opened_at DESC, one.id DESC",
    MOST_WAYS,
)
_GOALS = _list(
    "one.id, one.words, (SELECT r.attained FROM coaching_goalrating r WHERE r.practice_id = %(practice)s"
    " AND r.goal_id = one.id AND r.cancelled_at IS NULL ORDER BY r.rated_at DESC, r.id DESC LIMIT 1) AS attained",
    "coaching_goal one",
    f" AND one.ended_at IS NULL AND one.cancelled_at IS NULL AND NOT {_closed('one.session_id')}",
    "one.set_at DESC, one.id DESC",
    MOST_AIMS,
)
_STEPS = _list(
    "one.id, one.what, one.confidence, one.goal_id",
    "coaching_step one",
    f" AND one.outcome = '' AND one.cancelled_at IS NULL AND NOT {_closed('one.session_id')}",
    "one.agreed_at DESC, one.id DESC",
    MOST_AIMS,
)
_CALLS = _list(
    "one.id, one.kind, one.words, one.made_at, one.entered_in_error_at, one.made_by_id AS member, u.name",
    "coaching_contact one JOIN practice_membership m ON m.id = one.made_by_id JOIN practice_user u ON u.id = m.user_id",
    "",
    "one.made_at DESC, one.id DESC",
    MOST_CALLS,
)
PART = "coaching"
ASKS = f"""SELECT json_build_array({_SESSIONS}, {_FOLLOW_UPS}, {_WAYS}, {_GOALS}, {_STEPS}, {_CALLS},
    (SELECT pace FROM coaching_pace one WHERE {_MINE} ORDER BY chosen_at DESC, id DESC LIMIT 1),
    EXISTS (SELECT FROM coaching_programme WHERE practice_id = %(practice)s AND ended_at IS NULL))"""  # noqa: S608


MOMENTS = (
    "booked_for",
    "started_at",
    "finished_at",
    "did_not_attend_at",
    "cancelled_at",
    "entered_in_error_at",
)


@dataclasses.dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """What the record says of one."""

    due_on: dt.date
    channel: str
    owner: str
    words: str

    @classmethod
    def read(cls, row: Mapping[str, str]) -> "OpenFollowUp":
        channel = FollowUp.Channel(row["channel"]).label
        return cls(dt.date.fromisoformat(row["due_on"]), channel, row["owner"], row["words"])


@dataclasses.dataclass(frozen=True, slots=True)
class Life:
    """Newest first in each; the rows hold what the record shows of them and no more."""

    sessions: tuple[Session, ...]  # each says whether this reader may read its note
    follow_ups: tuple[OpenFollowUp, ...]  # the soonest first
    ways: tuple[tuple[Enrolment, int], ...]  # with how many sessions were held
    goals: tuple[Goal, ...]
    steps: tuple[Step, ...]
    calls: tuple[Contact, ...]
    pace: str
    offers_programmes: bool


def life_of(request: Request, patient: Patient) -> Life:
    """Asked and made once a request for one person, whichever panel asks first."""
    return together.answer(request, patient, PART, made)


def made(answer: list[Any]) -> Life:
    sessions, follow_ups, ways, goals, steps, calls, pace, offers = answer
    return Life(
        sessions=tuple(session(row) for row in sessions),
        follow_ups=tuple(OpenFollowUp.read(row) for row in follow_ups),
        ways=tuple((way(row), row["held"]) for row in ways),
        goals=tuple(goal(row) for row in goals),
        steps=tuple(Step(**row) for row in steps),
        calls=tuple(call(row) for row in calls),
        pace=pace or "",
        offers_programmes=offers,
    )


def session(row: Mapping[str, Any]) -> Session:
    apart = ("coach_id", "coach_name", "may_read")
    values = {name: value for name, value in row.items() if name not in apart}
    values |= {name: moment(values[name]) for name in MOMENTS}
    found = Session(**values, coach=colleague(row["coach_id"], row["coach_name"]))
    found.may_read = row["may_read"]
    return found


def way(row: Mapping[str, Any]) -> Enrolment:
    programme = Programme(pk=row["programme"], name=row["name"], sessions_planned=row["sessions_planned"])
    return Enrolment(
        pk=row["id"],
        stands=row["stands"],
        stands_since=dt.date.fromisoformat(row["stands_since"]),
        reason=row["reason"],
        knows_of_it=row["knows_of_it"],
        beside_since=moment(row["beside_since"]),
        programme=programme,
        coach=colleague(row["coach"], row["coach_name"]) if row["coach"] else None,
    )


def goal(row: Mapping[str, Any]) -> Goal:
    found = Goal(pk=row["id"], words=row["words"])
    found.attained = row["attained"]  # type: ignore[attr-defined]  # as goal_queries.open_goals adds it
    return found


def call(row: Mapping[str, Any]) -> Contact:
    return Contact(
        pk=row["id"],
        kind=row["kind"],
        words=row["words"],
        made_at=dt.datetime.fromisoformat(row["made_at"]),
        entered_in_error_at=moment(row["entered_in_error_at"]),
        made_by=colleague(row["member"], row["name"]),
    )


def colleague(member: int, name: str) -> Membership:
    return Membership(pk=member, user=User(name=name))
