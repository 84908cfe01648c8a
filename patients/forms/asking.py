"""What a colleague types when they have dealt with something that a patient sent."""

from django import forms


class DealtForm(forms.Form):
    """Words are welcome; one press without them is enough."""

    words = forms.CharField(label="What you did", max_length=300, required=False)
