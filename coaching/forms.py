"""What people type about sessions, turned into values; what is wrong, in plain English."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict

from coaching.follow_up_form import FollowUpForm, InARow
from coaching.models import Session
from coaching.note import Note
from coaching.words import LONGEST, Typed, as_data
from patients import nhs_number
from practice.models import Membership
from practice.widgets import Checkboxes

EMPTY = "Write what matters to them, notes or a next step: a note without words cannot be signed"
NO_STEP = "There is no next step. Write it, or press “Finish: no step agreed” at the end of the page"


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
