"""What people type about sessions, turned into values; what is wrong, in plain English."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict

from coaching.models import FollowUp, Session
from coaching.note import Note, Plan
from coaching.words import LONGEST, Typed, as_data
from patients import nhs_number
from patients.models import Patient
from practice.clock import LONDON
from practice.models import Membership
from practice.widgets import Checkboxes, DateField, Radios, TimeField

EMPTY = "Write what matters to them, notes or a next step: a note without words cannot be signed"
NO_STEP = "There is no next step. Write it, or press “Finish: no step agreed” at the end of the page"
LENGTHS = [(minutes, f"{minutes} minutes") for minutes in (10, 15, 20, 30, 40, 45, 60, 90, 120)]


class InARow(Radios):
    """A few short choices side by side, so that a session fits on a screen."""

    inline = True


class ColleagueField(forms.ModelChoiceField):
    """One of the people who work here, by name and role."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


class ColleaguesField(forms.ModelMultipleChoiceField):
    """Some of the people who work here."""

    def label_from_instance(self, member: Membership) -> str:
        return f"{member.name}, {member.get_role_display().lower()}"


def words(
    label: str, *, rows: int = 4, hint: str = "", required: bool = False, missing: str = ""
) -> forms.CharField:
    """A field for more than one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"{label} must be 20,000 characters or fewer"},
    )


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


class FollowUpForm(forms.Form):
    """What comes after: a day and a way, or why there is nothing."""

    follow_up_on = DateField(
        name="the follow-up date", label="Follow-up date", required=False, help_text="For example, 27 3 2026"
    )
    channel = forms.ChoiceField(
        label="How to be in touch", choices=FollowUp.Channel.choices, widget=InARow, required=False
    )
    follow_up_words = forms.CharField(label="What about", required=False, max_length=300)
    no_follow_up_because = forms.CharField(
        label="Or: none needed, because",
        required=False,
        max_length=200,
        help_text="Leave the date empty then",
    )

    say_optional = False

    def __init__(self, *args: Any, patient: Patient, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient, self.today = patient, today

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, and a way that is safe for this person; all that is wrong is said at once."""
        said = super().clean() or {}
        day = said.get("follow_up_on")
        dated = bool(day) or "follow_up_on" in self.errors
        reasoned = bool(said.get("no_follow_up_because")) or "no_follow_up_because" in self.errors
        if dated and reasoned:
            self.add_error("no_follow_up_because", "Give a date or a reason for none, not both")
        if not dated and not reasoned:
            self.add_error("follow_up_on", "Enter a follow-up date, or say below why none is needed")
        if day:
            self.check_day(day)
        if not reasoned and "channel" in said:
            self.check_way(said["channel"], dated=dated)
        return said

    def check_day(self, day: dt.date) -> None:
        if day < self.today:
            self.add_error("follow_up_on", "The follow-up date must be today or later")
        if self.patient.died_on or self.patient.left_on:
            self.add_error(
                "follow_up_on", "This person is not on the list any more, so nothing can be planned"
            )

    def check_way(self, channel: str, *, dated: bool) -> None:
        if not channel:
            self.add_error(
                "channel", f"Choose how to be in touch{'' if dated else ', if a follow-up is needed'}"
            )
        if channel == FollowUp.Channel.TEXT and (self.patient.restricted or self.patient.contact_with_care):
            self.add_error("channel", "No texts go to this person. Choose a phone call or face to face")

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            due_on=said["follow_up_on"],
            channel=said["channel"],
            words=said["follow_up_words"],
            none_because=said["no_follow_up_because"],
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


class NoteForm(FollowUpForm):
    """The write-up of a session: one screen, nothing forced but some words and what comes after."""

    what_matters = words("What matters to them", rows=3, hint="In their own words")
    notes = words("Notes", rows=6)
    next_step = words("Next step", rows=2, hint="One thing they will do: what, where, when, how often")
    mode = forms.ChoiceField(
        label="How you met",
        choices=Session.Mode.choices,
        widget=InARow,
        error_messages={"required": "Choose how you met"},
    )
    sensitive = forms.BooleanField(
        label="This note is sensitive",
        required=False,
        help_text="Only you and the people you name can read it",
    )
    readers = ColleaguesField(queryset=None, label="Who else may read it", required=False, widget=Checkboxes)

    field_order = Note.WORDS  # what is wrong is listed in the order of the page
    asks_for_step = False

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ColleaguesField, self.fields["readers"]).queryset = colleagues

    def clean(self) -> dict[str, Any]:
        """A note has words; one without a next step asks once whether none was agreed."""
        said = super().clean()
        if not any(said.get(name) or name in self.errors for name in Note.WORDS):
            self.add_error("what_matters", EMPTY)
        if said.get("next_step") == "" and not self.says_no_step:
            self.asks_for_step = True
            self.add_error("next_step", NO_STEP)
        return said

    @property
    def says_no_step(self) -> bool:
        """The press that answers the question, or the page that remembers it."""
        return "no_step" in self.data

    @property
    def note(self) -> Note:
        said = self.cleaned_data
        names = ("mode", "what_matters", "notes", "next_step", "sensitive")
        return Note(readers=tuple(said["readers"]), **{name: said[name] for name in names})


class NoteAsTyped(NoteForm):
    """The same, showing what was typed as it was typed, before anybody asks whether it is right."""

    def __init__(self, fields: Typed, *, wrong: str = "", **kwargs: Any) -> None:
        super().__init__(as_data(fields), **kwargs)
        if wrong:
            self.add_error(None, wrong)

    def full_clean(self) -> None:
        self._errors, self.cleaned_data = ErrorDict(), {}


class AddWordsForm(forms.Form):
    """Later words to a signed note."""

    words = words("Add to this note", rows=4, required=True, missing="Write what you want to add")


class StrikeForm(forms.Form):
    """Why a note does not stand."""

    because = forms.CharField(
        label="Why was it entered in error?",
        help_text="For example, it was about somebody else",
        max_length=300,
        error_messages={"required": "Say why it was entered in error"},
    )


class RightPersonForm(forms.Form):
    """Whom a struck note was really about."""

    nhs_number = forms.CharField(
        label="NHS number of the right person",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"required": "Enter the NHS number of the right person"},
    )

    def clean_nhs_number(self) -> str:
        try:
            return nhs_number.read(self.cleaned_data["nhs_number"])
        except nhs_number.WrongNumber as wrong:
            raise forms.ValidationError(str(wrong)) from None


def names_of(members: Iterable[Membership]) -> str:
    return ", ".join(member.name for member in members)
