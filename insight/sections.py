"""The pages of figures, as the line of links at the top of each: those that this member may open."""

from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request

# Label, URL name, permission, and whether it is about one practice or all of mine.
SECTIONS: tuple[tuple[str, str, Permission, str], ...] = (
    ("Overview", "insight:dashboard", Permission.SEE_FIGURES, "practice"),
    ("How far people come", "insight:way", Permission.SEE_FIGURES, "practice"),
    ("Load and flow", "insight:flow", Permission.SEE_FIGURES, "practice"),
    ("Who was measured", "insight:coverage", Permission.SEE_FIGURES, "practice"),
    ("What changed", "insight:change", Permission.SEE_FIGURES, "practice"),
    ("Fairness", "insight:fairness", Permission.SEE_FIGURES, "practice"),
    ("Gaps in services", "insight:gaps", Permission.SEE_GAPS, "practice"),
    ("All my practices", "insight:network", Permission.SEE_FIGURES, "mine"),
    ("Charts", "insight:charts", Permission.IMPROVE, "practice"),
    ("Improvement", "insight:improvement", Permission.IMPROVE, "practice"),
    ("What is counted", "insight:definitions", Permission.SEE_FIGURES, "practice"),
)


def sections(request: Request, current: str) -> list[tuple[str, str, bool]]:
    """Label, address, and whether it is the page that stands open.

    On a page of several practices such pages only; who belongs to one finds all of its pages there, too.
    """
    here = request.practice or (request.practices[0] if len(request.practices) == 1 else None)
    return [
        (label, address(name, *([here.ods_code] if here and scope == "practice" else [])), name == current)
        for label, name, permission, scope in SECTIONS
        if permission in request.permissions and (scope == "mine" or here)
    ]
