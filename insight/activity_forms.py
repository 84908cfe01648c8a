"""Which activity file, of which months, and what for."""

import datetime as dt
from typing import Any

from django import forms

from insight import period
from insight.activity import Purpose, Shape
from insight.period import Period
from practice.widgets import Radios


class ActivityForm(forms.Form):
    """The purpose is kept with who took it."""

    shape = forms.ChoiceField(
        label="Which file",
        choices=Shape.choices,
        widget=Radios,
        error_messages={"required": "Choose which file"},
    )
    purpose = forms.ChoiceField(
        label="What it is for",
        choices=Purpose.choices,
        widget=Radios,
        error_messages={"required": "Choose what it is for"},
    )
    months = forms.TypedChoiceField(
        label="How many months",
        coerce=int,
        choices=[(1, "1"), *((n, str(n)) for n in period.LENGTHS)],
        initial=12,
    )
    to = forms.ChoiceField(label="Up to")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["to"].choices = period.ends(today)  # type: ignore[attr-defined]

    @property
    def time(self) -> Period:
        """As far as today."""
        year, month = map(int, self.cleaned_data["to"].split("-"))
        return period.ending(dt.date(year, month, 1), self.cleaned_data["months"], self.today)
