"""What administrators give: a questionnaire's file, and the licence under which one is used."""

import datetime as dt
import re
from typing import Any

from django import forms

from activation.definition import MOST_BYTES
from practice.widgets import DateField

KEY = re.compile(r"[a-z][a-z0-9-]{1,39}")


class FileForm(forms.Form):
    """The file; what is in it is read elsewhere."""

    file = forms.FileField(
        label="File of the questionnaire",
        help_text="A JSON file, at most 1 MB. Its form is described in docs/instruments.md.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "Choose the file of the questionnaire",
            "empty": "This file is empty. Choose another.",
        },
    )

    def clean_file(self) -> bytes:
        """What is in it; no more is read than can be one."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("This file is larger than 1 MB. A questionnaire is far smaller.")
        return bytes(sent.read())


class ContentForm(forms.Form):
    """The same file once more, when somebody has looked at what it says."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)


class LicenceForm(forms.Form):
    """Under which reference, and until when."""

    key = forms.CharField(
        label="Short name of the questionnaire",
        help_text="As its file says it under “key”. For the Patient Activation Measure: pam",
        max_length=40,
        error_messages={"required": "Enter the short name of the questionnaire"},
    )
    reference = forms.CharField(
        label="Reference of the licence",
        help_text="The number or name under which its owner knows it.",
        max_length=80,
        error_messages={"required": "Enter the reference of the licence"},
    )
    expires_on = DateField(label="Last day of the licence", name="the last day of the licence")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).lower()
        if not KEY.fullmatch(key):
            raise forms.ValidationError("Use small letters, digits and hyphens, like pam")
        return key

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if day < self.today:
            raise forms.ValidationError("The last day must be today or later")
        return day
