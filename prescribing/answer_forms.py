"""What a colleague writes to a service, or notes of what a service said on the telephone."""

import datetime as dt
from typing import Any

from django import forms

from practice.clock import LONDON
from practice.widgets import DateField, Radios, TimeField
from prescribing.models import PlacementEvent

Kind = PlacementEvent.Kind
CHOICES = (
    *(Kind.GOT_IT, Kind.BOOKED, Kind.CAME, Kind.DID_NOT_COME),
    *(Kind.FINISHED, Kind.CANNOT_HELP),
)
WITH_A_DAY = (Kind.BOOKED, Kind.CAME, Kind.DID_NOT_COME)


class WriteForm(forms.Form):
    """To the service. They see it on their page."""

    words = forms.CharField(
        label="Your message",
        help_text="Only what this person agreed to share. An email without these words tells the service to look.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something", "max_length": "Write at most 1000 letters"},
    )


class ToldForm(forms.Form):
    """What the service said to a colleague."""

    kind = forms.ChoiceField(
        label="What did the service say?",
        choices=[(kind.value, kind.label) for kind in CHOICES],
        widget=Radios,
        error_messages={"required": "Choose what they said", "invalid_choice": "Choose what they said"},
    )
    day = DateField(
        name="the day", label="Which day?", help_text="Booked, came or did not come", required=False
    )
    time = TimeField(label="What time?", help_text="Only for a booked place", required=False)
    words = forms.CharField(label="In words, if it helps", max_length=300, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, day = cleaned.get("kind"), cleaned.get("day")
        if kind in WITH_A_DAY and not day and "day" not in self.errors:
            self.add_error("day", "Enter the day")
        if kind == Kind.BOOKED and not cleaned.get("time") and "time" not in self.errors:
            self.add_error("time", "Enter the time")
        if kind in (Kind.CAME, Kind.DID_NOT_COME) and day and day > self.today:
            self.add_error("day", "The day must be today or earlier")
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        kind, day = Kind(cleaned["kind"]), cleaned["day"]
        booked = kind == Kind.BOOKED
        return {
            "kind": kind,
            "words": cleaned["words"],
            "happened_on": day if kind in WITH_A_DAY else None,
            "booked_for": dt.datetime.combine(day, cleaned["time"], LONDON) if booked else None,
        }
