"""What people look for in the trail: chosen in a form, kept in the address as ids and dates."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import Http404

from practice.models import User
from practice.requests import Request
from practice.trail_queries import Asked
from practice.verbs import Kind
from practice.widgets import DateField

LARGEST_ID = 2**63 - 1


class TrailAddress(forms.Form):
    """The part of the address behind the question mark; anything else there is no address of ours."""

    patient = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    person = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    first = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    last = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    before = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)

    def asked(self) -> Asked | None:
        """None where it is not an address that our pages make."""
        return Asked(**self.cleaned_data) if self.is_valid() else None


def edge_of(request: Request) -> int:
    """The event from which a page goes on: `?before=12`; 0 for the newest."""
    address = TrailAddress(request.GET)
    asked = address.asked()
    if asked is None:
        raise Http404
    return asked.before or 0


class TrailForm(forms.Form):
    """Who, what, when."""

    say_optional = False
    person: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Who",
        queryset=None,
        required=False,
        empty_label="Everybody",
        error_messages={"invalid_choice": "Choose somebody who works or worked here"},
    )
    kind = forms.ChoiceField(label="What", choices=[("", "Everything"), *Kind.choices], required=False)
    first = DateField(label="From", name="the first day", required=False)
    last = DateField(label="To", name="the last day", required=False)
    patient = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "The last day must be the first day or later")
        return cleaned

    def query(self) -> str:
        """Behind the question mark: ids and dates, never a name."""
        given = {name: plain(value) for name, value in self.cleaned_data.items() if value}
        return f"?{urlencode(given)}" if given else ""


def plain(value: Any) -> str:
    if isinstance(value, User):
        return str(value.pk)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
