"""Reads a practice's list as its clinical system exported it. Plain values only: no database, no clock."""

from .conditions import Condition
from .counts import Counts
from .headings import FIELDS, LABELS
from .limits import Limits
from .line import Row
from .mapping import DATE_ORDERS, Column, Mapping
from .reading import Reading, TooLittle, read_list
from .refused import RefusedLine, as_csv
from .words import Problem, Unreadable

__all__ = [
    "DATE_ORDERS",
    "FIELDS",
    "LABELS",
    "Column",
    "Condition",
    "Counts",
    "Limits",
    "Mapping",
    "Problem",
    "Reading",
    "RefusedLine",
    "Row",
    "TooLittle",
    "Unreadable",
    "as_csv",
    "read_list",
]
