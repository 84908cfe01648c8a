"""What is typed about groups: the series, its meetings, who came, and words for all of them."""

import datetime as dt
from typing import Any, cast

from django import forms

from coaching.booking_forms import LENGTHS, ColleagueField
from coaching.group_names import names_in
from coaching.models import GroupMember, GroupSeries
from practice.clock import LONDON
from practice.widgets import Checkboxes, DateField, TimeField


class SeriesForm(forms.Form):
    """A group: what it is called, who leads it, how many, and what people agree to."""

    name = forms.CharField(label="Name of the group", max_length=80)
    place = forms.CharField(label="Where it meets", max_length=200, required=False)
    facilitator = ColleagueField(queryset=None, label="Who leads it", empty_label=None)
    places = forms.IntegerField(
        label="Places",
        min_value=2,
        max_value=100,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
    )
    agreement = forms.CharField(
        label="What people agree to",
        help_text="Read it to them. For example: what is said here stays here; come when you can; say when you stop.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ColleagueField, self.fields["facilitator"]).queryset = coaches


def as_it_stands(series: GroupSeries) -> dict[str, Any]:
    names = ("name", "place", "places", "agreement")
    return {"facilitator": series.facilitator_id} | {name: getattr(series, name) for name in names}


class TakeInForm(forms.Form):
    """Their yes, and to which version of the words."""

    agreed_to = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="I read them the agreement and they said yes",
        error_messages={"required": "They come in with their yes to the agreement"},
    )


class LeaveForm(forms.Form):
    """Why somebody comes no more."""

    because = forms.CharField(label="Why do they leave?", max_length=200)


class CancelMeetingForm(forms.Form):
    """Why a meeting does not take place."""

    because = forms.CharField(label="Why does it not take place?", max_length=200)


class MeetingForm(forms.Form):
    """A day and a time."""

    booked_on = DateField(name="the day", label="Day")
    booked_at = TimeField(label="Time", help_text="For example, 9:15am or 2:30pm")
    minutes = forms.TypedChoiceField(label="How long", choices=LENGTHS, coerce=int, initial=90)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_booked_on(self) -> dt.date:
        day = self.cleaned_data["booked_on"]
        if not self.today - dt.timedelta(days=366) <= day <= self.today + dt.timedelta(days=731):
            raise forms.ValidationError("The day must be in the last year or the next two")
        return day

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        moment = dt.datetime.combine(said["booked_on"], said["booked_at"], tzinfo=LONDON)
        return {"booked_for": moment, "minutes": said["minutes"]}


class PeopleField(forms.ModelMultipleChoiceField):
    """Some of those who are in the group."""

    def label_from_instance(self, member: GroupMember) -> str:
        return member.patient.name


class RegisterForm(forms.Form):
    """Who came, and what all of them may read. A name in it is asked about once."""

    came = PeopleField(queryset=None, label="Who came", required=False, widget=Checkboxes)
    summary = forms.CharField(
        label="Shared summary",
        help_text="Everybody who came may read it: no names, nothing that is one person’s own",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    say_optional = False

    def __init__(self, *args: Any, members: Any, people: list[tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        cast(PeopleField, self.fields["came"]).queryset = members
        self.names: list[str] = []

    def clean(self) -> dict[str, Any]:
        """A word may be a name and something else (May, Grace): one press says that it is meant."""
        said = super().clean() or {}
        self.names = names_in(said.get("summary", ""), self.people)
        if self.names and "no_names" not in self.data:
            which = ", ".join(self.names)
            self.add_error("summary", f"This may name somebody of the group: {which}. Write it without names")
        return said
