"""What people type about goals, steps, pace and phrases outside a session."""

from typing import Any

from django import forms

from coaching.follow_up_form import InARow
from coaching.models import Goal, Pace, Step
from coaching.note import Told
from coaching.note_fields import line, tick, words


class EndGoalForm(forms.Form):
    """How a goal ended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label="How did it end?",
        choices=Goal.End.choices,
        widget=InARow,
        error_messages={"required": "Choose how the goal ended"},
    )


class LapseForm(forms.Form):
    """What they do in a bad week."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lapse_plan = words(
        "What they do in a bad week", rows=3, hint="In their words: who helps, what is enough for now"
    )


class ToldForm(forms.Form):
    """What came of a step, told outside a session."""

    outcome = forms.ChoiceField(
        label="What came of it",
        choices=Step.Outcome.choices,
        widget=InARow,
        error_messages={"required": "Choose what came of it"},
    )
    learned = words("What was learned", rows=2)
    celebrated = tick("Celebrated together")

    say_optional = False

    def told(self, step: Step) -> Told:
        said: dict[str, Any] = self.cleaned_data
        return Told(step, said["outcome"], said["learned"], said["celebrated"])


class PaceForm(forms.Form):
    """How much at once."""

    pace = forms.ChoiceField(choices=Pace.Kind.choices)


class PhraseForm(forms.Form):
    """Words to use again, and a name to find them by."""

    title = line("Name", most=60, hint="For example, Asking permission")
    words = words("Words", rows=3, required=True, missing="Write the words of the phrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = "Give the phrase a name"
