"""To which practice of the network somebody has moved, and what it hears."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from practice.models import Practice
from prescribing.referral_forms import long_words


class OfferOnForm(forms.Form):
    """To which practice of the network; what it hears, word by word; and that they agree."""

    to = forms.ChoiceField(
        label="Their new practice", error_messages={"required": "Choose their new practice"}
    )
    telephone = forms.CharField(label="Where they can be rung", max_length=30, required=False)
    words = long_words(
        "What the new practice hears", rows=4, error_messages={"required": "Write what it hears"}
    )
    agrees = forms.BooleanField(
        label="They agree that their new practice hears this",
        error_messages={"required": "Ask them first: nothing goes without their yes"},
    )

    def __init__(self, *args: Any, practices: Iterable[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practices = {str(one.pk): one for one in practices}
        choices = [("", "Choose one"), *((pk, one.name) for pk, one in self.practices.items())]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices

    @property
    def said(self) -> dict[str, Any]:
        names = ("telephone", "words")
        return {"to": self.practices[self.cleaned_data["to"]], **{n: self.cleaned_data[n] for n in names}}
