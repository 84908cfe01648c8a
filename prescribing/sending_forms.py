"""What may be shared, word by word, agreed by whom and until when; and the press that sends it."""

import datetime as dt
import re
from typing import Any

from django import forms

from patients.models import Patient
from practice.widgets import DateField, Radios
from prescribing.actions.sending import Agreed
from prescribing.models import Placement

LONGEST = dt.timedelta(days=731)
NUMBER = "Take the NHS number out: a service does not need it"
HINTS: dict[str, str] = {
    Placement.GivenBy.PROXY: "An attorney, deputy or parent, noted on the record with the evidence seen",
    Placement.GivenBy.BEST_INTERESTS: "They cannot decide this themselves; say below who decided, and how",
}


def words(label: str, most: int, hint: str, rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    long = {"max_length": f"Write {most:,} characters or fewer"}
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=False, widget=widget, error_messages=long
    )


class AgreeForm(forms.Form):
    """Each box goes to the service as it stands here; an empty one is not shared."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    share_name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="As they want to be called there. A first name is enough",
        error_messages={"required": "Enter the name to share: a first name is enough"},
    )
    share_contact = words(
        "How to reach them",
        200,
        "A safe number and time. Or say that you bring them, or that they come by themselves",
        1,
    )
    share_access = words(
        "What helps them to take part", 500, "Such as step-free, large print, an interpreter"
    )
    share_reason = words("Why they would like to come", 1000, "In their own words. No diagnosis")
    share_risk = words(
        "What the people there must know to be safe", 500, "Only if they agree. Else leave it empty"
    )
    agreed_by = forms.ChoiceField(
        label="Who agrees to share these words",
        choices=Placement.GivenBy.choices,
        widget=Radios(hints=HINTS),
        error_messages={"required": "Choose who agrees"},
    )
    agreed_words = forms.CharField(
        label="Who decided, and how", max_length=200, required=False, help_text="Where it was not the person"
    )
    agreed_on = DateField(name="the day they agreed", label="Agreed on")
    agreed_until = DateField(name="the last day of the agreement", label="Agreed until")

    def __init__(self, *args: Any, patient: Patient, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient, self.today = patient, today

    def clean_agreed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise forms.ValidationError("The day they agreed must be today or earlier")
        return day

    def clean_agreed_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["agreed_until"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError("The last day must be today or later, and within two years")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in (field for field in self.fields if field.startswith("share_")):
            if names_number(str(said.get(name, "")), self.patient.nhs_number):
                self.add_error(name, NUMBER)
        if said.get("agreed_by") not in (None, Placement.GivenBy.PERSON) and not said.get("agreed_words"):
            self.add_error("agreed_words", "Say who decided, and how")
        return said

    @property
    def agreed(self) -> Agreed:
        return Agreed(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class AgainForm(AgreeForm):
    """The words stand as they went; for how long, and who agrees."""

    field_order = ["version", "agreed_by", "agreed_words", "agreed_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name.startswith("share_") or name == "agreed_on"]:
            del self.fields[name]


def names_number(text: str, number: str | None) -> bool:
    return bool(number) and str(number) in re.sub(r"[\s-]", "", text)


class SendForm(forms.Form):
    """The address that the preview named goes along, so that nothing is sent anywhere else."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sent_to = forms.EmailField(widget=forms.HiddenInput)
    typed = forms.CharField(
        label="Type the service’s email address",
        max_length=254,
        help_text="Their details are protected, so nothing goes anywhere that you have not typed",
        error_messages={"required": "Type the service’s email address"},
    )

    def __init__(self, *args: Any, restricted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not restricted:
            del self.fields["typed"]


class WithdrawForm(forms.Form):
    """Why they do not go there after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(
        label="Why",
        max_length=300,
        help_text="In a few words. They may read it one day",
        error_messages={"required": "Say why, in a few words"},
    )


class ChooseForm(forms.Form):
    """Why this one, where something speaks against it."""

    fit_because = forms.CharField(
        label="Why it is right for them all the same",
        max_length=300,
        error_messages={"required": "Say why it is right for them all the same"},
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["fit_because"]
