"""Which codes a record may carry for this note: only confirmed ones. A missing code harms nobody, a wrong one may."""

import dataclasses

from coaching.outputs.facts import CodeRow, Facts

# What coaching notes may be coded as; an installation loads the codes themselves from a file that names its source.
MEANS = {
    "coaching_offered": "coaching offered",
    "coaching_attended": "coaching attended",
    "coaching_declined": "coaching declined",
    "plan_agreed": "care and support plan agreed",
    "plan_reviewed": "care and support plan reviewed",
    "activation_score": "patient activation score",
    "activation_level": "patient activation level",
    "social_prescribing_referral": "referral to social prescribing",
    "social_prescribing_declined": "social prescribing declined",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Codes:
    """What may be entered, and what is missing."""

    confirmed: tuple[CodeRow, ...]
    missing: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(f"{row.code} {row.term}" for row in self.confirmed)


def codes(facts: Facts) -> Codes:
    """For every thing that this note says happened: its confirmed code, or that there is none."""
    known = {row.means: row for row in facts.codes if row.confirmed}
    wanted = happened(facts)
    return Codes(
        confirmed=tuple(known[means] for means in wanted if means in known),
        missing=tuple(f"No confirmed code for {MEANS[means]}" for means in wanted if means not in known),
    )


def happened(facts: Facts) -> list[str]:
    return ["coaching_attended", *(["plan_agreed"] if facts.next_step.strip() else [])]
