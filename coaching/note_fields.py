"""The fields of a note: plain boxes that take dictation, short choices, and a scale shown in three ways."""

from typing import Any

from django import forms

from coaching.follow_up_form import InARow
from coaching.models import Goal, Step
from coaching.words import LONGEST
from practice.models import Membership
from practice.widgets import Scale, ScaleField

SCALE = (  # the input, where it stands, what it means
    ("scale_much_less", -2, "Much less than hoped for"),
    ("scale_less", -1, "Less than hoped for"),
    ("scale_hoped", 0, "What is hoped for"),
    ("scale_more", 1, "More than hoped for"),
    ("scale_much_more", 2, "Much more than hoped for"),
)
ATTAINED = tuple((str(at), f"{at:+d}: {means}" if at else f"0: {means}") for _name, at, means in SCALE)
# The parts that may carry a mark, as the page calls them.
MARKED = {
    "what_matters": "What matters",
    "their_topics": "Their topics",
    "our_topics": "Our topics",
    "goal_words": "The goal",
    "goal_why": "Why it matters",
    "importance_because": "About importance",
    "reality": "Reality",
    "options": "Options",
    "next_step": "Next step",
    "said_back": "Said back",
    "confidence_help": "About confidence",
    "teach_back_words": "Teach-back",
    "connect_words": "Connect",
    "notes": "Notes",
}


class ColleaguesField(forms.ModelMultipleChoiceField):
    """Some of the people who work here."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


def words(
    label: str, *, rows: int = 4, hint: str = "", required: bool = False, missing: str = ""
) -> forms.CharField:
    """A field for more than one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"{label} must be 20,000 characters or fewer"},
    )


def line(label: str, *, most: int = 200, hint: str = "") -> forms.CharField:
    """A field for one line."""
    said = {"max_length": f"{label} must be {most} characters or fewer"}
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, error_messages=said)


def one_of(label: str, choices: Any, *, nothing: str = "Not noted", hint: str = "") -> forms.ChoiceField:
    """A short choice that can be taken back."""
    offered = [*choices, ("", nothing)]
    return forms.ChoiceField(label=label, choices=offered, required=False, widget=InARow, help_text=hint)


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


class InThreeWays(Scale):
    """The same numbers as words and as pictures: `said` names a few of them."""

    def __init__(self, *args: Any, said: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, low=said[0], high=said[10], **kwargs)
        self.said = said

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        value = str(option["value"])
        option["said"] = self.said.get(int(value), "") if value else ""
        option["full"] = 2 * int(value) if value else 0  # how high the picture is filled, out of twenty
        option["top"] = 22 - option["full"]
        return option


def out_of_ten(label: str, said: dict[int, str], hint: str = "") -> ScaleField:
    """0 to 10, or not asked."""
    return ScaleField(label=label, required=False, help_text=hint, widget=InThreeWays(said=said))


IMPORTANT = {0: "Not at all", 3: "A little", 5: "Quite", 8: "Very", 10: "More than anything"}
SURE = {0: "Not at all sure", 3: "A little sure", 5: "Half sure", 8: "Very sure", 10: "Certain"}


def mark(label: str) -> forms.MultipleChoiceField:
    """Which parts of the note carry a mark; the boxes stand beside the parts."""
    return forms.MultipleChoiceField(label=label, choices=list(MARKED.items()), required=False)


def outcome_of(step: Step | None) -> dict[str, forms.Field]:
    """What came of one step, what was learned, and a tick for joy; by their part of the name."""
    about = f": {step.what}" if step else " (an earlier step)"
    return {
        "outcome": one_of(f"What came of it{about}", Step.Outcome.choices, nothing="Not told yet"),
        "learned": words(f"What was learned{about}", rows=2),
        "celebrated": tick("Celebrated together"),
    }


def state_of(goal: Goal | None) -> dict[str, forms.Field]:
    """How far on one goal, and whether it is over; by their part of the name."""
    about = f": {goal.words}" if goal else " (an earlier goal)"
    scale = goal.scale if goal else {}
    offered = [(at, f"{at}: {scale[at]}" if scale.get(at) else means) for at, means in ATTAINED]
    return {
        "attained": forms.ChoiceField(
            label=f"How far they have come{about}",
            choices=[("", "Not asked today"), *offered],
            required=False,
        ),
        "ended": forms.ChoiceField(
            label=f"Is it over{about}", choices=[("", "No, it stays open"), *Goal.End.choices], required=False
        ),
    }
