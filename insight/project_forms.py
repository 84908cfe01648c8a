"""What people type about a project: its aim, its team, when it meets, and how it ended."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet

from insight.models import Project
from practice.models import Membership
from practice.widgets import Checkboxes, DateField, Radios, TimeField

LONDON = ZoneInfo("Europe/London")
# So that a case study is one page.
LONGEST = {"what_we_did": 500, "what_happened": 500, "how_it_helped": 400, "next_steps": 300}
ABOUT_RESULTS = {
    Project.Result.WORKED: "The aim was reached, or as good as",
    Project.Result.PARTLY: "Something of it came, or for some people",
    Project.Result.NOT: "What did not work is worth as much to others: it goes on the same shelf",
    Project.Result.STOPPED: "It ended before anybody could know",
}


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ColleagueField(forms.ModelChoiceField):
    """One of those who work here."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class ColleaguesField(forms.ModelMultipleChoiceField):
    """Any of those who work here."""

    widget = Checkboxes

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class Locked(forms.Form):
    """Carries the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AimForm(Locked):
    """Who, how much, by when."""

    name = forms.CharField(
        label="Name of the project",
        max_length=80,
        error_messages={"required": "Give the project a name"},
    )
    problem = forms.CharField(
        label="What is the problem?",
        help_text="In a few sentences. No names, and nothing by which a patient could be recognised",
        required=False,
        max_length=500,
        widget=area(),
    )
    who = forms.CharField(
        label="The aim: for whom?",
        help_text="For example: people who are booked for a first session",
        max_length=200,
        error_messages={"required": "Say for whom"},
    )
    how_much = forms.CharField(
        label="What will be different, and by how much?",
        help_text="For example: missed sessions fall from 14% to 8%",
        max_length=200,
        error_messages={"required": "Say what will be different, and by how much"},
    )
    by_on = DateField(label="By when?", name="the day of the aim")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_how_much(self) -> str:
        """An aim without a number cannot be said to be reached."""
        words: str = self.cleaned_data["how_much"]
        if not any(letter.isdigit() for letter in words):
            raise forms.ValidationError("Say how much in a number, such as: from 14% to 8%")
        return words

    @property
    def aim(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "problem", "who", "how_much", "by_on")}


class StartForm(AimForm):
    """A day that has passed is no aim."""

    def clean_by_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["by_on"]
        if day <= self.today:
            raise forms.ValidationError("The day of the aim must be in the future")
        return day


class ChangeForm(AimForm):
    """And who leads it."""

    lead = ColleagueField(
        label="Who leads it?",
        queryset=None,
        empty_label=None,
        error_messages={"required": "Choose who leads it"},
    )

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]


class TeamForm(Locked):
    """Who works on it."""

    members = ColleaguesField(label="Who works on it?", queryset=None, required=False)

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = people  # type: ignore[attr-defined]


class MeetingForm(Locked):
    """When they meet next. Everything empty: no meeting is planned."""

    day = DateField(label="Day of the next meeting", name="the day of the meeting", required=False)
    time = TimeField(label="Time", required=False, help_text="For example, 12:30pm")
    words = forms.CharField(
        label="Where, and what about?",
        required=False,
        max_length=200,
        help_text="For example: room 2, look at cycle 3",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("day") and not said.get("time") and "time" not in self.errors:
            self.add_error("time", "Enter the time of the meeting")
        if said.get("time") and not said.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day of the meeting")
        return said

    @property
    def at(self) -> dt.datetime | None:
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return dt.datetime.combine(day, time, LONDON) if day else None


def text(label: str, name: str, help_text: str) -> forms.CharField:
    most = LONGEST[name]
    wrong = {
        "required": f"{label}: write something",
        "max_length": f"{label}: write {most} characters or fewer",
    }
    hint = f"{help_text}. Up to {most} characters"
    return forms.CharField(label=label, max_length=most, help_text=hint, widget=area(4), error_messages=wrong)


class FinishForm(Locked):
    """How it went, in the four texts of a case study."""

    result = forms.ChoiceField(
        label="How did it go?",
        choices=Project.Result.choices,
        widget=Radios(hints={str(one): words for one, words in ABOUT_RESULTS.items()}),
        error_messages={"required": "Say how it went"},
    )
    what_we_did = text("What we did", "what_we_did", "The changes that were tried")
    what_happened = text("What happened", "what_happened", "What the charts show, and what nobody expected")
    how_it_helped = text("How it helped", "how_it_helped", "Patients, or staff; or that it did not")
    next_steps = text("Next steps", "next_steps", "What stays, what is tried next, what others should know")

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LONGEST}
