"""What is typed on the pages of the directory: words to look for, notes, an address, the practice's terms."""

import datetime as dt
import re
from typing import Any

from django import forms

from practice.widgets import DateField, Radios
from prescribing.models import ServiceNote, Terms
from prescribing.service_forms import lines, narrow

KINDS = [
    (ServiceNote.Kind.NOTE, "What I saw or heard"),
    (ServiceNote.Kind.VISITED, "I went there"),
    (ServiceNote.Kind.CHECKED, "I checked that what stands here is right"),
]


class FindForm(forms.Form):
    """A few words."""

    words = forms.CharField(
        label="Find a service", max_length=100, error_messages={"required": "Enter a word"}
    )


class DayGone(forms.Form):
    """A form with a day that is not in the future."""

    day = "happened_on"

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {self.day: today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get(self.day) and not self.today - dt.timedelta(days=3650) <= said[self.day] <= self.today:
            self.add_error(self.day, "The day must be today or earlier, and within ten years")
        return said


class NoteForm(DayGone):
    """A note for colleagues."""

    kind = forms.ChoiceField(label="What is it?", choices=KINDS, widget=Radios, initial=ServiceNote.Kind.NOTE)
    words = lines(
        "In a few words", 1_000, help_text="For colleagues here. No marks, and nobody’s name who goes there."
    )
    happened_on = DateField(name="the day", label="When")

    say_optional = False

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") == ServiceNote.Kind.NOTE and not said.get("words"):
            self.add_error("words", "Write what you saw or heard")
        return said


class AddressForm(DayGone):
    """Where referrals go: typed, agreed to, by whom and when."""

    day = "agreed_on"
    email = forms.EmailField(label="Email address for referrals", max_length=254)
    agreed_who = forms.CharField(label="Who there agreed to take referrals?", max_length=120)
    agreed_on = DateField(name="the day", label="When did they agree?")
    agreed = forms.BooleanField(
        label="They agreed to take referrals at this address, and know who reads it",
        error_messages={"required": "Nothing is sent to anybody who did not agree"},
    )


def days_of(text: str) -> list[int]:
    """Numbers of days, in their order, each once."""
    if not re.fullmatch(r"\s*\d{1,3}(\s*[,; ]\s*\d{1,3})*\s*", text):
        raise forms.ValidationError("Enter numbers of days with commas between them, like 3, 7, 14")
    days = sorted({int(number) for number in re.findall(r"\d+", text)})
    if len(days) > 6 or days[0] < 1 or days[-1] > 90:
        raise forms.ValidationError("Enter at most six numbers from 1 to 90")
    return days


class TermsForm(forms.Form):
    """What a practice opens to the outside, and when it asks again."""

    public_page = forms.BooleanField(
        label="People may ask for help on our public page",
        required=False,
        help_text="Anybody can find it. What comes in waits for a colleague.",
    )
    public_words = lines("What stands at its top", 500)
    feed_open = forms.BooleanField(
        label="Our directory may be read by other systems",
        required=False,
        help_text="As Open Referral UK. Confidential places, people’s own numbers and notes are never in it.",
    )
    chase_after_days = forms.CharField(
        label="Ask a service again after so many days",
        help_text="For example 3, 7, 14. Then it becomes your task. At most one email a day goes to an address.",
    )
    ask_days_after_date = forms.IntegerField(
        label="Ask the person how it went: days after the booked day",
        min_value=0,
        max_value=90,
        widget=narrow(),
    )
    ask_days_without_date = forms.IntegerField(
        label="And where no day is known: days after the referral", min_value=1, max_value=90, widget=narrow()
    )
    stale_after_months = forms.IntegerField(
        label="Check a service again after so many months", min_value=1, max_value=60, widget=narrow()
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_chase_after_days(self) -> list[int]:
        return days_of(self.cleaned_data["chase_after_days"])


def terms_as_they_stand(terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {
            "chase_after_days": "3, 7, 14",
            "ask_days_after_date": 7,
            "ask_days_without_date": 14,
            "stale_after_months": 6,
            "version": 0,
        }
    said = {name: getattr(terms, name) for name in TermsForm.base_fields}
    return said | {"chase_after_days": ", ".join(str(day) for day in terms.chase_after_days)}
