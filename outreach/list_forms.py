"""What is asked when NHS numbers come from the clinical system."""

import datetime as dt
from typing import Any

from django import forms

from outreach.list_reading import Numbered, pasted, sent_in
from patients.intake import Unreadable
from practice.widgets import DateField

FILE = {"empty": "This file is empty. Export it again."}


class NumbersForm(forms.Form):
    """A file or pasted numbers, one of the two."""

    file = forms.FileField(
        label="File with NHS numbers",
        required=False,
        help_text="CSV or XLSX, up to 10 MB. Only the column of NHS numbers is read",
        error_messages=FILE,
    )
    numbers = forms.CharField(
        label="Or paste the NHS numbers",
        required=False,
        max_length=2_000_000,
        help_text="One on each line",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    say_optional = False
    numbered: list[Numbered]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file, numbers = said.get("file"), (said.get("numbers") or "").strip()
        if self.errors:
            return said
        if bool(file) == bool(numbers):
            words = (
                "Send a file or paste numbers, not both" if file else "Choose a file, or paste NHS numbers"
            )
            raise forms.ValidationError(words)
        try:
            self.numbered = sent_in(file.read()) if file else pasted(numbers)
        except Unreadable as why:
            self.add_error("file" if file else "numbers", str(why))
        return said


class ListForm(NumbersForm):
    """What the list is called and how old it is, so that somebody knows it again."""

    name = forms.CharField(
        label="What is this list?",
        max_length=80,
        help_text="The name of the search in the clinical system. Nothing about one person",
        error_messages={"required": "Say what this list is"},
    )
    taken_on = DateField(label="Day on which it was exported", name="the day on which it was exported")

    field_order = ("name", "taken_on", "file", "numbers")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_taken_on(self) -> dt.date | None:
        day = self.cleaned_data["taken_on"]
        if day and day > self.today:
            raise forms.ValidationError("The day on which it was exported cannot be in the future")
        return day
