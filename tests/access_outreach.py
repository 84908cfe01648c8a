"""Who may open what of outreach/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

FINDS = "COM"
INVITES = "CO"
RINGS = "CLO"
ALLOWS = "M"
MATRIX: dict[str, tuple[Any, ...]] = {}
BY_LINK: set[str] = {"outreach:invite"}
