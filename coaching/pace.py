"""How much at once: what a pace allows, which one counts, and whether something goes over it."""

import dataclasses

from coaching.models import Pace

LABELS = dict(Pace.Kind.choices)
CEILINGS: dict[str, tuple[int, int]] = {  # open goals, open steps
    Pace.Kind.ONE_THING: (1, 1),
    Pace.Kind.A_FEW: (3, 3),
}
# Only for questionnaires with four levels; a level means nothing outside its own.
SUGGESTED: dict[str, str] = {
    "1": Pace.Kind.ONE_THING,
    "2": Pace.Kind.A_FEW,
    "3": Pace.Kind.A_FEW,
    "4": Pace.Kind.OPEN,
}
MEANS = {
    Pace.Kind.ONE_THING: "One open goal and one open step",
    Pace.Kind.A_FEW: "Up to three open goals and three open steps",
    Pace.Kind.OPEN: "As many as they choose",
}


@dataclasses.dataclass(frozen=True, slots=True)
class PaceNow:
    """The pace that counts: chosen together, or else suggested by a level that can be believed."""

    chosen: str = ""
    suggested: str = ""

    @property
    def kind(self) -> str:
        return self.chosen or self.suggested

    @property
    def label(self) -> str:
        return LABELS.get(self.kind, "")

    @property
    def suggested_label(self) -> str:
        return LABELS.get(self.suggested, "")

    @property
    def means(self) -> str:
        return MEANS.get(Pace.Kind(self.kind), "") if self.kind else ""

    def over(self, *, goals: int, steps: int) -> list[str]:
        """Which of the two would be more than this pace allows: "goals", "steps"."""
        if self.kind not in CEILINGS:
            return []
        most_goals, most_steps = CEILINGS[self.kind]
        return [
            name
            for name, is_over in (("goals", goals > most_goals), ("steps", steps > most_steps))
            if is_over
        ]
