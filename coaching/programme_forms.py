"""What people type to set a programme up, and how much a colleague can carry."""

from typing import Any

from django import forms

from coaching.models import Programme, ProgrammeMeasure
from practice.widgets import Checkboxes

Moment = ProgrammeMeasure.Moment


class ProgrammeForm(forms.Form):
    """What it is called, what for, for whom, how many sessions, and what is asked when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Name", max_length=80, error_messages={"required": "Give the programme a name"}
    )
    aim = forms.CharField(
        label="What it is for", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    who_for = forms.CharField(
        label="Who it is for", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    sessions_planned = forms.IntegerField(
        label="How many sessions are planned",
        min_value=1,
        max_value=60,
        initial=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-2"}),
        error_messages={
            "invalid": "Enter a number of sessions, like 6",
            "min_value": "There must be at least 1 session",
            "max_value": "There can be at most 60 sessions",
        },
    )

    say_optional = False

    def __init__(self, *args: Any, instruments: list[tuple[str, str]], **kwargs: Any) -> None:
        """A question for each moment, with the questionnaires in use here by their short names."""
        super().__init__(*args, **kwargs)
        for moment in Moment:
            self.fields[f"asked_{moment.value}"] = forms.MultipleChoiceField(
                label=f"Questionnaires: {moment.label.lower()}",
                choices=instruments,
                required=False,
                widget=Checkboxes,
            )

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        asked = {(key, moment.value) for moment in Moment for key in said[f"asked_{moment.value}"]}
        names = ("name", "aim", "who_for", "sessions_planned")
        return {**{name: said[name] for name in names}, "measures": asked}


def as_it_stands(programme: Programme, measures: list[ProgrammeMeasure]) -> dict[str, Any]:
    """What the form shows of a programme that is offered already."""
    names = ("version", "name", "aim", "who_for", "sessions_planned")
    asked: dict[str, list[str]] = {f"asked_{moment.value}": [] for moment in Moment}
    for measure in measures:
        asked[f"asked_{measure.moment}"].append(measure.instrument)
    return {**{name: getattr(programme, name) for name in names}, **asked}


class CapacityForm(forms.Form):
    """A number of points."""

    points = forms.IntegerField(
        label="How many points they can carry",
        min_value=0,
        max_value=1000,
        help_text="A light person counts 1 point, a usual one 2, a heavy one 3",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-4"}),
        error_messages={
            "required": "Enter a number of points, like 60",
            "invalid": "Enter a number of points, like 60",
            "min_value": "The number of points cannot be less than 0",
            "max_value": "The number of points must be 1000 or fewer",
        },
    )
