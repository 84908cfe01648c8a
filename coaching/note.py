"""What is written up about a session, as plain values between a form and an action."""

import dataclasses
import datetime as dt
from typing import ClassVar

from coaching.models import Goal, Step
from practice.models import Membership

# Columns of a session that hold words, in the order of the conversation.
TEXTS = (
    *("who_was_there", "what_matters", "their_topics", "our_topics", "topic_today", "goal_words", "goal_why"),
    *("importance_because", "reality", "options", "next_step", "step_where", "step_when", "step_how_often"),
    *("said_back", "confidence_help", "teach_back_words", "connect_words", "notes"),
)
PICKED = (
    *(
        "mode",
        "seen_alone",
        "interpreter",
        "asked_permission",
        "importance",
        "confidence",
        "confidence_after",
    ),
    *("teach_back", "connect", "connect_agreed", "sensitive", "not_to_gp", "codes_only"),
)
# What may be said of a part.
MARKS = ("third_party", "not_for_patient")


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What came of a step that was agreed before."""

    step: Step
    outcome: str
    learned: str = ""
    celebrated: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """The words that a coach signs, and what they make of goals and steps.

    `goal` is an open goal that was worked on; words in `goal_words` without one make a new goal.
    """

    COLUMNS: ClassVar = (*TEXTS, *PICKED, "marks")

    mode: str
    who_was_there: str = ""
    seen_alone: str = ""
    interpreter: str = ""
    what_matters: str = ""
    their_topics: str = ""
    our_topics: str = ""
    topic_today: str = ""
    asked_permission: bool = False
    goal_words: str = ""
    goal_why: str = ""
    importance: int | None = None
    importance_because: str = ""
    reality: str = ""
    options: str = ""
    next_step: str = ""
    step_where: str = ""
    step_when: str = ""
    step_how_often: str = ""
    said_back: str = ""
    confidence: int | None = None
    confidence_help: str = ""
    confidence_after: int | None = None
    teach_back: str = ""
    teach_back_words: str = ""
    connect: str = ""
    connect_words: str = ""
    connect_agreed: bool = False
    notes: str = ""
    marks: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    sensitive: bool = False
    not_to_gp: bool = False
    codes_only: bool = False
    readers: tuple[Membership, ...] = ()
    told: tuple[Told, ...] = ()
    ended: tuple[tuple[Goal, str], ...] = ()
    ratings: tuple[tuple[Goal, int], ...] = ()
    goal: Goal | None = None
    goal_scale: dict[str, str] = dataclasses.field(default_factory=dict)
    goal_attained: int | None = None
    over_pace: tuple[str, ...] = ()  # "goals", "steps": what is more at once than the pace allows
    over_pace_because: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name).strip() for name in TEXTS)

    @property
    def makes_goal(self) -> bool:
        return bool(self.goal_words.strip())

    @property
    def makes_step(self) -> bool:
        return bool(self.next_step.strip())

    @property
    def last_confidence(self) -> int | None:
        """The second score, where it was asked again."""
        return self.confidence if self.confidence_after is None else self.confidence_after


@dataclasses.dataclass(frozen=True, slots=True)
class NextContact:
    """What comes after: a contact by a day and a way, or why there is none."""

    due_on: dt.date | None = None
    channel: str = ""
    words: str = ""
    none_because: str = ""
    they_contact_us: bool = False
    if_it_goes_wrong: str = ""
