"""What a record says of invitations, asked with the other rooms' parts in one question; as coaching does it."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from outreach.models import Invitation, Wave
from patients import together
from patients.models import Patient
from patients.together import moment
from practice.permissions import Permission
from practice.requests import Request

ON_THE_RECORD = 5
PART = "outreach"
ASKS = f"""
SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM (
    SELECT i.id, w.aim, i.ask_on, i.asked_at, i.answer, i.answered_at, u.name AS answered_by, i.to_call_since,
        i.closed, i.closed_at
    FROM outreach_invitation i JOIN outreach_wave w ON w.practice_id = i.practice_id AND w.id = i.wave_id
    LEFT JOIN practice_membership m ON m.id = i.answered_by_id LEFT JOIN practice_user u ON u.id = m.user_id
    WHERE i.practice_id = %(practice)s AND i.patient_id = %(patient)s AND w.started_at IS NOT NULL
    ORDER BY i.ask_on DESC, i.id DESC LIMIT {ON_THE_RECORD}) x
"""  # noqa: S608 - our own number


@dataclasses.dataclass(frozen=True, slots=True)
class Invited:
    """One invitation, in words; `answer` is empty until there is one."""

    pk: int
    aim: str
    ask_on: dt.date
    asked_at: dt.datetime | None
    answer: str
    answered_at: dt.datetime | None
    answered_by: str | None
    to_call_since: dt.datetime | None
    closed: str
    closed_at: dt.datetime | None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Invited":
        return cls(
            pk=row["id"],
            aim=Wave.Aim(row["aim"]).label,
            ask_on=dt.date.fromisoformat(row["ask_on"]),
            asked_at=moment(row["asked_at"]),
            answer=Invitation.Answer(row["answer"]).label if row["answer"] else "",
            answered_at=moment(row["answered_at"]),
            answered_by=row["answered_by"],
            to_call_since=moment(row["to_call_since"]),
            closed=Invitation.Closed(row["closed"]).label if row["closed"] else "",
            closed_at=moment(row["closed_at"]),
        )


def register() -> None:
    together.register(PART, ASKS, permission=Permission.RING_INVITED)


def record_panel(request: Request, patient: Patient) -> dict[str, Any] | None:
    """For the record: what they were invited to, the newest first. A wave that has not begun is not said."""
    rows = together.answer(request, patient, PART, lambda answer: [Invited.read(row) for row in answer])
    return {"rows": rows} if rows else None
