"""What a finished note holds, as plain values: all that the outputs may know."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

THIRD_PARTY, NOT_FOR_PATIENT = "third_party", "not_for_patient"
# A mark on a part covers what only says more about it.
COVERS = {
    "goal_words": ("goal_why",),
    "next_step": ("step_where", "step_when", "step_how_often", "said_back"),
    "importance": ("importance_because",),
    "confidence": ("confidence_help",),
    "teach_back": ("teach_back_words",),
    "connect": ("connect_words",),
}
COVERED_BY = {part: whole for whole, parts in COVERS.items() for part in parts}


@dataclasses.dataclass(frozen=True, slots=True)
class Next:
    """The follow-up: who is in touch with whom, how and when."""

    on: dt.date
    channel: str
    channel_words: str
    owner: str
    words: str = ""
    they_contact_us: bool = False
    if_it_goes_wrong: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of the installation's codes."""

    means: str
    code: str
    term: str
    confirmed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """One note, the person it is about, and where and by whom it was written.

    Choices stand here in their words ("Phone", not "phone"), for outputs only ever show them; `connect` is asked
    about too, so its words are `connect_as`.
    """

    name: str
    called: str
    birth_date: dt.date
    nhs_number: str
    practice: str
    telephone: str
    coach: str
    coach_role: str
    held_on: dt.date
    mode: str
    signed_by: str
    signed_at: dt.datetime
    restricted: bool = False
    contact_with_care: bool = False
    large_print: bool = False
    easy_read: bool = False
    agreed_to_more_words: bool = False
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
    lapse_plan: str = ""
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
    connect_as: str = ""
    connect_words: str = ""
    connect_agreed: bool = False
    notes: str = ""
    no_follow_up_because: str = ""
    next: Next | None = None
    marks: Mapping[str, Iterable[str]] = dataclasses.field(default_factory=dict)
    sensitive: bool = False
    risk: bool = False
    not_to_gp: bool = False
    codes_only: bool = False
    codes: tuple[CodeRow, ...] = ()

    def is_marked(self, part: str, *marks: str) -> bool:
        """Whether this part, or the part that it belongs to, carries one of these marks."""
        places = (part, COVERED_BY.get(part, part))
        return any(mark in self.marks.get(place, ()) for place in places for mark in marks)

    @property
    def sure(self) -> int | None:
        """How sure the person is: as it stood at the end."""
        return self.confidence if self.confidence_after is None else self.confidence_after

    @property
    def is_delicate(self) -> bool:
        """Anything in it that should not be read over somebody's shoulder, or by another person online."""
        marked = any(mark for marks in self.marks.values() for mark in marks)
        return marked or self.sensitive or self.risk


# How a part that was left out is called, on the page where somebody decides whether to give the rest.
PARTS = {
    "what_matters": "what matters to them",
    "their_topics": "what they wanted to talk about",
    "our_topics": "what we wanted to talk about",
    "goal_words": "the goal",
    "goal_why": "why the goal matters",
    "importance_because": "why it is that important",
    "reality": "how things are",
    "options": "the options",
    "next_step": "the next step",
    "step_where": "where",
    "step_when": "when",
    "step_how_often": "how often",
    "said_back": "the step as they said it back",
    "confidence_help": "what would make them more sure",
    "teach_back_words": "what they said back",
    "connect_words": "the group or service",
    "notes": "the free notes",
    "lapse_plan": "the plan for a setback",
    "if_it_goes_wrong": "what helps if it goes wrong",
    "practice": "the practice and its telephone",
}


@dataclasses.dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that is in the note and not in this output, and why."""

    part: str
    because: str

    def __str__(self) -> str:
        return f"{PARTS[self.part]} ({self.because})"


BECAUSE = {THIRD_PARTY: "marked: third party", NOT_FOR_PATIENT: "marked: not for the patient"}


def why_marked(facts: Facts, part: str, *marks: str) -> str:
    """The first of these marks on the part, in words; empty where there is none."""
    return next((BECAUSE[mark] for mark in marks if facts.is_marked(part, mark)), "")
