"""What is typed to make a wave, to stop it, and to offer times."""

import datetime as dt
from collections.abc import Collection, Iterable
from itertools import count
from typing import Any, cast

from django import forms

from coaching.booking_forms import LENGTHS, ColleagueField
from coaching.follow_up_form import InARow
from coaching.models import Programme, Session
from outreach.days import next_working_day
from outreach.models import Wave
from outreach.wave_room import MOST
from practice.clock import LONDON
from practice.widgets import DateField, Radios, TimeField
from practice.wording import long_date

SOCIAL = "social"
YEAR = dt.timedelta(days=366)
MOST_A_DAY = 100
MOST_TIMES = 12
MODES = [choice for choice in Session.Mode.choices if choice[0] not in ("group", "home")]


def number(label: str, most: int, hint: str = "", least: int = 1) -> forms.IntegerField:
    wrong = f"Enter a number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class WaveForm(forms.Form):
    """What for, how many, from when, and how places are shared out."""

    aim = forms.ChoiceField(
        label="What are they invited to?", error_messages={"required": "Choose what they are invited to"}
    )
    size = number("How many people", MOST)
    a_day = number(
        "How many a day", MOST_A_DAY, "On working days, so that you can ring back those who want to be rung"
    )
    starts_on = DateField(label="First day", name="the first day", help_text="For example, 27 3 2026")
    balance = forms.ChoiceField(
        label="Who gets the places?",
        choices=Wave.Balance.choices,
        widget=Radios(
            hints={
                Wave.Balance.DEPRIVATION: "As many of each fifth as its share of those found; the ranking decides"
                " within it",
                Wave.Balance.RANK: "Whoever has most points, wherever they live",
            }
        ),
    )
    effort_percent = number(
        "Places in a hundred for those who take us more effort",
        50,
        "People who need an interpreter, a call, or another way to be asked. Enter 0 for none.",
        least=0,
    )
    name = forms.CharField(
        label="Name of the wave",
        max_length=80,
        help_text="Colleagues read it. Do not write a condition, or why these people were chosen.",
        error_messages={"required": "Enter a name for the wave"},
    )

    def __init__(self, data: Any, *, programmes: Iterable[Programme], today: dt.date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.programmes = {str(programme.pk): programme for programme in programmes}
        self.today = today
        named = [(key, f"Coaching: {programme.name}") for key, programme in self.programmes.items()]
        cast(forms.ChoiceField, self.fields["aim"]).choices = [
            ("", "Choose one"),
            *named,
            (SOCIAL, "Social prescribing"),
        ]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_starts_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        if not self.today <= day <= self.today + YEAR:
            raise forms.ValidationError("The first day must be today or later, within a year")
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        said = dict(self.cleaned_data)
        programme = self.programmes.get(said["aim"])
        return said | {
            "aim": Wave.Aim.COACHING if programme else Wave.Aim.PRESCRIBING,
            "programme": programme,
        }


def first_values(today: dt.date, for_what: str, size: int, names: Collection[str] = ()) -> dict[str, Any]:
    """What the form begins with: two weeks of working days, from the next one on; a name that no other wave has."""
    name = f"Wave of {long_date(today)}"
    free = (words for number in count(2) if (words := f"{name}, number {number}") not in names)
    return {
        "aim": SOCIAL if for_what == Wave.Aim.PRESCRIBING else for_what,
        "size": size,
        "a_day": max(1, -(-size // 10)),
        "starts_on": next_working_day(today),
        "balance": Wave.Balance.DEPRIVATION,
        "effort_percent": 20,
        "name": next(free) if name in names else name,
    }


class StartForm(forms.Form):
    """What was shown to whoever presses."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    people = forms.RegexField(r"^ask-\d{1,4}$", widget=forms.HiddenInput)

    def clean_people(self) -> int:
        """How many the press named."""
        return int(self.cleaned_data["people"].removeprefix("ask-"))


class StopForm(forms.Form):
    """Why nobody more is asked."""

    because = forms.CharField(
        label="Why is it stopped?",
        help_text="For example, the telephone is down, or too many said yes at once",
        max_length=300,
        error_messages={"required": "Say why it is stopped"},
    )


class TimesForm(forms.Form):
    """One time, or several in a row."""

    coach = ColleagueField(
        queryset=None,
        label="With",
        empty_label="Choose somebody",
        error_messages={"required": "Choose with whom", "invalid_choice": "Choose with whom"},
    )
    day = DateField(name="the day", label="Day", help_text="For example, 27 3 2026")
    time = TimeField(label="Time", help_text="For example, 9:15am or 2:30pm")
    minutes = forms.TypedChoiceField(label="How long", choices=LENGTHS, coerce=int, initial=30)
    mode = forms.ChoiceField(label="How", choices=MODES, widget=InARow, initial=Session.Mode.FACE_TO_FACE)
    in_a_row = number("How many times in a row", MOST_TIMES, "One after the other, from the time above")

    def __init__(self, data: Any, *, coaches: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        cast(ColleagueField, self.fields["coach"]).queryset = coaches
        self.today = today

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not self.today <= day <= self.today + YEAR:
            raise forms.ValidationError("The day must be today or later, within a year")
        return day

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        first = dt.datetime.combine(said["day"], said["time"], tzinfo=LONDON)
        step = dt.timedelta(minutes=said["minutes"])
        return {
            **{name: said[name] for name in ("coach", "minutes", "mode")},
            "starts": [first + number * step for number in range(said["in_a_row"])],
        }
