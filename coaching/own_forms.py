"""What a coach writes for themselves."""

from typing import Any

from django import forms

from coaching.actions.reflecting import TICKS
from coaching.models import Supervision
from practice.widgets import DateField

LONGEST = 5000


def tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def words(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Write 5,000 characters or fewer"},
    )


class ReflectionForm(forms.Form):
    """Five ticks; none of them is a mark, and nobody adds them up."""

    listened = tick("I listened more than I talked")
    their_words = tick("The goal and the step were in their words")
    asked_before_telling = tick("I asked before I told")
    their_choice = tick("What comes next was their choice")
    checked_understanding = tick("I checked that we understood each other")
    words = words("What I want to remember", "No names and no details of the person: they are in the note")

    say_optional = False

    @property
    def ticks(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in TICKS}


class SupervisionForm(forms.ModelForm):
    """One supervision meeting."""

    held_on = DateField(name="the day", label="When")

    say_optional = False

    class Meta:
        model = Supervision
        fields = ("held_on", "with_whom", "words", "about_risk", "about_load", "to_come_back_to")
        labels = {
            "with_whom": "With whom",
            "words": "What we talked about, and what I take from it",
            "about_risk": "About a risk",
            "about_load": "About how much I carry",
            "to_come_back_to": "To come back to next time",
        }
        help_texts = {"words": "No names and no details of a person"}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"with_whom": {"required": "Say with whom"}}

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day and day > self.today:
            raise forms.ValidationError("The day must be today or earlier")
        return day
