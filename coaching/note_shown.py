"""What the page of a note needs beside its fields: rows of steps and goals, marks, what stands open."""

import dataclasses
from typing import Any

from django.forms.boundfield import BoundField

from coaching.models import Goal, Step
from coaching.note import MARKS
from coaching.note_fields import MARKED
from coaching.note_form import NoteAsTyped, NoteForm
from coaching.note_parts import FOLDED, MARKED_IN
from coaching.words import BY_ROW

SAID = {"third_party": "Third-party words", "not_for_patient": "Do not show the patient"}


@dataclasses.dataclass(frozen=True, slots=True)
class ToldRow:
    """An open step, and where to write what came of it."""

    step: Step
    outcome: BoundField
    learned: BoundField
    celebrated: BoundField


@dataclasses.dataclass(frozen=True, slots=True)
class GoalRow:
    """An open goal, how far it has come and whether it is over."""

    goal: Goal
    attained: BoundField
    ended: BoundField
    touched: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Marks:
    """The boxes of one step of the conversation."""

    rows: list[dict[str, Any]]

    @property
    def any(self) -> bool:
        return any(box["ticked"] for row in self.rows for box in row["boxes"])

    @property
    def said(self) -> str:
        return ", ".join(row["label"].lower() for row in self.rows)


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """Round the form: `shown.told`, `shown.marks.goal`, `shown.open.topics`."""

    told: list[ToldRow]
    goals: list[GoalRow]
    elsewhere: list[BoundField]
    marks: dict[str, Marks]
    open: dict[str, bool]


def shown_of(form: NoteForm | NoteAsTyped) -> Shown:
    here = form.rows_of_aims()
    return Shown(
        told=[
            ToldRow(step, *(form[f"{part}_{step.pk}"] for part in ("outcome", "learned", "celebrated")))
            for step in form.aims.steps
        ],
        goals=[goal_row(form, goal) for goal in form.aims.goals],
        elsewhere=[form[name] for name in form.fields if BY_ROW.fullmatch(name) and name not in here],
        marks={name: marks_of(form, parts) for name, parts in MARKED_IN.items()},
        open={name: any(is_touched(form, field) for field in fields) for name, fields in FOLDED.items()},
    )


def goal_row(form: NoteForm, goal: Goal) -> GoalRow:
    attained, ended = f"attained_{goal.pk}", f"ended_{goal.pk}"
    return GoalRow(goal, form[attained], form[ended], is_touched(form, attained) or is_touched(form, ended))


def is_touched(form: NoteForm, name: str) -> bool:
    """It holds something, or something is wrong with it."""
    return form[name].value() not in (None, "", False, []) or bool(form[name].errors)


def marks_of(form: NoteForm, parts: tuple[str, ...]) -> Marks:
    ticked = {kind: form[kind].value() or [] for kind in MARKS}
    return Marks(
        [
            {
                "part": part,
                "label": MARKED[part],
                "boxes": [
                    {"name": kind, "label": SAID[kind], "ticked": part in ticked[kind]} for kind in MARKS
                ],
            }
            for part in parts
        ]
    )
