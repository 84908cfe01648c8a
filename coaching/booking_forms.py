"""What people type to book, move, cancel or miss a session."""

import datetime as dt
from typing import Any, cast

from django import forms

from coaching.follow_up_form import FollowUpForm, InARow
from coaching.models import Session
from practice.clock import LONDON
from practice.models import Membership
from practice.widgets import DateField, Radios, TimeField

LENGTHS = [(minutes, f"{minutes} minutes") for minutes in (10, 15, 20, 30, 40, 45, 60, 90, 120)]


class ColleagueField(forms.ModelChoiceField):
    """One of the people who work here, by name and role."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class BookForm(forms.Form):
    """A day, a time, a way, a coach."""

    booked_on = DateField(name="the day", label="Day", help_text="For example, 27 3 2026")
    booked_at = TimeField(label="Time", help_text="For example, 9:15am or 2:30pm")
    minutes = forms.TypedChoiceField(label="How long", choices=LENGTHS, coerce=int, initial=30)
    mode = forms.ChoiceField(
        label="How",
        choices=Session.Mode.choices,
        widget=InARow,
        initial=Session.Mode.FACE_TO_FACE,
        error_messages={"required": "Choose how you will meet"},
    )
    coach = ColleagueField(queryset=None, label="With", empty_label=None)

    def __init__(self, *args: Any, coaches: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ColleagueField, self.fields["coach"]).queryset = coaches
        self.today = today

    def clean_booked_on(self) -> dt.date:
        """A year back, for what was held and not written up; two years on, for a slip of the year."""
        day = self.cleaned_data["booked_on"]
        if not self.today - dt.timedelta(days=366) <= day <= self.today + dt.timedelta(days=731):
            raise forms.ValidationError("The day must be in the last year or the next two")
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        said = self.cleaned_data
        at = dt.datetime.combine(said["booked_on"], said["booked_at"], tzinfo=LONDON)
        return {"booked_for": at, **{name: said[name] for name in ("coach", "mode", "minutes")}}


class MoveForm(BookForm):
    """The same, for a session that is booked: two people must not move it at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        at = session.booked_for.astimezone(LONDON)
        kwargs["initial"] = {
            "booked_on": at.date(),
            "booked_at": at.time().replace(second=0, microsecond=0),
            "minutes": session.minutes,
            "mode": session.mode,
            "coach": session.coach_id,
            "version": session.version,
        }
        super().__init__(*args, **kwargs)


class CancelForm(forms.Form):
    """Why a session will not take place."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(
        label="Why is it cancelled?",
        help_text="For example, they asked to, or the coach is ill",
        max_length=200,
        error_messages={"required": "Say why it is cancelled"},
    )


class AbsenceForm(FollowUpForm):
    """Nobody came: what is next."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    absence = forms.ChoiceField(
        label="What happened",
        choices=Session.Absence.choices,
        widget=Radios(hints={"was_not_brought": "They depend on somebody else to bring them"}),
        error_messages={"required": "Choose what happened"},
    )

    field_order = ["version", "absence"]
