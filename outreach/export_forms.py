"""What for a file is taken out, and what stands in it."""

from typing import Any

from django import forms

from outreach.cohort_forms import AnyOf
from outreach.export_rows import GROUPED, NAMED, choices
from outreach.list_forms import NumbersForm
from outreach.models import Purpose
from patients import nhs_number
from practice.widgets import Radios


class CareForm(forms.Form):
    """For the people's own care."""

    words = forms.CharField(
        label="What it is for",
        max_length=300,
        help_text="Kept with your name, such as: letters from the practice to those who have no telephone",
        error_messages={"required": "Say what the file is for"},
    )
    columns = AnyOf(label="What stands in it", choices=choices(NAMED), initial=["nhs_number"])

    say_optional = False

    def clean_columns(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["columns"]
        if not chosen:
            raise forms.ValidationError("Choose what stands in the file")
        return chosen


class PurposeForm(CareForm):
    """For anything else."""

    purpose = forms.ChoiceField(
        label="What kind of use is it",
        choices=[choice for choice in Purpose.choices if choice[0] != Purpose.CARE],
        widget=Radios,
        error_messages={"required": "Choose what kind of use it is"},
    )

    field_order = ("purpose", "words", "columns")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = "Kept with your name, such as: how many places the new group needs"
        self.fields["columns"].choices = choices(GROUPED)  # type: ignore[attr-defined]


class AnswerForm(NumbersForm):
    """What the national service gave back: the numbers of those who have not opted out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "File that the national service gave back"

    @property
    def given(self) -> set[str]:
        """Those that are NHS numbers."""
        return {nhs_number.read(one.text) for one in self.numbered if not nhs_number.problem(one.text)}
