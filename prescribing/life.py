"""What the panels of prescribing say on a record, in one question: referrals, services chosen and told of.

As coaching does it.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from patients import together
from patients.models import Patient
from patients.together import moment
from practice.models import Membership, User
from practice.permissions import Permission
from practice.requests import Request
from prescribing.models import Placement, Referral

ON_THE_RECORD = 5
MOMENTS = ("stands_since", "opened_at", "closed_at")
_REFERRALS = """
SELECT r.id, r.stands, r.stands_since, r.opened_at, r.closed_at, r.outcome, r.reason, r.knows_of_it, r.sensitive,
    r.referred_by_id, r.member_id, r.worker_id, r.next_on, u.name AS worker_name
FROM prescribing_referral r LEFT JOIN practice_membership m ON m.id = r.worker_id
LEFT JOIN practice_user u ON u.id = m.user_id
WHERE r.practice_id = %(practice)s AND r.patient_id = %(patient)s
ORDER BY r.opened_at DESC, r.id DESC LIMIT %(most)s
"""
_CHOSEN = """
SELECT p.id, s.name, p.stands, p.stands_since AS since, p.needs_somebody_at IS NOT NULL AS needs_somebody
FROM prescribing_placement p JOIN prescribing_service s ON s.id = p.service_id
WHERE %(works)s AND p.practice_id = %(practice)s AND p.patient_id = %(patient)s
ORDER BY p.chosen_at DESC, p.id DESC LIMIT %(most)s
"""
_TOLD = """
SELECT t.id, s.name, '' AS stands, t.told_at AS since, false AS needs_somebody
FROM prescribing_signpost t JOIN prescribing_service s ON s.id = t.service_id
WHERE t.practice_id = %(practice)s AND t.patient_id = %(patient)s AND t.entered_in_error_at IS NULL
ORDER BY t.told_at DESC, t.id DESC LIMIT %(most)s
"""


def _list(rows: str) -> str:
    return f"(SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM ({rows}) x)"  # noqa: S608 - our own words


PART = "prescribing"
ASKS = f"SELECT json_build_array({_list(_REFERRALS)}, {_list(_CHOSEN)}, {_list(_TOLD)})"


class Line(NamedTuple):
    """One service of theirs."""

    pk: int
    name: str
    stands: str
    since: dt.datetime
    needs_somebody: bool

    @property
    def words(self) -> str:
        return Placement.Stands(self.stands).label if self.stands else "Told of it"


@dataclasses.dataclass(frozen=True, slots=True)
class Life:
    """Newest first in each. Where somebody goes may say why: who does not work referrals sees none of what was chosen,
    only what the person was told of.
    """

    referrals: tuple[Referral, ...]
    chosen: tuple[Line, ...]
    told: tuple[Line, ...]


def more(request: Request) -> dict[str, object]:
    """What the question needs beside the person."""
    return {"works": Permission.PRESCRIBE in request.permissions, "most": ON_THE_RECORD}


def life_of(request: Request, patient: Patient) -> Life:
    """Asked and made once a request for one person, whichever panel asks first."""
    return together.answer(request, patient, PART, made)


def made(answer: list[Any]) -> Life:
    referrals, chosen, told = answer
    return Life(
        referrals=tuple(referral(row) for row in referrals),
        chosen=tuple(line(row) for row in chosen),
        told=tuple(line(row) for row in told),
    )


def referral(row: Mapping[str, Any]) -> Referral:
    values = {name: value for name, value in row.items() if name != "worker_name"}
    values |= {name: moment(values[name]) for name in MOMENTS}
    values["next_on"] = dt.date.fromisoformat(row["next_on"]) if row["next_on"] else None
    found = Referral(**values)
    if row["worker_id"]:
        found.worker = Membership(pk=row["worker_id"], user=User(name=row["worker_name"]))
    return found


def line(row: Mapping[str, Any]) -> Line:
    since = dt.datetime.fromisoformat(row["since"])
    return Line(row["id"], row["name"], row["stands"], since, row["needs_somebody"])
