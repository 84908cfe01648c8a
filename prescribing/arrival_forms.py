"""What colleagues type about somebody who asked from outside, and what people type on the public page."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms

from practice.widgets import Checkboxes, DateField, Radios
from practice.wording import years_between
from prescribing.models import Arrival, Gap, Offer, SocialNeed
from prescribing.referral_forms import AboutForm, InARow, long_words

OLDEST = 120
YES, NO = "yes", "no"


class MatchForm(AboutForm):
    """The referral that begins, in the words of who read what was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("best_times", "third_party", "sensitive"):
            del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reason", "needs", "urgency")}


class SettleForm(forms.Form):
    """Why it becomes no referral."""

    settled = forms.ChoiceField(
        label="What became of it",
        choices=[choice for choice in Arrival.Settled.choices if choice[0] != Arrival.Settled.MATCHED],
        widget=Radios,
        error_messages={"required": "Choose what became of it"},
    )
    settled_words = forms.CharField(
        label="Anything to add", required=False, max_length=300, help_text="For example, whom you rang"
    )


class GapField(forms.ModelChoiceField):
    """What is missing, where, and why."""

    def label_from_instance(self, gap: Gap) -> str:
        return f"{gap.need.words}, {gap.place}: {gap.get_reason_display().lower()}"


class OfferForm(forms.Form):
    """How somebody wants to help others."""

    kind = forms.ChoiceField(
        label="How they want to help",
        choices=Offer.Kind.choices,
        widget=Radios,
        error_messages={"required": "Choose how they want to help"},
    )
    words = forms.CharField(label="In their words", required=False, max_length=300)
    gap = GapField(
        queryset=None,
        label="What is missing here that they could begin",
        required=False,
        empty_label="None of these",
    )

    def __init__(self, *args: Any, gaps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(GapField, self.fields["gap"]).queryset = gaps


class EndForm(forms.Form):
    because = forms.CharField(
        label="What came of it", max_length=200, error_messages={"required": "Say what came of it"}
    )


class AskForm(forms.Form):
    """For oneself: no more than somebody needs to find the record and to ring back."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="First name and last name",
        error_messages={"required": "Enter your name", "max_length": "Write 120 characters or fewer"},
    )
    birth_date = DateField(
        name="your date of birth", label="Your date of birth", help_text="For example, 27 3 1970"
    )
    telephone = forms.CharField(
        label="Your telephone number",
        required=False,
        max_length=30,
        error_messages={"max_length": "Write 30 characters or fewer"},
    )
    email = forms.EmailField(
        label="Your email address",
        required=False,
        error_messages={"invalid": "Enter an email address, like name@example.org"},
    )
    best_times = forms.CharField(
        label="When can we ring you?", required=False, max_length=200, help_text="For example, after three"
    )
    words = long_words(
        "What would you like help with?", rows=4, error_messages={"required": "Write a few words"}
    )
    needs = forms.MultipleChoiceField(label="Tick what fits", required=False, widget=Checkboxes)

    def __init__(
        self, *args: Any, needs: Iterable[SocialNeed], today: dt.date, youngest: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.youngest = today, youngest
        field = cast(forms.MultipleChoiceField, self.fields["needs"])
        field.choices = [(need.code, need.words) for need in needs]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_birth_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["birth_date"]
        if day > self.today or years_between(day, self.today) > OLDEST:
            raise forms.ValidationError("The date of birth must be a real one")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        fine = not {"telephone", "email"} & self.errors.keys()
        if fine and not said.get("telephone") and not said.get("email"):
            self.add_error("telephone", "Give a telephone number or an email address, so that we can answer")
        return said

    @property
    def too_young(self) -> bool:
        """Nothing is kept then: the page says where to go."""
        return years_between(self.cleaned_data["birth_date"], self.today) < self.youngest

    @property
    def said(self) -> dict[str, Any]:
        return {"who": Arrival.Who.SELF, **self.cleaned_data}


class AskForForm(AskForm):
    """For somebody else, who ought to know of it."""

    sender_name = forms.CharField(
        label="Your own name", max_length=120, error_messages={"required": "Enter your own name"}
    )
    sender_from = forms.CharField(
        label="How you know them",
        max_length=200,
        help_text="For example, a neighbour, or the name of your organisation",
        error_messages={"required": "Say how you know them"},
    )
    sender_contact = forms.CharField(
        label="How we can reach you",
        max_length=200,
        help_text="A telephone number or an email address",
        error_messages={"required": "Say how we can reach you"},
    )
    they_know = forms.ChoiceField(
        label="Do they know that you ask for them?",
        choices=[(YES, "Yes, and they agree"), (NO, "No")],
        widget=InARow,
        error_messages={"required": "Choose yes or no"},
    )

    field_order = ["sender_name", "sender_from", "sender_contact", "they_know", "name", "birth_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "name": "Their name",
            "birth_date": "Their date of birth",
            "telephone": "Their telephone number",
            "email": "Their email address",
            "best_times": "When can we ring them?",
            "words": "What would they like help with?",
        }
        for name, label in words.items():
            self.fields[name].label = label

    def clean(self) -> dict[str, Any]:
        """Somebody can be reached through who asks for them."""
        return forms.Form.clean(self) or {}

    @property
    def said(self) -> dict[str, Any]:
        knows = self.cleaned_data["they_know"] == YES
        return {**self.cleaned_data, "who": Arrival.Who.OTHER, "they_know": knows}
