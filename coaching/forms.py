"""What people type about a session that has ended: later words, why it does not stand, whom it was about."""

from django import forms

from coaching.note_fields import words
from patients import nhs_number


class AddWordsForm(forms.Form):
    """Later words to a signed note."""

    words = words("Add to this note", rows=4, required=True, missing="Write what you want to add")


class StrikeForm(forms.Form):
    """Why a note does not stand."""

    because = forms.CharField(
        label="Why was it entered in error?",
        help_text="For example, it was about somebody else",
        max_length=300,
        error_messages={"required": "Say why it was entered in error"},
    )


class RightPersonForm(forms.Form):
    """Whom a struck note was really about."""

    nhs_number = forms.CharField(
        label="NHS number of the right person",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"required": "Enter the NHS number of the right person"},
    )

    def clean_nhs_number(self) -> str:
        try:
            return nhs_number.read(self.cleaned_data["nhs_number"])
        except nhs_number.WrongNumber as wrong:
            raise forms.ValidationError(str(wrong)) from None
