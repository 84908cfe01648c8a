"""How a practice wants one kind of message, as it is typed."""

import datetime as dt
from typing import Any

from django import forms

from practice.widgets import Radios, TimeField
from reminders import hours, rule_words, rules
from reminders.kinds import Channel, Kind
from reminders.rules import InForce
from reminders.shipped import SHIPPED, Shipped, To, Unit

LAST = dt.time(19, 30)
IN_NUMBERS = {
    Unit.DAYS_BEFORE: "Days before",
    Unit.HOURS_BEFORE: "Hours before",
    Unit.DAYS_AFTER: "Days after",
}
ORDERS = {
    "text,email": "By text message; by email where no text may go",
    "email,text": "By email; by text message where no email may go",
    "text": "By text message only",
    "email": "By email only",
}


def order_of(channels: tuple[Channel, ...]) -> str:
    return ",".join(channel.value for channel in channels)


class RuleForm(forms.Form):
    """Only what may be set for this kind is asked."""

    is_on = forms.BooleanField(label="Send these messages", required=False)
    amount = forms.IntegerField()
    at = TimeField(label="At what time")
    order = forms.ChoiceField(label="How they go", choices=list(ORDERS.items()), widget=Radios)
    working_days_only = forms.BooleanField(
        label="Only on working days",
        required=False,
        help_text="What falls on a weekend or a bank holiday waits for the next working day.",
    )
    words = forms.CharField(
        label="Words",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write the words, or go back to the usual ones"},
    )
    cancelled = forms.CharField(
        label="Words where it is cancelled",
        max_length=400,
        help_text="There is no new time and nothing to answer: {name}, {practice}, {day}, {time}",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the words, or go back to the usual ones"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, here: InForce, practice: str, version: int) -> None:
        first: dict[str, Any] = {"is_on": here.is_on, "amount": here.amount, "at": here.at}
        first |= {"order": order_of(here.channels), "working_days_only": here.working_days_only}
        first |= {"words": here.words, "cancelled": here.cancelled, "version": version}
        super().__init__(data, initial=first)
        self.here, self.practice = here, practice
        for name in unasked(here.shipped):
            del self.fields[name]
        if "amount" in self.fields:
            self.ask_amount(here.shipped)
        if "cancelled" in self.fields:
            self.fields["words"].label = "Words where it has moved"
        if "words" in self.fields:
            offered = ", ".join(f"{{{name}}}" for name in here.shipped.fields)
            self.fields[
                "words"
            ].help_text = f"These stand for what differs from message to message: {offered}"

    def ask_amount(self, shipped: Shipped) -> None:
        timing = shipped.timing
        if timing:
            self.fields["amount"] = forms.IntegerField(
                label=IN_NUMBERS[timing.unit],
                min_value=timing.least,
                max_value=timing.most,
                help_text=f"From {timing.least} to {timing.most}. Usually {timing.amount}",
                widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-2"}),
            )

    def clean_at(self) -> dt.time:
        time: dt.time = self.cleaned_data["at"]
        if not hours.OPENS <= time <= LAST:
            raise forms.ValidationError("Choose a time from 8am to 7:30pm: nothing goes out at night")
        return time

    def clean_words(self) -> str:
        typed = rule_words.tidy(self.cleaned_data["words"])
        wrong = rule_words.problems(self.here.kind, typed, self.practice)
        if wrong:
            raise forms.ValidationError(wrong)
        return typed

    def clean_cancelled(self) -> str:
        typed = rule_words.tidy(self.cleaned_data["cancelled"])
        wrong = rule_words.cancelled_problems(self.here.kind, typed, self.practice)
        if wrong:
            raise forms.ValidationError(wrong)
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """For the action; what is not asked stays as it was shipped."""
        said, shipped = self.cleaned_data, rules.merged(self.here.kind)
        order = said.get("order", order_of(shipped.channels))
        return {
            "is_on": said.get("is_on", shipped.is_on),
            "amount": said.get("amount", shipped.amount if shipped.shipped.timing else None),
            "at": said.get("at", shipped.at),
            "channels": order.split(","),
            "working_days_only": said.get("working_days_only", shipped.working_days_only),
            "words": said.get("words", shipped.words),
            "cancelled": said.get("cancelled", shipped.cancelled),
        }


def unasked(shipped: Shipped) -> list[str]:
    """Fields that are not for this kind."""
    timed = shipped.timing is not None or shipped.time is not None
    asked = {
        "is_on": shipped.switchable,
        "amount": shipped.timing is not None,
        "at": shipped.time is not None,
        "order": shipped.to is To.PERSON and len(shipped.channels) > 1 and shipped.agreed_way is False,
        "working_days_only": timed,
        "words": shipped.wordable,
        "cancelled": bool(shipped.cancelled),
    }
    return [name for name, is_asked in asked.items() if not is_asked]


class TestForm(forms.Form):
    """Where a test goes."""

    number = forms.CharField(
        label="Mobile number",
        required=False,
        max_length=30,
        help_text="Leave it empty to have it by email. It is not kept.",
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-20", "type": "tel", "autocomplete": "off"}
        ),
    )


def kind_of(text: str) -> Kind | None:
    """A kind that a practice can look at."""
    return Kind(text) if text in Kind.values and Kind(text) in SHIPPED else None
