"""What people type on the team pages."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from practice.models import Membership
from practice.permissions import DutyKind, Role
from practice.widgets import DateField, Radios

ABOUT_ROLES = {
    Role.COACH: "Holds coaching sessions and writes them up",
    Role.CLINICIAN: "A GP, nurse or pharmacist who coaches in ten minutes",
    Role.LINK_WORKER: "Takes referrals and finds local groups",
    Role.COORDINATOR: "Finds and invites people; does not open session notes",
    Role.MANAGER: "Sees what the programme does; does not open session notes",
    Role.ADMINISTRATOR: "Manages the team, imports and the trail; does not open session notes",
}
ABOUT_DUTIES = {
    DutyKind.SAFEGUARDING_LEAD: "Is told about safeguarding and about blocked records that were opened",
    DutyKind.SAFEGUARDING_DEPUTY: "Is told when the lead cannot be",
    DutyKind.DUTY_CLINICIAN: "Is told at once when somebody is at risk",
}


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        widget=Radios(hints={role.value: words for role, words in ABOUT_ROLES.items()}),
        error_messages={"required": "Choose a role", "invalid_choice": "Choose a role"},
    )


class TelephoneForm(forms.Form):
    """The number that patients ring; empty where they shall ring none."""

    telephone = forms.CharField(
        label="Telephone",
        help_text="For example, 020 7946 0101. Leave it empty to have no number on plans",
        required=False,
        max_length=30,
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-20", "type": "tel", "autocomplete": "off"}
        ),
        error_messages={"max_length": "Write 30 characters or fewer"},
    )

    def clean_telephone(self) -> str:
        """Digits, spaces and a plus; on paper it stays as it was typed."""
        number = " ".join(self.cleaned_data["telephone"].split())
        digits = number.replace(" ", "").removeprefix("+")
        if number and not (digits.isascii() and digits.isdigit() and 10 <= len(digits) <= 15):
            raise forms.ValidationError("Enter a telephone number, like 020 7946 0101")
        return number


class InviteForm(forms.Form):
    """A new colleague."""

    name = forms.CharField(
        label="Full name", max_length=120, error_messages={"required": "Enter their full name"}
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Their own address, not a shared one: they sign in with it.",
        max_length=254,
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    role = role_field()

    def clean_name(self) -> str:
        """One line: it goes into a mail."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class RoleForm(forms.Form):
    """Another role for somebody who works here."""

    role = role_field()


class HolderField(forms.ModelChoiceField):
    """A colleague, said with their role."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class DutyForm(forms.Form):
    """Somebody holds a duty from one day to another."""

    kind = forms.ChoiceField(
        label="Duty",
        choices=DutyKind.choices,
        widget=Radios(hints={kind.value: words for kind, words in ABOUT_DUTIES.items()}),
        error_messages={"required": "Choose a duty", "invalid_choice": "Choose a duty"},
    )
    holder = HolderField(
        label="Who",
        queryset=None,
        empty_label="Choose somebody",
        error_messages={"required": "Choose who holds it", "invalid_choice": "Choose who holds it"},
    )
    starts_on = DateField(label="First day", name="the first day")
    ends_on = DateField(
        label="Last day",
        name="the last day",
        required=False,
        help_text="Leave it empty if they hold it until further notice. For cover, give the last day of cover.",
    )

    def __init__(self, *args: Any, people: QuerySet[Membership], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day must be the first day or later")
        elif ends_on and ends_on < self.today:
            self.add_error("ends_on", "The last day must be today or later")
        return cleaned
