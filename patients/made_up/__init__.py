"""Made-up people for the demo, the tests and the bench: nobody here exists."""

from .cast import OMAR, PAT
from .everybody import people
from .listing import ANCHOR, DEMO_SEED, bulk_rows
from .person import (
    Alert,
    Circumstance,
    Condition,
    Consent,
    ContactPoint,
    Core,
    MadeUpPerson,
    Need,
    Supporter,
)
from .places import write_deprivation

__all__ = [
    "ANCHOR",
    "DEMO_SEED",
    "OMAR",
    "PAT",
    "Alert",
    "Circumstance",
    "Condition",
    "Consent",
    "ContactPoint",
    "Core",
    "MadeUpPerson",
    "Need",
    "Supporter",
    "bulk_rows",
    "people",
    "write_deprivation",
]
