"""Needs, supporters, circumstances, consents and staff notes."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.contact import telephone
from patients.forms.details import short
from patients.models import Alert, Circumstance, Consent, Need, Supporter
from practice.widgets import DateField, Radios


def words(label: str, length: int, *, required: bool = True, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


class CareForm(forms.Form):
    """Every one of them knows the day."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class NeedForm(CareForm):
    """What somebody needs so that they can understand, be understood and come in."""

    kind = forms.ChoiceField(
        label="What kind of need is it?",
        choices=Need.Kind.choices,
        widget=Radios(
            hints={
                "contact_method": "Text first, by letter, no telephone calls",
                "format": "Large print, easy read, braille, audio",
                "professional": "British Sign Language interpreter, advocate",
                "support": "Hearing aids, lip-reading, more time",
                "adjustment": "Longer appointment, ground floor, quiet place to wait",
                "impairment": "What it is, if they want it known",
            }
        ),
        error_messages={"required": "Choose a kind of need"},
    )
    words = short(
        "The need, in a few words",
        200,
        required=True,
        help_text="Shown on every page about this person, so in words they would use",
        error_messages={"required": "Say what they need"},
    )


class SupporterForm(CareForm):
    """Somebody who helps them."""

    name = short("Name", 120, required=True, error_messages={"required": "Enter the supporter’s name"})
    relation = short("How they are related", 60)
    telephone = short("Telephone", 30)
    may_be_told = words("What they may be told", 300, required=False)
    authority = forms.ChoiceField(
        label="What they may decide",
        choices=Supporter.Authority.choices,
        initial=Supporter.Authority.NONE,
        widget=Radios,
    )
    evidence_seen = short("Evidence seen", 200, help_text="What you saw, and when")
    expires_on = DateField(name="the day it ends", label="Until", required=False)
    gets_messages = forms.BooleanField(label="Gets messages for this person", required=False)

    def clean_telephone(self) -> str:
        return telephone(self.cleaned_data["telephone"]) if self.cleaned_data["telephone"] else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("authority") not in (None, Supporter.Authority.NONE) and not values.get(
            "evidence_seen"
        ):
            self.add_error("evidence_seen", "Say what evidence you have seen")
        if values.get("gets_messages") and "telephone" in values and not values["telephone"]:
            self.add_error("telephone", "Enter a telephone number for messages")
        return values


class CircumstanceForm(CareForm):
    """One side of somebody's life, as far as they want to say."""

    kind = forms.ChoiceField(label="About", choices=Circumstance.Kind.choices, widget=Radios)
    answer = forms.ChoiceField(
        label="Did they want to say?",
        choices=Circumstance.Answer.choices,
        widget=Radios,
        error_messages={"required": "Choose whether they wanted to say"},
    )
    words = words("What they said", 300, required=False, help_text="In their words")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("answer") == Circumstance.Answer.ASKED and not values.get("words"):
            self.add_error("words", "Write what they said")
        if values.get("answer") == Circumstance.Answer.DECLINED and values.get("words"):
            self.add_error("answer", "They preferred not to say: leave the words out, or choose Asked")
        return values


class ConsentForm(CareForm):
    """What somebody agrees to, or does not."""

    kind = forms.ChoiceField(
        label="What was asked",
        choices=Consent.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose what was asked"},
    )
    agreed = forms.TypedChoiceField(
        label="Do they agree?",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda value: value == "yes",
        widget=Radios,
        error_messages={"required": "Choose yes or no"},
    )
    given_by = forms.ChoiceField(
        label="Who decided",
        choices=Consent.GivenBy.choices,
        initial=Consent.GivenBy.PERSON,
        widget=Radios,
    )
    words = words("Who decided, when and what exactly", 300, required=False)
    from_on = DateField(name="the day it begins", label="From")
    until_on = DateField(
        name="the day it ends", label="Until", required=False, help_text="After this day they are asked again"
    )

    def clean_from_on(self) -> dt.date:
        begins: dt.date = self.cleaned_data["from_on"]
        if begins > self.today:
            raise ValidationError("The day it begins must be today or in the past")
        return begins

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        begins, ends = values.get("from_on"), values.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", "The day it ends must be after the day it begins")
        if values.get("given_by") not in (None, Consent.GivenBy.PERSON) and not values.get("words"):
            self.add_error("words", "Say who decided, and when")
        return values


class AlertForm(CareForm):
    """A note for the safety of staff or of the person."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=Alert.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose what it is about"},
    )
    words = words(
        "What colleagues must know",
        500,
        help_text="Facts, and what to do. Only a neutral mark is shown until somebody opens it.",
        error_messages={"required": "Write what colleagues must know"},
    )
    review_on = DateField(name="the day of review", label="Look at it again on", required=False)

    def clean_review_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["review_on"]
        if day and day <= self.today:
            raise ValidationError("The day of review must be in the future")
        return day
