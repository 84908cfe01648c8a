"""How a practice invites, as it is typed: how long it waits, and how often it tries."""

from typing import Any

from django import forms

from outreach.actions.terms import SAID
from outreach.models import InvitingTerms
from outreach.wave_forms import number


class InvitingTermsForm(forms.Form):
    """All numbers at once."""

    months_between = number(
        "Months before the same person is invited again",
        24,
        "Whoever was asked more lately is left out of new waves. Who said no is never asked again.",
    )
    chase_after_days = number("Days of silence before one more message", 28)
    call_after_days = number("Days of silence after that before a colleague rings", 28)
    most_tries = number(
        "How often a colleague tries to ring",
        6,
        "After that they are left in peace until they may be asked again",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, terms: InvitingTerms) -> None:
        first = {name: getattr(terms, name) for name in SAID}
        super().__init__(data, initial=first | {"version": terms.version if terms.pk else 0})

    @property
    def values(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in SAID}
