"""Who may open what of prescribing/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

EDITS = "CKLO"
HOLDS = "CKL"
MATRIX: dict[str, tuple[Any, ...]] = {
    "prescribing:find-service": ("CL",),
    "prescribing:service-for": ("CL",),
    "prescribing:told": (EDITS, "post"),
    "prescribing:signpost": (EDITS,),
    "prescribing:told-in-error": (EDITS, "post"),
    "prescribing:placement": ("CL",),
    "prescribing:agree": ("CL",),
    "prescribing:send": ("CL",),
    "prescribing:withdraw": ("CL",),
    "prescribing:end-agreement": ("CL", "post"),
    "prescribing:add-gap": ("CL",),
    "prescribing:gaps": ("LM",),
    "prescribing:gaps-file": ("LM",),
    "prescribing:end-gap": ("CL",),
    "prescribing:answers": ("CL",),
    "prescribing:answers-read": ("CL", "post"),
    "prescribing:note-answer": ("CL",),
}
# Behind a signed link.
BY_LINK = {
    "prescribing:provider",
    "prescribing:provider-answer",
    "prescribing:provider-places",
    "prescribing:provider-thanks",
    "prescribing:got-there",
    "prescribing:got-there-no",
    "prescribing:got-there-help",
    "prescribing:got-there-thanks",
}
