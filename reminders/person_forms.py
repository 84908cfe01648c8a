"""What colleagues type about a person's messages: when and how one goes, and what they do not want."""

import datetime as dt
from typing import Any

from django import forms

from practice.clock import LONDON
from practice.widgets import DateField, Radios, TimeField
from reminders import hours
from reminders.actions.waiting import Wish, standing
from reminders.kinds import Channel, Kind
from reminders.models import Message
from reminders.shipped import SHIPPED, To

AS_USUAL = ("", "As usual")
WAYS = [AS_USUAL, *Channel.choices]
FOR_PEOPLE = [(kind.value, Kind(kind).label) for kind, one in SHIPPED.items() if one.to is To.PERSON]


def way(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=WAYS,
        required=False,
        widget=Radios(hints={"": "In the order that your practice has set for this kind of message"}),
    )


class ChangeForm(forms.Form):
    """Another time or another way."""

    say_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = DateField(name="the day", label="Day", help_text="For example, 27 3 2026")
    at = TimeField(label="Time", help_text="From 8am to before 8pm")
    wanted = way("How")

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        self.message, self.local = message, message.due_at.astimezone(LONDON)
        kwargs["initial"] = {
            "seen": standing(message),
            "day": self.local.date(),
            "at": self.local.time().replace(second=0, microsecond=0),
            "wanted": message.wanted,
        }
        super().__init__(*args, **kwargs)

    @property
    def wish(self) -> Wish:
        """Whoever leaves the time as it stands changes nothing of it, not the seconds either."""
        said = self.cleaned_data
        same = (said["day"], said["at"]) == (self.initial["day"], self.initial["at"])
        due_at: dt.datetime = self.message.due_at if same else hours.at_wall(said["day"], said["at"])
        return Wish(due_at, said["wanted"])


class AgainForm(forms.Form):
    """Which way this time; and, of what may have arrived, that somebody has found out."""

    say_optional = False
    found_out = forms.BooleanField(
        label="I have found out that it did not arrive",
        error_messages={"required": "Find out first whether it arrived, and tick this"},
    )
    wanted = way("How")

    def __init__(self, *args: Any, may_have_arrived: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_have_arrived:
            del self.fields["found_out"]


class RefuseForm(forms.Form):
    """One kind that they do not want."""

    kind = forms.ChoiceField(label="What do they not want?", choices=FOR_PEOPLE)
