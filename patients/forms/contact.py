"""A number or an email address, whose it is, and what is safe there."""

import datetime as dt
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from patients.forms.details import as_yes_no, short, yes_no
from patients.models import ContactPoint
from practice.widgets import DateField, Radios

TELEPHONES = {ContactPoint.Kind.MOBILE, ContactPoint.Kind.HOME, ContactPoint.Kind.WORK}


def parsed(typed: str) -> phonenumbers.PhoneNumber:
    """A number that can exist; UK unless it says otherwise."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError("Enter a telephone number, like 07700 900 982 or 020 7946 0982")
    return number


def telephone(typed: str) -> str:
    """As it is dialled here, or with the country's code."""
    number = parsed(typed)
    home = number.country_code == 44
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    )


class ContactPointForm(forms.Form):
    """One way to reach somebody."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=ContactPoint.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose what it is"},
    )
    value = short(
        "Number or email address",
        254,
        required=True,
        error_messages={"required": "Enter the number or email address"},
    )
    whose = forms.ChoiceField(
        label="Whose is it?",
        choices=ContactPoint.Whose.choices,
        widget=Radios,
        error_messages={"required": "Choose whose it is"},
    )
    may_send = yes_no("Is it safe to text or email?", help_text="Nobody else reads it, or they may")
    may_leave_voicemail = yes_no("Is it safe to leave a voicemail?")
    safe_times = short("Safe times", 120, help_text="For example, after 3pm")
    confirmed_on = DateField(name="the day it was confirmed", label="Confirmed on", required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_confirmed_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["confirmed_on"]
        if day and day > self.today:
            raise ValidationError("The day it was confirmed must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("kind") and values.get("value"):
            try:
                values["value"] = in_one_form(values["kind"], values["value"])
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return values


class ChangeContactPointForm(ContactPointForm):
    """One that stands, with the version that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, point: ContactPoint, **kwargs: Any) -> None:
        shown = {name: getattr(point, name) for name in [*ContactPointForm.base_fields, "version"]}
        shown["may_send"] = as_yes_no(point.may_send)
        shown["may_leave_voicemail"] = as_yes_no(point.may_leave_voicemail)
        super().__init__(*args, initial=shown, **kwargs)


def in_one_form(kind: str, typed: str) -> str:
    """A telephone number of the right kind, or an email address in lower case."""
    if kind not in TELEPHONES:
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError("Enter an email address, like name@example.org") from None
        return typed.lower()
    if (
        kind == ContactPoint.Kind.MOBILE
        and phonenumbers.number_type(parsed(typed)) == PhoneNumberType.FIXED_LINE
    ):
        raise ValidationError("This is not a mobile number: texts would not arrive")
    return telephone(typed)
