"""What stands ready on the page of a session that has ended; and what of it was given already."""

import dataclasses
from typing import Any

from coaching.models import Session
from coaching.output_queries import facts_of, given_of
from coaching.outputs.codes import Codes, codes
from coaching.outputs.easy_plan import EasyPlan, easy_plan
from coaching.outputs.facts import Facts
from coaching.outputs.gp_summary import GPSummary, gp_summary
from coaching.outputs.note import Part, note
from coaching.outputs.plan import Place, Plan, islands, plan
from coaching.outputs.text_plan import TextPlan, text_plan
from practice.permissions import Permission
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Outputs:
    """All of them, made from the same facts."""

    facts: Facts
    note: list[Part]
    plan: Plan
    easy_plan: EasyPlan
    islands: tuple[Place, ...]
    text_plan: TextPlan
    gp_summary: GPSummary
    codes: Codes


def outputs_of(facts: Facts) -> Outputs:
    return Outputs(
        facts=facts,
        note=note(facts),
        plan=plan(facts),
        easy_plan=easy_plan(facts),
        islands=islands(facts),
        text_plan=text_plan(facts),
        gp_summary=gp_summary(facts),
        codes=codes(facts),
    )


def prepared(request: Request, session: Session) -> dict[str, Any]:
    """The context of coaching/outputs.html. Of a struck note nothing is ready, and what was given stays listed."""
    stands = session.finished_at is not None and session.entered_in_error_at is None
    return {
        "outputs": outputs_of(facts_of(session, request.today)) if stands else None,
        "given": given_of(session) if session.finished_at else [],
        "may_give": stands and Permission.WRITE_NOTES in request.permissions,
        "gp_record": gp_record(session),
    }


def gp_record(session: Session) -> dict[str, str]:
    """Where a summary goes: named on the press, and kept."""
    return {"to_whom": "GP record", "address": f"{session.practice.name} ({session.practice.ods_code})"}
