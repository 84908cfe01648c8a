"""Nothing suitable: which need, where, why; and why a gap is one no more."""

from collections.abc import Iterable
from typing import Any

from django import forms

from practice.widgets import Radios
from prescribing.models import Gap, Service, SocialNeed
from prescribing.search_forms import need_choices

DISTRICT = r"^\s*[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*$"


class GapForm(forms.Form):
    """What a commissioner reads later, so nothing about the person."""

    need = forms.ChoiceField(label="What is needed", error_messages={"required": "Choose what is needed"})
    reason = forms.ChoiceField(
        label="Why nothing fits",
        choices=Gap.Reason.choices,
        widget=Radios,
        error_messages={"required": "Choose why nothing fits"},
    )
    place = forms.RegexField(
        DISTRICT,
        label="Where",
        required=False,
        help_text="The first part of the postcode, such as M33, and no more",
        error_messages={"invalid": "Enter the first part of a postcode only, such as M33"},
    )
    words = forms.CharField(
        label="In a few words",
        max_length=300,
        required=False,
        help_text="What would have fitted. Nothing about the person",
    )

    say_optional = False

    def __init__(self, *args: Any, needs: Iterable[SocialNeed], restricted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = {need.code: need for need in needs}
        choices = [("", "Choose one"), *need_choices(self.needs.values())]
        self.fields["need"].choices = choices  # type: ignore[attr-defined]
        self.fields["place"].widget.attrs["class"] = "nhsuk-input--width-5"
        if restricted:
            del self.fields["place"], self.fields["words"]

    @property
    def said(self) -> dict[str, Any]:
        """Named as the action takes it."""
        said = self.cleaned_data
        return {
            "need": self.needs[said["need"]],
            "reason": said["reason"],
            "place": said.get("place", "").strip().upper(),
            "words": said.get("words", ""),
        }


class EndGapForm(forms.Form):
    """What there is now, or that it was a mistake."""

    met_by = forms.ChoiceField(
        label="Which service meets it now", required=False, help_text="Those in the directory for this need"
    )

    because = forms.CharField(
        label="Why this is missing no more",
        max_length=200,
        error_messages={"required": "Say why this is missing no more"},
    )

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        choices = [("", "None of the directory"), *((pk, one.name) for pk, one in self.services.items())]
        self.fields["met_by"].choices = choices  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        return {
            "because": self.cleaned_data["because"],
            "met_by": self.services.get(self.cleaned_data["met_by"]),
        }
