"""What is typed about sources: an address, a table, and what its columns mean."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django import forms

from prescribing.incoming.cleaning import fine_url
from prescribing.incoming.table import MEANINGS

SMALL = 10_000_000


class FeedForm(forms.Form):
    """A feed of Open Referral UK on the web."""

    name = forms.CharField(
        label="What is it called?", max_length=120, help_text="For example: Sale council directory"
    )
    address = forms.CharField(label="Its web address", max_length=500, help_text="It begins with https://")
    weekly = forms.BooleanField(label="Read it again every week", required=False, initial=True)

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"].strip()
        if urlsplit(typed).scheme not in ("http", "https") or not fine_url(typed):
            raise forms.ValidationError("Enter a web address that begins with https://")
        return typed

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class TableForm(forms.Form):
    """A table of services, or a file of Open Referral UK."""

    file = forms.FileField(
        label="The file", help_text="CSV, GeoJSON or JSON, up to 10 MB and 2,000 services."
    )
    name = forms.CharField(
        label="What is it called?",
        max_length=120,
        required=False,
        help_text="The same name next time brings the same services up to date. Left empty, it is the file’s name.",
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > SMALL:
            raise forms.ValidationError(
                "This file is larger than 10 MB. Ask whoever runs the server to read it in."
            )
        return sent

    def called(self) -> str:
        typed = " ".join(self.cleaned_data["name"].split())
        return typed or Path(self.cleaned_data["file"].name).name[:120] or "A table"


class ColumnsForm(forms.Form):
    """One question for each column."""

    say_optional = False

    def __init__(self, *args: Any, headings: list[str], guess: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        choices = [("", "Leave it out"), *((field, label) for field, (label, _words) in MEANINGS.items())]
        for place, heading in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=guess.get(heading, "")
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and "name" not in said.values():
            self.add_error(None, "Say which column is the name of the service")
        return said

    def chosen(self) -> dict[str, str]:
        said = self.cleaned_data
        return {heading: said[f"column_{place}"] for place, heading in enumerate(self.headings)}
