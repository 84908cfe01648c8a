"""Charts for improvement, as arithmetic: centre lines, limits, and what is more than the usual ups and downs.

Pure: plain numbers in, plain numbers out. A period without a value is left out and its neighbours follow one
another; a period whose value is hidden breaks every run, because nobody can see on which side it lies.
"""

from insight.spc.phases import Phase, phases
from insight.spc.reading import ENOUGH_FOR_LIMITS, Part, Reading, Value, read
from insight.spc.signals import Cause, Group, Lines, Signal

__all__ = [
    "ENOUGH_FOR_LIMITS",
    "Cause",
    "Group",
    "Lines",
    "Part",
    "Phase",
    "Reading",
    "Signal",
    "Value",
    "phases",
    "read",
]
