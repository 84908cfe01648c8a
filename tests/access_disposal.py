"""Who may open what of disposal and legal hold, as tests/access.py says it of everything."""

from typing import Any

DECIDES = "KMA"
MATRIX: dict[str, tuple[Any, ...]] = {
    "patients:disposals": (DECIDES,),
    "patients:draw-up-disposal": (DECIDES, "post"),
    "patients:disposal": (DECIDES,),
    "patients:approve-disposal": (DECIDES,),
    "patients:withdraw-disposal": (DECIDES,),
    "patients:take-off-disposal": (DECIDES,),
    "patients:put-back-disposal": (DECIDES, "post"),
    "patients:holds": (DECIDES,),
    "patients:set-hold": (DECIDES,),
    "patients:review-hold": (DECIDES,),
    "patients:lift-hold": (DECIDES,),
}
