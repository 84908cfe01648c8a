"""The write-up of a session: one screen in the order of a conversation, nothing of it forced."""

import dataclasses
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict

from coaching.aims import Aims
from coaching.follow_up_form import FollowUpForm, InARow
from coaching.models import Session
from coaching.note import MARKS, PICKED, TEXTS, NextContact, Note, Told
from coaching.note_fields import (
    ATTAINED,
    IMPORTANT,
    MARKED,
    SCALE,
    SURE,
    ColleaguesField,
    line,
    mark,
    one_of,
    out_of_ten,
    outcome_of,
    state_of,
    tick,
    words,
)
from coaching.words import BY_ROW, PARTS, Typed, as_data
from practice.widgets import Checkboxes

EMPTY = "Write what matters to them, notes or a next step: a note without words cannot be signed"
NO_STEP = "There is no next step. Write it, or press “Finish: no step agreed” at the end of the page"
NOTED_MEANWHILE = "This was noted elsewhere meanwhile. Take what you still need into the notes, then clear it"
NO_OUTCOME = "Choose what came of this step, or clear what was learned"
NO_GOAL = "Write the goal that this scale belongs to, or choose one above"
SHOWN_AS = (("numbers", "Numbers"), ("words", "Words"), ("pictures", "Pictures"))


class NoteFields(FollowUpForm):
    """Every field of a note. The order of the page is in words.PARTS."""

    who_was_there = line("Who was there", hint="Besides the two of you")
    seen_alone = one_of("Seen alone for some of the time", Session.SeenAlone.choices)
    interpreter = one_of("Interpreter", Session.Interpreter.choices, nothing="None")
    what_matters = words("What matters to them", rows=3, hint="In their own words")
    their_topics = words("What they want to talk about", rows=2)
    our_topics = words("What we would like to talk about", rows=2)
    topic_today = line("Chosen for today", most=300)
    asked_permission = tick("I asked whether that is all right")
    goal = forms.ChoiceField(label="Which goal is this about", required=False, widget=InARow)
    goal_words = words("A new goal, in their words", rows=2)
    goal_why = words("Why it matters in their life", rows=2)
    scale_much_less, scale_less, scale_hoped, scale_more, scale_much_more = (
        line(f"{at:+d}: {means}" if at else f"0: {means}", most=300) for _name, at, means in SCALE
    )
    goal_attained = forms.ChoiceField(
        label="Where they are now", choices=[("", "Not asked today"), *ATTAINED], required=False
    )
    shown_as = forms.ChoiceField(label="Show the scales as", choices=SHOWN_AS, required=False, widget=InARow)
    importance = out_of_ten("How important is this to them now?", IMPORTANT)
    importance_because = words("What would make it matter more? Or perhaps not this goal now?", rows=2)
    reality = words("Reality", rows=3, hint="Strengths, people, what has been tried, what gets in the way")
    options = words("Options", rows=3, hint="A short menu if they want one, and what they pick")
    next_step = words("Next step", rows=2, hint="One specific thing that they will do")
    step_where = line("Where")
    step_when = line("When")
    step_how_often = line("How often")
    said_back = words("Said back in their own words", rows=2)
    over_pace_because = line("Why is more at once right for them now?")
    confidence = out_of_ten("How sure are they that they can do it?", SURE)
    confidence_help = words("What would make the step smaller, or what help would they need?", rows=2)
    confidence_after = out_of_ten("And how sure are they now?", SURE)
    teach_back = one_of("Teach-back", Session.TeachBack.choices)
    teach_back_words = words("What they said", rows=2)
    connect = one_of("Connect", Session.Connect.choices)
    connect_words = words("To what or whom", rows=2)
    connect_agreed = tick("They agree to this")
    they_contact_us = tick("They contact us, not we them")
    if_it_goes_wrong = line("What if it goes wrong", most=300, hint="Whom they ring, what they try instead")
    notes = words("Notes", rows=5)
    third_party = mark("Third-party words")
    not_for_patient = mark("Do not show the patient")
    mode = forms.ChoiceField(
        label="How you met",
        choices=Session.Mode.choices,
        widget=InARow,
        error_messages={"required": "Choose how you met"},
    )
    sensitive = tick("This note is sensitive", "Only you and the people you name can read it")
    readers = ColleaguesField(queryset=None, label="Who else may read it", required=False, widget=Checkboxes)
    not_to_gp = tick("Do not send a summary to the GP")
    codes_only = tick("Send only codes to the GP, no words")

    field_order = tuple(PARTS)  # what is wrong is listed in the order of the page


class NoteForm(NoteFields):
    """What was typed becomes a note; all that is missing is said at once."""

    asks_for_step = False
    asks_for_pace: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, colleagues: Any, aims: Aims, also: Typed | None = None, **kwargs: Any
    ) -> None:
        """`also`: another version of the same note, whose parts are to be shown beside this one's."""
        super().__init__(*args, **kwargs)
        self.aims = aims
        cast(ColleaguesField, self.fields["readers"]).queryset = colleagues
        goals = [*((str(goal.pk), goal.words) for goal in aims.goals), ("", "None of these")]
        cast(forms.ChoiceField, self.fields["goal"]).choices = goals
        rows = self.rows_of_aims() | {name for name in (*self.data, *(also or ())) if BY_ROW.fullmatch(name)}
        self.add_rows(sorted(rows, key=lambda name: (name.partition("_")[0], name)))

    def rows_of_aims(self) -> set[str]:
        """The parts that today's open steps and goals ask for."""
        steps = {f"{part}_{step.pk}" for step in self.aims.steps for part in outcome_of(step)}
        return steps | {f"{part}_{goal.pk}" for goal in self.aims.goals for part in state_of(goal)}

    def add_rows(self, names: list[str]) -> None:
        """A field for each; one about a row that is open no more says so when it is signed."""
        steps = {str(step.pk): step for step in self.aims.steps}
        goals = {str(goal.pk): goal for goal in self.aims.goals}
        for name in names:
            part, _, key = name.partition("_")
            fields = state_of(goals.get(key)) if part in ("attained", "ended") else outcome_of(steps.get(key))
            self.fields[name] = fields[part]
        self.order_fields([*names, *PARTS])

    def clean(self) -> dict[str, Any]:
        """A note has words; one without a next step asks once whether none was agreed."""
        said = super().clean()
        if not any(said.get(name) or name in self.errors for name in TEXTS):
            self.add_error("what_matters", EMPTY)
        if said.get("next_step") == "" and not self.says_no_step:
            self.asks_for_step = True
            self.add_error("next_step", NO_STEP)
        self.check_rows(said)
        self.check_pace(said)
        return said

    def check_rows(self, said: dict[str, Any]) -> None:
        """Words about a step or a goal that somebody else has settled meanwhile."""
        here = self.rows_of_aims()
        for name in [name for name in self.fields if BY_ROW.fullmatch(name) and name not in here]:
            if said.get(name):
                self.add_error(name, NOTED_MEANWHILE)
        for step in self.aims.steps:
            words = said.get(f"learned_{step.pk}") or said.get(f"celebrated_{step.pk}")
            if words and not said.get(f"outcome_{step.pk}"):
                self.add_error(f"outcome_{step.pk}", NO_OUTCOME)
        scaled = said.get("goal_attained") or any(said.get(name) for name, _at, _means in SCALE)
        if scaled and not said.get("goal_words") and not said.get("goal"):
            self.add_error("goal_words", NO_GOAL)

    def check_pace(self, said: dict[str, Any]) -> None:
        """More at once than was agreed asks why, once."""
        note = self.note_of(said)
        over = self.aims.over_with(note)
        self.asks_for_pace = tuple(over)
        if over and not said.get("over_pace_because") and "over_pace_because" not in self.errors:
            self.add_error("over_pace_because", self.aims.why_asked(note))

    @property
    def says_no_step(self) -> bool:
        """The press that answers the question, or the page that remembers it."""
        return "no_step" in self.data

    @property
    def note(self) -> Note:
        note = self.note_of(self.cleaned_data)
        return dataclasses.replace(note, over_pace=tuple(self.aims.over_with(note)))

    def note_of(self, said: dict[str, Any]) -> Note:
        """The values of the note; what is wrong stands as nothing until it is mended."""
        plain: dict[str, Any] = {name: said.get(name, "") for name in (*TEXTS, *PICKED)}
        return Note(
            **plain,
            marks=marks_in(said),
            readers=tuple(said.get("readers") or ()),
            told=tuple(self.told_in(said)),
            ended=tuple((goal, how) for goal in self.aims.goals if (how := said.get(f"ended_{goal.pk}"))),
            ratings=tuple(
                (goal, int(at)) for goal in self.aims.goals if (at := said.get(f"attained_{goal.pk}"))
            ),
            goal=next((goal for goal in self.aims.goals if str(goal.pk) == said.get("goal")), None),
            goal_scale={str(at): said[name] for name, at, _means in SCALE if said.get(name)},
            goal_attained=int(said["goal_attained"]) if said.get("goal_attained") else None,
            over_pace_because=said.get("over_pace_because", ""),
        )

    def told_in(self, said: dict[str, Any]) -> list[Told]:
        """What came of each open step of which something came."""
        return [
            Told(
                step=step,
                outcome=outcome,
                learned=said.get(f"learned_{step.pk}", ""),
                celebrated=bool(said.get(f"celebrated_{step.pk}")),
            )
            for step in self.aims.steps
            if (outcome := said.get(f"outcome_{step.pk}"))
        ]

    @property
    def next_contact(self) -> NextContact:
        said = self.cleaned_data
        return dataclasses.replace(
            super().next_contact,
            they_contact_us=said["they_contact_us"],
            if_it_goes_wrong=said["if_it_goes_wrong"],
        )


def marks_in(said: dict[str, Any]) -> dict[str, list[str]]:
    """For each marked part, what is said about it."""
    found = {part: [kind for kind in MARKS if part in (said.get(kind) or ())] for part in MARKED}
    return {part: kinds for part, kinds in found.items() if kinds}


class NoteAsTyped(NoteForm):
    """The same, showing what was typed as it was typed, before anybody asks whether it is right."""

    def __init__(self, fields: Typed, *, wrong: str = "", **kwargs: Any) -> None:
        super().__init__(as_data(fields), **kwargs)
        if wrong:
            self.add_error(None, wrong)

    def full_clean(self) -> None:
        self._errors, self.cleaned_data = ErrorDict(), {}
