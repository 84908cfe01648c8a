"""What people type about the parts of a project: drivers, measures, cycles."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet

from insight.catalogue import MEASURES
from insight.models import Chart, Cycle, Driver, ProjectMeasure
from insight.project_forms import Locked, area
from practice.widgets import DateField, Radios

NUMERIC = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
NUMBER = {"class": "nhsuk-input--width-5", "inputmode": "decimal"}
ABOUT_KINDS = {
    ProjectMeasure.Kind.OUTCOME: "What the aim is about",
    ProjectMeasure.Kind.PROCESS: "Whether the change is being made at all",
    ProjectMeasure.Kind.BALANCING: "What might get worse while this gets better",
}
WORDS: dict[str, Any] = {"max_length": 200, "error_messages": {"required": "Write what it is"}}


class WordsForm(Locked):
    """A part of the driver diagram, in other words."""

    words = forms.CharField(label="In a few words", **WORDS)


class DriverForm(WordsForm):
    """A new part; under a main driver an idea may stand directly."""

    kind = forms.ChoiceField(
        label="What is it?", widget=Radios, error_messages={"required": "Choose what it is"}
    )

    def __init__(self, *args: Any, kinds: list[Driver.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial.setdefault("kind", kinds[0].value)


def measures() -> Iterator[tuple[str, Any]]:
    """The catalogue, by what it is about."""
    yield "", "Choose a measure"
    for about in dict.fromkeys(measure.of for measure in MEASURES.values()):
        yield about, [(one.name, one.title) for one in MEASURES.values() if one.of == about]


class Target(forms.Field):
    """A number, in the unit of the measure; 8% is 8."""

    def __init__(self, **kwargs: Any) -> None:
        hint = "In the unit of the measure: 8 for 8%"
        options: dict[str, Any] = {"label": "Target", "required": False, "help_text": hint}
        super().__init__(widget=forms.TextInput(attrs=NUMBER), **(options | kwargs))

    def to_python(self, value: Any) -> float | None:
        typed = str("" if value is None else value).strip().removesuffix("%").strip().replace(",", ".")
        if not typed:
            return None
        if not NUMERIC.fullmatch(typed):
            raise forms.ValidationError("Enter the target as a number, like 8 or 12.5")
        return float(typed)


class MeasureForm(forms.Form):
    """A measure of the catalogue, and what it is for here."""

    measure = forms.ChoiceField(
        label="Measure",
        choices=measures,
        error_messages={"required": "Choose a measure", "invalid_choice": "Choose a measure"},
    )
    kind = forms.ChoiceField(
        label="What is it for?",
        choices=ProjectMeasure.Kind.choices,
        widget=Radios(hints={str(one): words for one, words in ABOUT_KINDS.items()}),
        error_messages={"required": "Choose what it is for"},
    )
    period = forms.ChoiceField(
        label="A point for each",
        choices=Chart.By.choices,
        widget=Radios(hints={"week": "Shows a change sooner", "month": "Where there are few a week"}),
        error_messages={"required": "Choose week or month"},
    )
    target = Target()


class TargetForm(forms.Form):
    """Another target. `was` is the one that was shown."""

    target = Target(help_text="Leave it empty to have none")
    was = forms.FloatField(required=False, widget=forms.HiddenInput)


class PlanForm(Locked):
    """What is tried, and what is expected of it before anybody knows."""

    idea: Any = forms.ModelChoiceField(
        label="Which change idea does it try?",
        queryset=None,
        required=False,
        empty_label="None of the diagram",
    )
    plan = forms.CharField(
        label="Plan",
        help_text="Who does what, with whom, when. As small as it can be: one person, one day",
        max_length=2000,
        widget=area(),
        error_messages={"required": "Write the plan"},
    )
    prediction = forms.CharField(
        label="Prediction",
        help_text="What do you expect, in a number where you can? It stays as it is once the cycle was studied",
        max_length=1000,
        widget=area(2),
        error_messages={"required": "Write what you expect to happen"},
    )
    starts_on = DateField(label="First day", name="the first day")
    ends_on = DateField(label="Last day", name="the last day", required=False)

    def __init__(self, *args: Any, ideas: QuerySet[Driver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["idea"]
        field.queryset = ideas
        field.label_from_instance = lambda idea: idea.words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if in_order(said.get("starts_on"), said.get("ends_on")):
            return said
        self.add_error("ends_on", "The last day must not be before the first day")
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("plan", "prediction", "starts_on", "ends_on", "idea")
        }


def in_order(first: dt.date | None, last: dt.date | None) -> bool:
    return not (first and last and last < first)


class StudyForm(Locked):
    """What happened, what was learned beside the prediction, and what is done about it."""

    say_optional = False

    did = forms.CharField(
        label="Do: what happened?",
        help_text="What was done, and what was not as planned",
        required=False,
        max_length=2000,
        widget=area(),
    )
    learned = forms.CharField(
        label="Study: what was learned?",
        help_text="Beside the prediction: what was as expected, what was not, and why",
        required=False,
        max_length=2000,
        widget=area(),
    )
    decision = forms.ChoiceField(
        label="Act: what now?",
        choices=[("", "Not decided yet"), *Cycle.Decision.choices],
        required=False,
        widget=Radios,
    )
    next_words = forms.CharField(
        label="What next?",
        help_text="What changes, who does it",
        required=False,
        max_length=1000,
        widget=area(2),
    )
    ends_on = DateField(label="Last day", name="the last day", required=False)

    def __init__(self, *args: Any, starts_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not in_order(self.starts_on, said.get("ends_on")):
            self.add_error("ends_on", "The last day must not be before the first day")
        if said.get("decision"):
            for name, words in (("did", "what happened"), ("learned", "what was learned")):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, f"Write {words} before you decide")
        return said
