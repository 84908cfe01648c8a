"""What somebody at a service types and chooses behind a link, turned into values."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from practice.clock import LONDON
from practice.widgets import DateField, Radios, TimeField
from practice.wording import day_of_week
from prescribing.models import PlacementEvent

Kind = PlacementEvent.Kind
MOST = 1000
BESIDE_A_CHOICE = 900  # what was chosen stands before it and takes the rest
CAME_OR_NOT = [("came", "They came"), ("did_not_come", "They did not come")]
WHETHER = "Choose whether they came"
WHY_NOT = [
    ("We are full", "We are full"),
    ("We do not do this any more", "We do not do this any more"),
    ("It would not be right for them", "It would not be right for them"),
    ("We could not reach them", "We could not reach them"),
    ("They do not want to come", "They do not want to come"),
    ("Something else", "Something else"),
]


def words(
    label: str, *, required: bool = False, missing: str = "Write something", most: int = MOST
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": f"Write at most {most} letters"},
    )


class AnswerForm(forms.Form):
    """One answer. What it says is in `said`, for the action."""

    kind: Kind

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def said(self) -> dict[str, Any]:
        return {"kind": self.kind, "words": self.cleaned_data.get("words", "")}

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What one press says: mostly one thing."""
        return [self.said]


class GotItForm(AnswerForm):
    """Nothing to type."""

    kind = Kind.GOT_IT


class BookedForm(AnswerForm):
    """When they are expected."""

    kind = Kind.BOOKED
    day = DateField(name="the day", label="Which day?", help_text="For example, 27 3 2026")
    time = TimeField(label="What time?", help_text="For example, 10am or 2:30pm")

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError("The day must be today or later", params={"parts": ("day",)})
        if day > self.today + dt.timedelta(days=366):
            raise forms.ValidationError("The day must be within a year", params={"parts": ("year",)})
        return day

    @property
    def said(self) -> dict[str, Any]:
        when = dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], LONDON)
        return super().said | {"booked_for": when, "happened_on": self.cleaned_data["day"]}


class InARow(Radios):
    """Two short choices side by side."""

    inline = True


class AttendanceForm(AnswerForm):
    """Came or not: the days on which the service has met since, in one press; or another day."""

    say_optional = False

    day = DateField(name="the day", label="Which day was it?", help_text="For example, 27 3 2026")
    came = forms.ChoiceField(
        label="Did they come?",
        choices=CAME_OR_NOT,
        widget=Radios,
        error_messages={"required": WHETHER, "invalid_choice": WHETHER},
    )

    def __init__(self, *args: Any, days: Iterable[dt.date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = {f"on_{day:%Y%m%d}": day for day in days}
        for name, day in self.days.items():
            self.fields[name] = forms.ChoiceField(
                label=day_of_week(day), choices=CAME_OR_NOT, widget=InARow, required=False
            )
        if self.days:
            self.fields["day"].label, self.fields["day"].required = "Or another day", False
            self.fields["came"].required = False
        self.order_fields([*self.days, "day", "came"])

    def clean_day(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["day"]
        if day is None:
            return None
        if day > self.today:
            raise forms.ValidationError("The day must be today or earlier", params={"parts": ("day",)})
        if day < self.today - dt.timedelta(days=366):
            raise forms.ValidationError("The day must be within the last year", params={"parts": ("year",)})
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        some = any(said.get(name) for name in self.days)
        if not self.errors and bool(said.get("day")) != bool(said.get("came")):
            self.add_error(
                "came" if said.get("day") else "day", WHETHER if said.get("day") else "Enter the day"
            )
        elif not self.errors and not some and not said.get("day"):
            self.add_error(next(iter(self.days), "came"), WHETHER)
        return said

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The oldest first, so that the last word is of the latest day."""
        told = {day: self.cleaned_data[name] for name, day in self.days.items() if self.cleaned_data[name]}
        if self.cleaned_data["day"]:
            told[self.cleaned_data["day"]] = self.cleaned_data["came"]
        return [{"kind": Kind(told[day]), "happened_on": day} for day in sorted(told)]


class FinishedForm(AnswerForm):
    """It is over, and well."""

    kind = Kind.FINISHED
    words = words("Is there anything that we should know? You do not have to write anything.")


class CannotHelpForm(AnswerForm):
    """Why not: a choice, and words if they want."""

    kind = Kind.CANNOT_HELP
    why = forms.ChoiceField(
        label="Why can you not help?",
        choices=WHY_NOT,
        widget=Radios,
        error_messages={"required": "Choose why", "invalid_choice": "Choose why"},
    )
    words = words("Do you want to say more? You do not have to write anything.", most=BESIDE_A_CHOICE)

    @property
    def said(self) -> dict[str, Any]:
        more = self.cleaned_data["words"].strip()
        return {"kind": self.kind, "words": ". ".join(filter(None, [self.cleaned_data["why"], more]))}


class TooManyForm(AnswerForm):
    """We send too many, or the wrong people."""

    kind = Kind.TOO_MANY
    words = words("What should we do differently?", required=True)


class MessageForm(AnswerForm):
    """Anything else."""

    kind = Kind.MESSAGE
    words = words("Your message", required=True)


FORMS: dict[str, type[AnswerForm]] = {
    "got-it": GotItForm,
    "booked": BookedForm,
    "attendance": AttendanceForm,
    "finished": FinishedForm,
    "cannot-help": CannotHelpForm,
    "too-many": TooManyForm,
    "message": MessageForm,
}


class PlacesForm(forms.Form):
    """What the service says of itself."""

    taking = forms.ChoiceField(
        label="Do you take new people now?",
        choices=[("yes", "Yes"), ("paused", "No, please stop sending people for now")],
        widget=Radios,
        error_messages={"required": "Choose yes or no", "invalid_choice": "Choose yes or no"},
    )
    paused_until = DateField(
        name="the day",
        label="If no: until when?",
        help_text="Leave it empty if you do not know",
        required=False,
    )
    paused_because = forms.CharField(label="If no: why?", max_length=200, required=False)
    places_left = forms.IntegerField(
        label="How many places are free?", min_value=0, max_value=999, required=False
    )
    wait_weeks = forms.IntegerField(
        label="How many weeks do people wait?", min_value=0, max_value=200, required=False
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paused_until(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["paused_until"]
        if day and day < self.today:
            raise forms.ValidationError("The day must be today or later", params={"parts": ("day",)})
        return day

    @property
    def paused(self) -> bool:
        return bool(self.cleaned_data["taking"] == "paused")

    @property
    def values(self) -> dict[str, Any]:
        names = ("places_left", "wait_weeks", "paused_until", "paused_because")
        return {name: self.cleaned_data[name] for name in names}
