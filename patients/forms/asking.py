"""What a colleague types when they have dealt with something that a patient sent."""

from django import forms


class DealtForm(forms.Form):
    """The record keeps what was done, so there is nothing to close without it."""

    words = forms.CharField(
        label="What you did",
        max_length=300,
        error_messages={
            "required": "Not stored: write what you did first",
            "max_length": "Not stored: write 300 characters or fewer",
        },
    )
