"""A person's way through a programme: which step may follow which, and how each is said. Plain values only."""

from coaching.models import Enrolment
from coaching.models.programmes import OVER

Stands = Enrolment.Stands

FIRST = (Stands.REFERRED, Stands.INVITED, Stands.ENROLLED)
NEXT: dict[str, tuple[str, ...]] = {
    Stands.REFERRED: (Stands.ENROLLED, Stands.INVITED, Stands.LAPSED, Stands.WITHDREW),
    Stands.INVITED: (Stands.ENROLLED, Stands.LAPSED, Stands.WITHDREW),
    Stands.ENROLLED: (Stands.PAUSED, Stands.COMPLETED, Stands.LAPSED, Stands.WITHDREW),
    Stands.PAUSED: (Stands.ENROLLED, Stands.COMPLETED, Stands.LAPSED, Stands.WITHDREW),
    Stands.LAPSED: (Stands.ENROLLED, Stands.COMPLETED, Stands.WITHDREW),
    Stands.COMPLETED: (),
    Stands.WITHDREW: (),
}
PRESSES: dict[str, str] = {
    Stands.INVITED: "Invited",
    Stands.ENROLLED: "Enrol",
    Stands.PAUSED: "Pause",
    Stands.COMPLETED: "Completed",
    Stands.LAPSED: "Lost touch",
    Stands.WITHDREW: "Withdrew",
}
# Whoever comes back is met as somebody who is welcome, whatever was between.
AGAIN: dict[str, str] = {Stands.PAUSED: "Go on after the pause", Stands.LAPSED: "Welcome back"}
MEANS: dict[str, str] = {
    Stands.REFERRED: "new",
    Stands.INVITED: "wait",
    Stands.ENROLLED: "good",
    Stands.PAUSED: "wait",
    Stands.LAPSED: "act",
    Stands.COMPLETED: "quiet",
    Stands.WITHDREW: "quiet",
}
TAKEN_BACK = "Taken back"
BY_MISTAKE = "Begun by mistake"
POINTS: dict[str, int] = {
    Enrolment.Weight.LIGHT: 1,
    Enrolment.Weight.USUAL: 2,
    Enrolment.Weight.HEAVY: 3,
}


def may_follow(stands: str, kind: str) -> bool:
    return kind in NEXT[stands]


def press(stands: str, kind: str) -> str:
    """What the button says that leads to this step."""
    return AGAIN.get(stands, PRESSES[kind]) if kind == Stands.ENROLLED else PRESSES[kind]


def presses(stands: str) -> list[tuple[str, str]]:
    """Each step that may follow, with what its button says; the likeliest first."""
    return [(kind, press(stands, kind)) for kind in NEXT[stands]]


def is_over(stands: str) -> bool:
    return stands in OVER
