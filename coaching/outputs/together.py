"""All that is made of one note, together: from the same facts."""

import dataclasses

from coaching.outputs.codes import Codes, codes
from coaching.outputs.easy_plan import EasyPlan, easy_plan
from coaching.outputs.facts import Facts
from coaching.outputs.gp_summary import GPSummary, gp_summary
from coaching.outputs.note import Part, note
from coaching.outputs.plan import Place, Plan, islands, plan
from coaching.outputs.text_plan import TextPlan, text_plan


@dataclasses.dataclass(frozen=True, slots=True)
class Outputs:
    """One of each."""

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
