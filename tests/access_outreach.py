"""Who may open what of outreach/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

FINDS = "COM"
INVITES = "CO"
RINGS = "CLO"
ALLOWS = "M"
MATRIX: dict[str, tuple[Any, ...]] = {
    "outreach:calls": (RINGS,),
    "outreach:call": (RINGS,),
    "outreach:take-call": (RINGS, "post"),
    "outreach:leave-call": (RINGS, "post"),
    "outreach:undo-call": (RINGS, "post"),
}
BY_LINK: set[str] = {"outreach:invite"}
