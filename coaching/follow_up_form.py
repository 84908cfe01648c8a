"""What comes after a session: a day and a way to be in touch, or why there is nothing."""

import datetime as dt
from typing import Any

from django import forms

from coaching.models import FollowUp
from coaching.note import NextContact
from patients.models import Patient
from practice.widgets import DateField, Radios


class InARow(Radios):
    """A few short choices side by side, so that a session fits on a screen."""

    inline = True


class FollowUpForm(forms.Form):
    """What comes after: a day and a way, or why there is nothing."""

    follow_up_on = DateField(
        name="the follow-up date", label="Follow-up date", required=False, help_text="For example, 27 3 2026"
    )
    channel = forms.ChoiceField(
        label="How to be in touch", choices=FollowUp.Channel.choices, widget=InARow, required=False
    )
    follow_up_words = forms.CharField(label="What about", required=False, max_length=300)
    no_follow_up_because = forms.CharField(
        label="Or: none needed, because",
        required=False,
        max_length=200,
        help_text="Leave the date empty then",
    )

    say_optional = False

    def __init__(self, *args: Any, patient: Patient, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient, self.today = patient, today

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, and a way that is safe for this person; all that is wrong is said at once."""
        said = super().clean() or {}
        day = said.get("follow_up_on")
        dated = bool(day) or "follow_up_on" in self.errors
        reasoned = bool(said.get("no_follow_up_because")) or "no_follow_up_because" in self.errors
        if dated and reasoned:
            self.add_error("no_follow_up_because", "Give a date or a reason for none, not both")
        if not dated and not reasoned:
            self.add_error("follow_up_on", "Enter a follow-up date, or say below why none is needed")
        if day:
            self.check_day(day)
        if not reasoned and "channel" in said:
            self.check_way(said["channel"], dated=dated)
        return said

    def check_day(self, day: dt.date) -> None:
        if day < self.today:
            self.add_error("follow_up_on", "The follow-up date must be today or later")
        if self.patient.died_on or self.patient.left_on:
            self.add_error(
                "follow_up_on", "This person is not on the list any more, so nothing can be planned"
            )

    def check_way(self, channel: str, *, dated: bool) -> None:
        if not channel:
            self.add_error(
                "channel", f"Choose how to be in touch{'' if dated else ', if a follow-up is needed'}"
            )
        if channel == FollowUp.Channel.TEXT and (self.patient.restricted or self.patient.contact_with_care):
            self.add_error("channel", "No texts go to this person. Choose a phone call or face to face")

    @property
    def next_contact(self) -> NextContact:
        said = self.cleaned_data
        return NextContact(
            due_on=said["follow_up_on"],
            channel=said["channel"],
            words=said["follow_up_words"],
            none_because=said["no_follow_up_because"],
        )
