"""What people type to refer somebody, to triage, to note a contact, to agree a plan and to close."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms

from patients.working_day import SATURDAY
from practice.models import Membership
from practice.widgets import Checkboxes, DateField, Radios
from prescribing.models import Referral, ReferralContact, SocialNeed

SOON = [("1", "In a week"), ("2", "In 2 weeks"), ("4", "In 4 weeks"), ("12", "In 12 weeks")]
THEY_READ = "In a few words. They may read it one day"


class InARow(Radios):
    """A few short choices side by side."""

    inline = True


def long_words(label: str, *, rows: int = 2, most: int = 1000, **more: Any) -> forms.CharField:
    said = {"max_length": f"Write {most:,} characters or fewer"} | more.pop("error_messages", {})
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, error_messages=said, **more)


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


class WorkerField(forms.ModelChoiceField):
    """A colleague who works referrals, with what they carry now."""

    carried: dict[int, str] = {}

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {self.carried.get(member.pk, 'nobody yet')}"


class WorkersField(forms.ModelMultipleChoiceField):
    """Several of them."""

    carried: dict[int, str] = {}

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {self.carried.get(member.pk, 'nobody yet')}"


class AboutForm(forms.Form):
    """Why, how soon, when best, and what to be careful with."""

    reason = long_words(
        "Why",
        help_text="What matters to them, in a few words. They may read it one day",
        error_messages={"required": "Say why you refer them"},
    )
    needs = forms.MultipleChoiceField(label="Needs", required=False, widget=Checkboxes)
    urgency = forms.ChoiceField(
        label="How soon", choices=Referral.Urgency.choices, widget=InARow, initial=Referral.Urgency.USUAL
    )
    best_times = forms.CharField(
        label="When best to reach them", required=False, max_length=200, help_text="For example, after three"
    )
    third_party = tick("It speaks of somebody else too", "Then less of it goes back to others")
    sensitive = tick("It is sensitive", "Then only who refers and who works referrals reads it")

    def __init__(self, *args: Any, needs: Iterable[SocialNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["needs"])
        field.choices = [(need.code, need.words) for need in needs]

    @property
    def said(self) -> dict[str, Any]:
        names = ("reason", "needs", "urgency", "best_times", "third_party", "sensitive")
        return {name: self.cleaned_data[name] for name in names}


class ChangeForm(AboutForm):
    """The same, for a referral that another may have changed meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BecauseForm(forms.Form):
    """Why, for what is not undone by a press."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(
        label="Why",
        max_length=300,
        help_text=THEY_READ,
        error_messages={"required": "Say why, in a few words"},
    )


class GiveForm(forms.Form):
    """To whom a referral goes."""

    worker = WorkerField(
        queryset=None,
        label="Who takes it",
        empty_label="Choose a colleague",
        error_messages={"required": "Choose who takes it", "invalid_choice": "Choose who takes it"},
    )

    def __init__(self, *args: Any, workers: Any, carried: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(WorkerField, self.fields["worker"])
        field.carried, field.queryset = carried, workers


class WaitForm(forms.Form):
    """Why it waits."""

    because = forms.CharField(
        label="Why it waits",
        required=False,
        max_length=300,
        help_text="For example, nobody has room before May",
    )


def working_day(day: dt.date) -> dt.date:
    """This one, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


class ComeBackForm(forms.Form):
    """On which day it is somebody's work again, and for what."""

    soon = forms.ChoiceField(label="Be in touch again", choices=SOON, widget=InARow, required=False)
    next_on = DateField(
        name="the day", label="Or on this day", required=False, help_text="For example, 27 3 2026"
    )
    next_words = forms.CharField(label="What about", required=False, max_length=200)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_next_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["next_on"]
        if self.cleaned_data.get("soon") and day == self.initial.get("next_on"):
            return None  # it only stood there
        if day and not self.today <= day <= self.today + dt.timedelta(days=731):
            raise forms.ValidationError("The day must be today or later, and in the next two years")
        return day

    def clean(self) -> dict[str, Any]:
        """A day that somebody typed goes before so many weeks; nobody is rung on a Sunday."""
        said = super().clean() or {}
        weeks = said.pop("soon", "")
        if weeks and not said.get("next_on") and "next_on" not in self.errors:
            said["next_on"] = working_day(self.today + dt.timedelta(weeks=int(weeks)))
        return said


class AskBackForm(forms.Form):
    """What has to be known first."""

    question = forms.CharField(
        label="What do you want to know?",
        max_length=280,
        help_text="Whoever referred them sees it on the record",
        error_messages={"required": "Write your question"},
    )


class AnswerForm(forms.Form):
    """The answer to it."""

    words = forms.CharField(
        label="Your answer", max_length=280, error_messages={"required": "Write your answer"}
    )


class ContactForm(ComeBackForm):
    """A try or a contact; `result` is the button that was pressed."""

    mode = forms.ChoiceField(
        label="How",
        choices=ReferralContact.Mode.choices,
        widget=InARow,
        initial=ReferralContact.Mode.PHONE,
        error_messages={"required": "Choose how"},
    )
    minutes = forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=1,
        max_value=600,
        error_messages={
            "invalid": "Enter minutes as a number",
            "min_value": "Enter 1 minute or more",
            "max_value": "Enter 600 minutes or fewer",
        },
    )
    words = long_words("What was said", required=False)
    result = forms.ChoiceField(
        choices=ReferralContact.Result.choices,
        error_messages={
            "required": "Press what came of it",
            "invalid_choice": "Press what came of it",
        },
    )

    field_order = ["mode", "minutes", "words", "soon", "next_on", "next_words"]
    say_optional = False

    @property
    def said(self) -> dict[str, Any]:
        names = ("mode", "result", "minutes", "words", "next_on", "next_words")
        return {name: self.cleaned_data[name] for name in names}


class PlanForm(ComeBackForm):
    """What matters and what they will try."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    plan = long_words(
        "What matters to them, and what they will try",
        rows=4,
        most=2000,
        help_text="In their words",
        error_messages={"required": "Write what matters to them, and what they will try"},
    )

    field_order = ["version", "plan", "soon", "next_on", "next_words"]


class CloseForm(BecauseForm):
    """How it ended. Who died is marked on the record, which closes it by itself."""

    outcome = forms.ChoiceField(
        label="How it ended",
        choices=[choice for choice in Referral.Outcome.choices if choice[0] != Referral.Outcome.DIED],
        widget=Radios,
        error_messages={"required": "Choose how it ended"},
    )

    field_order = ["version", "outcome", "because"]


class WorkloadForm(forms.Form):
    """How many."""

    people = forms.IntegerField(
        label="How many open referrals they can carry",
        min_value=0,
        max_value=500,
        error_messages={
            "required": "Enter a number",
            "invalid": "Enter a number",
            "min_value": "Enter 0 or more",
            "max_value": "Enter 500 or fewer",
        },
    )


class HandOverForm(forms.Form):
    """Who takes over everything of a colleague; nobody means back on the list."""

    takers = WorkersField(
        queryset=None,
        label="Who takes over?",
        required=False,
        widget=Checkboxes,
        help_text="With more than one, referrals go to whoever has most room. With nobody, they go back on the list",
    )

    say_optional = False

    def __init__(self, *args: Any, workers: Any, carried: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(WorkersField, self.fields["takers"])
        field.carried, field.queryset = carried, workers


class MessageForm(forms.Form):
    """To whom the message back goes, and what the facts do not know."""

    to_whom = forms.ChoiceField(label="To whom", widget=Radios, error_messages={"required": "Choose to whom"})
    asked = forms.CharField(label="What you ask of the GP", required=False, max_length=200)
    risks = forms.CharField(
        label="Risks that were told",
        required=False,
        max_length=200,
        help_text="And to whom. Leave it empty for none",
    )

    def __init__(self, *args: Any, to: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["to_whom"]).choices = [(one, one) for one in to]
