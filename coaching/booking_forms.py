"""What people type to book, move, cancel or miss a session."""

import datetime as dt
from typing import Any, cast

from django import forms

from coaching.follow_up_form import FollowUpForm, InARow
from coaching.models import Enrolment, FollowUp, Session
from patients.models import Patient
from practice.clock import LONDON
from practice.models import Membership
from practice.widgets import DateField, Radios, TimeField

LENGTHS = [(minutes, f"{minutes} minutes") for minutes in (10, 15, 20, 30, 40, 45, 60, 90, 120)]
BOOKED, TO_BOOK = "booked", "to_book"
OUTSIDE = "none"
NOT_SAFE = "Enter a link that begins with https"


class ColleagueField(forms.ModelChoiceField):
    """One of the people who work here, by name and role."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class WhenForm(forms.Form):
    """A day, a time, a way, a coach, and what has to be arranged for it."""

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
    video_link = forms.URLField(
        label="Link to the video call",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="Only for video. It begins with https",
        error_messages={"invalid": NOT_SAFE},
    )
    coach = ColleagueField(queryset=None, label="With", empty_label=None)
    interpreter = forms.ChoiceField(
        label="Is an interpreter booked for it?",
        choices=[(BOOKED, "Yes, booked"), (TO_BOOK, "Not yet: Today will say so")],
        widget=InARow,
        initial=TO_BOOK,
    )
    programme = forms.ChoiceField(label="Part of which programme?", widget=Radios)

    def __init__(
        self,
        *args: Any,
        patient: Patient,
        coaches: Any,
        enrolments: list[Enrolment],
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(ColleagueField, self.fields["coach"]).queryset = coaches
        self.today = today
        self.enrolments = {str(enrolment.pk): enrolment for enrolment in enrolments}
        self.ask_only_what_matters(patient)

    def ask_only_what_matters(self, patient: Patient) -> None:
        """No question about an interpreter or a programme where there is none."""
        if patient.interpreter_needed:
            hint = f"They need one: {patient.language}" if patient.language else "They need one"
            self.fields["interpreter"].help_text = hint
        else:
            del self.fields["interpreter"]
        if not self.enrolments:
            del self.fields["programme"]
            return
        named = [(key, enrolment.programme.name) for key, enrolment in self.enrolments.items()]
        field = cast(forms.ChoiceField, self.fields["programme"])
        field.choices = (
            [*named, (OUTSIDE, "None of them")] if len(named) > 1 else [*named, (OUTSIDE, "No programme")]
        )
        if len(named) == 1:
            field.initial = named[0][0]

    def clean_booked_on(self) -> dt.date:
        """A year back, for what was held and not written up; two years on, for a slip of the year."""
        day = self.cleaned_data["booked_on"]
        if not self.today - dt.timedelta(days=366) <= day <= self.today + dt.timedelta(days=731):
            raise forms.ValidationError("The day must be in the last year or the next two")
        return day

    def clean_video_link(self) -> str:
        """Nobody is sent to a page that others on the same network can read."""
        link = self.cleaned_data["video_link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(NOT_SAFE)
        return link

    @property
    def lacks_interpreter(self) -> bool:
        return self.cleaned_data.get("interpreter") == TO_BOOK

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        said = self.cleaned_data
        programme = said.get("programme", "")
        return {
            "booked_for": dt.datetime.combine(said["booked_on"], said["booked_at"], tzinfo=LONDON),
            **{name: said[name] for name in ("coach", "mode", "minutes")},
            "video_link": said["video_link"] if said["mode"] == Session.Mode.VIDEO else "",
            "interpreter_booked": said.get("interpreter") == BOOKED,
            "enrolment": self.enrolments.get(programme),
            "outside": programme == OUTSIDE,
        }


class BookForm(WhenForm):
    """One session, or several at the same time of the week."""

    repeat = forms.TypedChoiceField(
        label="How often",
        choices=[(0, "Just once"), (1, "Every week"), (2, "Every 2 weeks")],
        coerce=int,
        widget=InARow,
        initial=0,
        required=False,
    )
    times = forms.TypedChoiceField(
        label="How many sessions in all",
        choices=[(number, str(number)) for number in range(2, 13)],
        coerce=int,
        initial=4,
        required=False,
        help_text="Only if they come every week or every 2 weeks",
    )

    @property
    def series(self) -> dict[str, int]:
        """How many, and how many weeks apart."""
        weeks = self.cleaned_data["repeat"] or 0
        return {"times": (self.cleaned_data["times"] or 2) if weeks else 1, "weeks": weeks}


class MoveForm(WhenForm):
    """The same, for a session that is booked: two people must not move it at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        at = session.booked_for.astimezone(LONDON)
        kwargs["initial"] = {
            "booked_on": at.date(),
            "booked_at": at.time().replace(second=0, microsecond=0),
            "minutes": session.minutes,
            "mode": session.mode,
            "video_link": session.video_link,
            "coach": session.coach_id,
            "interpreter": BOOKED if session.interpreter_booked else TO_BOOK,
            "programme": str(session.enrolment_id or OUTSIDE),
            "version": session.version,
        }
        super().__init__(*args, patient=session.patient, **kwargs)


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

    def __init__(self, *args: Any, at_risk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_risk = at_risk

    def clean(self) -> dict[str, Any]:
        """Somebody in danger, or who depends on others, is called: a text may never reach them."""
        said = super().clean()
        calls = (FollowUp.Channel.PHONE, FollowUp.Channel.FACE_TO_FACE)
        if said.get("channel") and said["channel"] not in calls:
            if self.at_risk:
                self.add_error("channel", "A risk was noted for this person. Call them, or see them")
            elif said.get("absence") == Session.Absence.WAS_NOT_BROUGHT:
                self.add_error("channel", "They depend on somebody else. Call them, or see them")
        return said
