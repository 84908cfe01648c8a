"""Blocking a record, and breaking the glass."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from patients import nhs_number
from patients.models import RecordBlock
from practice.models import User
from practice.widgets import Radios

LARGEST_ID = 2**63 - 1
SHORTEST = 20


class GlassForm(forms.Form):
    """Why a blocked record has to be opened now."""

    reason = forms.CharField(
        label="Why do you have to open it now?",
        help_text="The safeguarding lead reads this, and so may the person whose record it is.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you have to open it now"},
    )

    def clean_reason(self) -> str:
        """Long enough to be a reason: a few words, not one key held down."""
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < SHORTEST or len(set(reason.casefold().split())) < 3:
            raise ValidationError("Say in a sentence why you have to open it now")
        return reason


def kind_field(label: str, hints: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=RecordBlock.Kind.choices,
        widget=Radios(hints=hints),
        error_messages={"required": "Choose one", "invalid_choice": "Choose one"},
    )


class DeclareForm(forms.Form):
    """Said by the colleague."""

    kind = kind_field(
        "Who is it?",
        {
            "own": "Nobody here opens it in passing any more, you included",
            "relation": "You do not open it in passing any more. Your colleagues can.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [("own", "It is me"), ("relation", "It is a relation, or somebody close to me")]
        self.fields["kind"].choices = labels  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """Said by whoever manages the team."""

    user: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Which colleague?",
        queryset=None,
        empty_label="Choose a colleague",
        error_messages={"required": "Choose a colleague", "invalid_choice": "Choose a colleague"},
    )
    kind = kind_field(
        "What is this record to them?",
        {
            "own": "Nobody opens it in passing",
            "relation": "This colleague does not open it in passing. Others can.",
        },
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class RecordForm(forms.Form):
    """Which record: by NHS number, or by the number it has here. Sent by POST."""

    number = forms.CharField(
        label="NHS number or record number",
        help_text="For example 999 000 0018, or the number after the word Record",
        max_length=30,
        error_messages={"required": "Enter an NHS number or a record number"},
    )

    def clean_number(self) -> dict[str, Any]:
        """What to look for: ten digits are an NHS number, fewer are ours."""
        typed = nhs_number.compact(self.cleaned_data["number"])
        if typed.isascii() and typed.isdigit() and len(typed) < 10:
            return {"pk": int(typed)}
        try:
            return {"nhs_number": nhs_number.read(typed)}
        except nhs_number.WrongNumber as wrong:
            raise ValidationError(str(wrong)) from None

    def not_found(self) -> None:
        self.add_error("number", "No record here has this number. Check it and try again.")
