"""A person's own details, when they are added or changed."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients import nhs_number, postcode
from patients.models import Patient
from patients.models.person import EthnicCategory, Gender, years_before
from patients.query_words import OLDEST, has_digit, understand
from practice.widgets import DateField, Radios

YES_NO = (("yes", "Yes"), ("no", "No"), ("", "Not asked"))
WHERE = ("address", "postcode", "usual_gp")
NO_NUMBER = "Enter an NHS number, or say why there is none"


def yes_no(label: str, **kwargs: Any) -> forms.TypedChoiceField:
    """Yes, no, or nobody asked."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        required=False,
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        widget=Radios,
        **kwargs,
    )


def as_yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def short(label: str, length: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


class PersonForm(forms.Form):
    """Who somebody is."""

    given_name = short(
        "First name", 100, required=True, error_messages={"required": "Enter their first name"}
    )
    middle_names = short("Middle names", 100)
    family_name = short("Last name", 100, required=True, error_messages={"required": "Enter their last name"})
    known_as = short("What they like to be called", 100)
    birth_date = DateField(
        name="their date of birth", label="Date of birth", help_text="For example, 15 March 1984"
    )
    nhs_number = short("NHS number", 20, help_text="10 digits, for example 999 000 0018")
    no_nhs_number_because = short(
        "Why there is no NHS number", 120, help_text="Only if there is none, for example: new to the country"
    )
    gender = forms.ChoiceField(
        label="Gender", choices=Gender.choices, initial=Gender.NOT_KNOWN, widget=Radios
    )
    ethnic_category = forms.ChoiceField(
        label="Ethnic category", choices=EthnicCategory.choices, initial=EthnicCategory.NOT_ASKED
    )
    language = short("Preferred language", 60)
    interpreter_needed = yes_no("Do they need an interpreter?")
    address = forms.CharField(
        label="Address", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = short("Postcode", 10, widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}))
    usual_gp = short("Usual GP", 120)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> dt.date:
        born: dt.date = self.cleaned_data["birth_date"]
        if born > self.today:
            raise ValidationError("Their date of birth must be in the past")
        if born < years_before(self.today, OLDEST):
            raise ValidationError(f"Check the year: this person would be over {OLDEST}")
        return born

    def clean_nhs_number(self) -> str | None:
        typed: str = self.cleaned_data["nhs_number"]
        if not typed:
            return None
        try:
            return nhs_number.read(typed)
        except nhs_number.WrongNumber as wrong:
            raise ValidationError(str(wrong), code="number") from None

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"]
        try:
            return postcode.read(typed) if typed else ""
        except postcode.WrongPostcode as wrong:
            raise ValidationError(str(wrong), code="postcode") from None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("nhs_number"):
            values["no_nhs_number_because"] = ""
        elif "nhs_number" in values and not values.get("no_nhs_number_because"):
            self.add_error("nhs_number", NO_NUMBER)
        return values


class AddForm(PersonForm):
    """Somebody new on the list."""

    @classmethod
    def from_search(cls, typed: str, today: dt.date) -> "AddForm":
        """What was typed to find them goes into the form."""
        query = understand(typed, today=today)
        initial: dict[str, Any] = {}
        words = [word for word in typed.split() if not has_digit(word)]
        if query.number:
            initial["nhs_number"] = nhs_number.show(query.number)
        elif query.words:
            kept = [word.title() for word in words if word.islower() or word.isupper()]
            names = (kept if len(kept) == len(words) else words)[: len(query.words)]
            initial["family_name"] = names[-1] if names else ""
            initial["given_name"] = " ".join(names[:-1])
        if query.has_full_date and len(query.born) == 1:
            initial["birth_date"] = query.born[0].first
        return cls(initial=initial, today=today)


class EditForm(PersonForm):
    """Details that stand, with the version that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": self.of(patient)})
        if patient.restricted:
            for name in WHERE:
                del self.fields[name]

    @staticmethod
    def of(patient: Patient) -> dict[str, Any]:
        shown = {name: getattr(patient, name) for name in PersonForm.base_fields}
        shown["nhs_number"] = nhs_number.show(patient.nhs_number) if patient.nhs_number else ""
        shown["interpreter_needed"] = as_yes_no(patient.interpreter_needed)
        return shown | {"version": patient.version}


class CautionForm(forms.Form):
    """What must not happen with this person's details."""

    restricted = forms.BooleanField(
        label="Details are restricted",
        required=False,
        help_text="Address, phone and usual GP are never shown, used or sent from here. Use the GP record.",
    )
    contact_with_care = forms.BooleanField(
        label="Contact with care",
        required=False,
        help_text="Nothing goes out by itself. What is due becomes a task for a person, in neutral words.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        shown = {name: getattr(patient, name) for name in ("restricted", "contact_with_care", "version")}
        super().__init__(*args, **{**kwargs, "initial": shown})
