"""What a questionnaire's file says: read into values that answer, or refused with every problem and its place."""

from activation.definition.answers import Value, WrongAnswer, refuse_wrong
from activation.definition.file import MOST_BYTES, parse
from activation.definition.form import (
    Band,
    Change,
    Cutset,
    Definition,
    Item,
    NoWording,
    Option,
    Scoring,
    Stage,
    Words,
)
from activation.definition.problems import Problem, WrongFile
from activation.definition.reading import read
from activation.definition.standing import definition_of

__all__ = [
    "MOST_BYTES",
    "Band",
    "Change",
    "Cutset",
    "Definition",
    "Item",
    "NoWording",
    "Option",
    "Problem",
    "Scoring",
    "Stage",
    "Value",
    "Words",
    "WrongAnswer",
    "WrongFile",
    "definition_of",
    "parse",
    "read",
    "refuse_wrong",
]
