"""What patients/ remembers: the people on a practice's list and all that helps to reach them well."""

from patients.models.areas import Area, Place
from patients.models.asking import HelpAsked
from patients.models.care import Alert, Circumstance, Condition, Consent, Need, Supporter
from patients.models.contact import ContactPoint
from patients.models.disposal import DisposalCount, DisposalLine, DisposalList, Disposed, LegalHold
from patients.models.glass import GlassBreak, RecordBlock
from patients.models.imports import ImportChange, ImportFinding, ImportMapping, ImportProgress, ImportRun
from patients.models.leaving import Leaving
from patients.models.merging import Merge, MergeMove
from patients.models.person import Patient, Surname
from patients.models.summary import Summary

__all__ = [
    "Alert",
    "Area",
    "Circumstance",
    "Condition",
    "Consent",
    "ContactPoint",
    "DisposalCount",
    "DisposalLine",
    "DisposalList",
    "Disposed",
    "GlassBreak",
    "HelpAsked",
    "ImportChange",
    "ImportFinding",
    "ImportMapping",
    "ImportProgress",
    "ImportRun",
    "Leaving",
    "LegalHold",
    "Merge",
    "MergeMove",
    "Need",
    "Patient",
    "Place",
    "RecordBlock",
    "Summary",
    "Supporter",
    "Surname",
]
