"""Reasons and days: a list of records that may go, and legal hold."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from practice.widgets import DateField

SHORTEST = 8


def reason_field(label: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class ReasonForm(forms.Form):
    """A reason that somebody else can follow later."""

    because = reason_field("Why?", "Say why")

    def clean_because(self) -> str:
        because = " ".join(self.cleaned_data["because"].split())
        if len(because) < SHORTEST:
            raise ValidationError("Say why in a few words")
        return because


class TakeOffForm(ReasonForm):
    because = reason_field(
        "Why should this record stay?",
        "Say why this record should stay",
        "Your colleagues read this on the list. Write nothing about the person’s health.",
    )


class WithdrawForm(ReasonForm):
    because = reason_field("Why is this list withdrawn?", "Say why this list is withdrawn")


class LiftForm(ReasonForm):
    because = reason_field("Why does the hold end?", "Say why the hold ends")


class ApproveForm(forms.Form):
    """One press is not enough for something that cannot be taken back."""

    looked = forms.BooleanField(
        label="I have looked at everybody on this list",
        error_messages={"required": "Look at everybody on the list, then tick the box"},
    )


class ReviewForm(forms.Form):
    """When somebody looks at a hold again."""

    review_on = DateField(label="When should somebody look at it again?", name="the day of the review")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise ValidationError("The day of the review must be in the future")
        return day


class HoldForm(ReviewForm):
    """Why nothing of a record may go."""

    reason = reason_field(
        "Why must nothing of this record go?",
        "Say why nothing of this record may go",
        "For example a claim, a complaint, an inquiry. Those who decide on disposal read it on the record.",
    )
    field_order = ("reason", "review_on")
