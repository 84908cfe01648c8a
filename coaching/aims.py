"""What one person aims at now: open goals, open steps, and how much at once."""

import dataclasses

from coaching.models import Goal, Step
from coaching.note import Note
from coaching.pace import PaceNow


@dataclasses.dataclass(frozen=True, slots=True)
class Aims:
    """Read once for a page or a form; newest first."""

    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()
    pace: PaceNow = dataclasses.field(default_factory=PaceNow)

    def with_note(self, note: Note) -> dict[str, int]:
        """How many goals and steps are open once this note stands: what ends or is told in it makes room."""
        return {
            "goals": len(self.goals) - len(note.ended) + note.makes_goal,
            "steps": len(self.steps) - len(note.told) + note.makes_step,
        }

    def over_with(self, note: Note) -> list[str]:
        """What this note would add beyond the pace; what was too much before is nobody's fault today."""
        adds = {"goals": note.makes_goal, "steps": note.makes_step}
        return [name for name in self.pace.over(**self.with_note(note)) if adds[name]]

    def why_asked(self, note: Note) -> str:
        """The question of the page, with the numbers."""
        counts = self.with_note(note)
        sums = " and ".join(f"{counts[name]} open {name}" for name in self.over_with(note))
        return (
            f"This would be {sums}, and the pace is “{self.pace.label.lower()}”."
            " Say why that is right for them now, or end or settle another one"
        )
