"""To whom something goes and how: named before the press, kept after it."""

from typing import Any, cast

from django import forms

from coaching.models import Given
from patients.models import Patient
from patients.sheet import sheet_of
from practice.widgets import Radios

HAND = "hand"
PAPER_WAYS = {Given.Way.PRINTED: "Print", Given.Way.PDF: "Save as PDF"}
GP_WAYS = {Given.Way.COPIED: "Copy", Given.Way.PDF: "Save as PDF"}


class GivePlanForm(forms.Form):
    """The person themselves, or a supporter who may be told; into the hand, or by post where that is safe."""

    output = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in (Given.Output.PLAN, Given.Output.EASY_PLAN)],
        widget=forms.HiddenInput,
    )
    islands = forms.BooleanField(required=False, widget=forms.HiddenInput)
    large = forms.BooleanField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label="Who gets it", widget=Radios, error_messages={"required": "Choose who gets it"}
    )
    how = forms.ChoiceField(label="How", widget=Radios, error_messages={"required": "Choose how it goes"})
    way = forms.ChoiceField(
        choices=list(PAPER_WAYS.items()),
        error_messages={"required": "Press “Print” or “Save as PDF”"},
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people(patient)
        self.addresses = addresses(patient)
        for name, found in (("to", self.people), ("how", self.addresses)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [(value, words) for value, (words, _kept) in found.items()]
            field.initial = next(iter(found))

    @property
    def values(self) -> dict[str, str]:
        """What the action takes."""
        said = self.cleaned_data
        names = {"to_whom": self.people[said["to"]][1], "address": self.addresses[said["how"]][1]}
        return {"output": said["output"], "way": said["way"], **names}

    @property
    def look(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in ("islands", "large")}


def people(patient: Patient) -> dict[str, tuple[str, str]]:
    """Value: the words of the choice, and what is kept."""
    found = {"person": (patient.name, patient.name)}
    for one in sheet_of(patient).supporters:
        if one["may_be_told"]:
            name = f"{one['name']} ({one['relation'].lower()})" if one["relation"] else one["name"]
            found[f"supporter-{one['id']}"] = (f"{name}. May be told: {one['may_be_told']}", name)
    return found


def addresses(patient: Patient) -> dict[str, tuple[str, str]]:
    """By post only where an address may be shown and a letter is safe."""
    found = {HAND: ("Into their hand", "Handed over")}
    if patient.address and not (patient.restricted or patient.contact_with_care):
        address = ", ".join(filter(None, [patient.address, patient.postcode]))[:254]
        found["post"] = (f"By post: {address}", address)
    return found


class GiveSummaryForm(forms.Form):
    """For the GP record of this practice: copied, or saved to be filed."""

    output = forms.ChoiceField(choices=[(Given.Output.GP_SUMMARY.value, "")], widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=list(GP_WAYS.items()), widget=forms.HiddenInput)


class NotGivenForm(forms.Form):
    """Why it did not go after all."""

    because = forms.CharField(
        label="Why was it not given after all?",
        help_text="For example: pressed by mistake; they left without it",
        max_length=200,
        error_messages={"required": "Say why it was not given after all"},
    )
