"""The measuring engine: Rasch models for answers with ordered options, on numpy alone.

`calibrate` turns answers into item parameters, `score_person` and `score_many` turn answers into scores under a
frozen calibration; `level_probabilities` and `change` say what a score and two scores of one person mean.
Measures and standard errors are in logits, scores in points of 0-100. Nothing here knows a database or a clock.
"""

from .answers import BadAnswers
from .calibrating import calibrate
from .calibration import BadCalibration, CalibratedItem, Calibration, ItemDifference
from .changes import Change, change, group_change, provisional_mic, uncalibrated_change
from .checks import TooFew
from .levels import bookmark, level_of, level_probabilities, percent_of_maximum
from .linking import Link, link
from .newton import NotEstimable
from .report import Report, andersen, examine, without_flagged
from .scoring import Scored, ScoredMany, score_many, score_person
from .second_opinion import Mantel, mantel

__all__ = [
    "BadAnswers",
    "BadCalibration",
    "CalibratedItem",
    "Calibration",
    "Change",
    "ItemDifference",
    "Link",
    "Mantel",
    "NotEstimable",
    "Report",
    "Scored",
    "ScoredMany",
    "TooFew",
    "andersen",
    "bookmark",
    "calibrate",
    "change",
    "examine",
    "group_change",
    "level_of",
    "level_probabilities",
    "link",
    "mantel",
    "percent_of_maximum",
    "provisional_mic",
    "score_many",
    "score_person",
    "uncalibrated_change",
    "without_flagged",
]
