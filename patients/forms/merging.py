"""Two records side by side: what stands of each detail."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from practice.widgets import Radios

PREFIX = "stands_"


class MergeForm(forms.Form):
    """One choice for each detail that differs, and a word that it is the same person."""

    say_optional = False
    versions = forms.CharField(widget=forms.HiddenInput)
    same_person = forms.BooleanField(
        label="I have compared both records. They are about the same person.",
        error_messages={"required": "Compare both records, then say that they are about the same person"},
    )

    def __init__(
        self, *args: Any, lines: list[dict[str, Any]], names: tuple[str, str], **kwargs: Any
    ) -> None:
        """`names`: what the record that stays and the other one are called on the page."""
        super().__init__(*args, **kwargs)
        same_person = self.fields.pop("same_person")
        for line in lines:
            self.fields[f"{PREFIX}{line['name']}"] = choice(line, names)
        self.fields["same_person"] = same_person

    def clean_versions(self) -> tuple[int, int]:
        kept, _comma, gone = self.cleaned_data["versions"].partition(",")
        if not (kept.isdecimal() and gone.isdecimal()):
            raise ValidationError("Open this page again")
        return int(kept), int(gone)

    @property
    def take(self) -> set[str]:
        """The details for which the record that goes is right."""
        chosen = self.cleaned_data.items()
        return {
            name.removeprefix(PREFIX) for name, side in chosen if name.startswith(PREFIX) and side == "gone"
        }


def choice(line: dict[str, Any], names: tuple[str, str]) -> forms.ChoiceField:
    sides = [("kept", line["kept"]), ("gone", line["gone"])]
    what = line["label"].lower().replace("nhs", "NHS")
    return forms.ChoiceField(
        label=line["label"],
        choices=sides,
        initial=line["suggested"],
        widget=Radios(hints={"kept": names[0], "gone": names[1]}),
        error_messages={"required": f"Choose which stands: {what}"},
    )
