"""Somebody died, or moved away."""

import datetime as dt
from typing import Any

from django import forms

from patients.models import Leaving, Patient
from practice.models import Practice
from practice.widgets import DateField, Radios

ELSEWHERE, NOT_KNOWN = "elsewhere", "not_known"


class DayForm(forms.Form):
    """A day in this person's life: not before they were born, not still to come."""

    say_optional = False

    def __init__(self, *args: Any, patient: Patient, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient, self.today = patient, today

    def check(self, name: str, said: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.add_error(name, f"{said} must be today or in the past")
        elif day and day < self.patient.birth_date:
            self.add_error(name, f"{said} must be after the person was born")


class DiedForm(DayForm):
    """When, as far as anybody knows."""

    died_on = DateField(label="Day of death", name="the day of death", required=False)
    not_known = forms.BooleanField(label="The day is not known", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check("died_on", "The day of death")
        if not cleaned.get("died_on") and not cleaned.get("not_known") and "died_on" not in self.errors:
            self.add_error("died_on", "Enter the day of death, or say that it is not known")
        if cleaned.get("died_on") and cleaned.get("not_known"):
            self.add_error("not_known", "Enter the day or say that it is not known, not both")
        return cleaned


class LeftForm(DayForm):
    """When, and where to."""

    left_on = DateField(label="Day on which they left", name="the day on which they left")
    where = forms.ChoiceField(
        label="Where are they registered now?",
        widget=Radios(),
        error_messages={"required": "Choose where they are registered now", "invalid_choice": "Choose where"},
    )
    place = forms.CharField(
        label="Name of the other practice",
        help_text="If you know it and it is not in the list above",
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, network: list[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = {practice.ods_code: practice.name for practice in network}
        others = [(ELSEWHERE, "A practice outside our network"), (NOT_KNOWN, "Not known")]
        self.fields["where"].choices = [*self.network.items(), *others]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check("left_on", "The day")
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        where = self.cleaned_data["where"]
        place = self.network.get(where) or self.cleaned_data["place"].strip()
        kind = Leaving.Kind.MOVED if where in self.network else Leaving.Kind.LEFT
        return {"left_on": self.cleaned_data["left_on"], "left_for": place, "kind": kind}
