"""Who may open what of insight/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

EVERYBODY = "CKLOMA"
TAKES = "CM"
NAMES = "CKL"
MATRIX: dict[str, tuple[Any, ...]] = {
    "insight:flow": (EVERYBODY,),
    "insight:behind-measure": (NAMES, "get", {"of": "sessions"}),
    "insight:definitions": (EVERYBODY,),
    "insight:fairness": (EVERYBODY,),
    "insight:network": (EVERYBODY,),
    "insight:file": (EVERYBODY, "get", {"page": "flow"}),
}
