"""What somebody may add to their answer: a choice or a few words."""

from typing import Any

from django import forms

WHYS = [
    ("I could not get there", "I could not get there"),
    ("I was not well", "I was not well"),
    ("I did not hear from anybody", "I did not hear from anybody"),
    ("It was not right for me", "It was not right for me"),
    ("I have changed my mind", "I have changed my mind"),
]


class WhyForm(forms.Form):
    """One button of a choice, or words."""

    why = forms.ChoiceField(choices=WHYS, required=False)
    words = forms.CharField(
        label="In your own words",
        max_length=900,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Write at most 900 letters"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("why") or cleaned.get("words")):
            self.add_error("words", "Write something, or close this page")
        return cleaned

    @property
    def said(self) -> str:
        return ". ".join(filter(None, [self.cleaned_data["why"], self.cleaned_data["words"].strip()]))

    @property
    def has_own_words(self) -> bool:
        return bool(self.cleaned_data["words"].strip())
