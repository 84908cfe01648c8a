"""What a caller presses: an outcome, a day on which to ring again, or one of the times that are offered."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from outreach.models import CallTry, OfferedTime
from practice.wording import day_of_week

Outcome = CallTry.Outcome
PRESS = "Press what came of the call"


class CallForm(forms.Form):
    """`outcome` is the button that was pressed; a time means yes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="Anything to add",
        help_text="Whoever rings them next reads this. You can leave it out.",
        required=False,
        max_length=300,
        error_messages={"max_length": "Write 300 characters or fewer"},
    )
    call_on = forms.ChoiceField(
        label="Ring again on", required=False, error_messages={"invalid_choice": "Choose one of the days"}
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        required=False, choices=Outcome.choices, error_messages={"invalid_choice": PRESS}
    )

    say_optional = False

    def __init__(
        self, *args: Any, days: Sequence[dt.date], times: Sequence[OfferedTime] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.times = {str(time.pk): time for time in times}
        choices = [(day.isoformat(), day_of_week(day)) for day in days]
        self.fields["call_on"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("chosen", "")
        if chosen and chosen not in self.times:
            raise forms.ValidationError("This time has been taken. Choose another, or say yes without one.")
        if chosen:
            data["outcome"] = Outcome.YES
        if not data.get("outcome") and "outcome" not in self.errors:
            raise forms.ValidationError(PRESS)
        if data.get("outcome") == Outcome.ANOTHER_TIME and not data.get("call_on"):
            self.add_error("call_on", "Choose the day on which to ring again")
        return data

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        day = data["call_on"] if data["outcome"] == Outcome.ANOTHER_TIME else ""
        return {
            "version": data["version"],
            "outcome": data["outcome"],
            "words": data["words"],
            "call_on": dt.date.fromisoformat(day) if day else None,
            "time": self.times.get(data["chosen"]),
        }
