"""What people type to refer, invite, enrol somebody, and to note each step of their way."""

import datetime as dt
from typing import Any, cast

from django import forms

from coaching.booking_forms import ColleagueField
from coaching.follow_up_form import InARow
from coaching.models import Enrolment, EnrolmentStep, Programme
from coaching.way import Stands
from practice.models import Membership
from practice.permissions import Role
from practice.widgets import DateField, Radios

ROUTES = {Role.CLINICIAN: Enrolment.Route.GP, Role.LINK_WORKER: Enrolment.Route.LINK_WORKER}


class ProgrammeField(forms.ModelChoiceField):
    """One of the programmes of the practice, by name."""

    def label_from_instance(self, programme: Programme) -> str:
        return programme.name


def route_of(member: Membership) -> str:
    """How people usually come by this colleague."""
    return ROUTES.get(Role(member.role), "")


class ReferForm(forms.Form):
    """Which programme, to whom, and why. Whether the person knows is said by the button."""

    programme = ProgrammeField(queryset=None, label="Programme", empty_label=None)
    coach = ColleagueField(queryset=None, label="To whom", required=False, empty_label="Any coach")
    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In a few words. They may read it one day",
        error_messages={"required": "Say why you refer them"},
    )
    route = forms.ChoiceField(
        label="How they came to it",
        choices=[("", "Choose one"), *Enrolment.Route.choices],
        error_messages={"required": "Choose how they came to it"},
    )

    say_optional = False

    def __init__(self, *args: Any, programmes: Any, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ProgrammeField, self.fields["programme"]).queryset = programmes
        cast(ColleagueField, self.fields["coach"]).queryset = coaches


class EnrolForm(ReferForm):
    """A colleague who coaches enrols or invites somebody at once."""

    kind = forms.ChoiceField(
        label="Where they begin",
        choices=[
            (Stands.ENROLLED, "Enrolled: they said yes"),
            (Stands.INVITED, "Invited: they have been asked"),
        ],
        widget=Radios,
        initial=Stands.ENROLLED,
    )

    field_order = ["programme", "kind", "coach", "route", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["coach"].label = "With"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Stands.ENROLLED and not said.get("coach") and "coach" not in self.errors:
            self.add_error("coach", "Choose the coach they will work with")
        return said


class StepForm(forms.Form):
    """One step: when, why, whose choice; and with whom they go on. It asks only what that step needs."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    coach = ColleagueField(
        queryset=None,
        label="With",
        empty_label=None,
        error_messages={"required": "Choose the coach they will work with"},
    )
    happened_on = DateField(name="the day", label="When", help_text="For example, 27 3 2026")
    whose_choice = forms.ChoiceField(
        label="Whose choice was it?",
        choices=EnrolmentStep.Choice.choices,
        widget=InARow,
        error_messages={"required": "Choose whose choice it was"},
    )
    because = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="In a few words. They may read it one day",
        error_messages={"required": "Say why, in a few words"},
    )

    say_optional = False

    def __init__(
        self, *args: Any, enrolment: Enrolment, kind: str, coaches: Any, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enrolment, self.today = enrolment, today
        cast(ColleagueField, self.fields["coach"]).queryset = coaches
        if kind != Stands.ENROLLED:
            del self.fields["coach"]
        if kind != Stands.WITHDREW:
            del self.fields["whose_choice"]
        if kind in (Stands.ENROLLED, Stands.INVITED):
            del self.fields["because"]
        else:
            self.fields["because"].required = kind == Stands.WITHDREW

    def clean_happened_on(self) -> dt.date:
        """A way goes forward: not before the last step, and not in the future."""
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("The day must be today or earlier")
        if day < self.enrolment.stands_since:
            raise forms.ValidationError("The day must be the day of the step before, or later")
        return day

    @property
    def values(self) -> dict[str, Any]:
        names = ("happened_on", "coach", "whose_choice", "because")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}
