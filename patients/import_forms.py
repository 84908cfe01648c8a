"""What is asked when a list comes in."""

import datetime as dt
from typing import Any

from django import forms

from patients.intake import DATE_ORDERS, FIELDS, LABELS, Mapping
from practice.widgets import DateField


class UploadForm(forms.Form):
    """The file, and whether it is the whole registered list."""

    file = forms.FileField(
        label="List from the clinical system",
        help_text="A CSV or XLSX file exported from EMIS Web, SystmOne or another system. Up to 50 MB.",
        error_messages={
            "required": "Choose the file to bring in.",
            "empty": "This file is empty. Export it again.",
        },
    )
    whole_list = forms.BooleanField(
        label="This is the whole registered list",
        help_text="People who are not in it will be marked as having left. Leave this alone for a search or a report.",
        required=False,
    )
    list_date = DateField(label="Day the list was exported", required=False)

    def __init__(self, *args: Any, may_be_whole: bool, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not may_be_whole:
            del self.fields["whole_list"], self.fields["list_date"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        whole, day = cleaned.get("whole_list"), cleaned.get("list_date")
        if whole and not day and "list_date" not in self.errors:
            self.add_error("list_date", "Enter the day on which the whole list was exported.")
        if day and day > self.today:
            self.add_error("list_date", "The day of the export cannot be in the future.")
        return cleaned


class OrderForm(forms.Form):
    """The one question that a file itself could not answer: day or month first, for each column of dates."""

    say_optional = False

    def __init__(self, *args: Any, mapping: Mapping, questions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.questions = questions
        for index, heading in enumerate(questions):
            self.fields[f"order_{index}"] = order_field(heading, required=True)

    def chosen(self) -> Mapping:
        """The mapping with the answers."""
        return with_orders(self.mapping, self.questions, self.cleaned_data)


def order_field(heading: str, *, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{heading}: which comes first in dates like 03/04/1970?",
        choices=[("dmy", "The day (3 April)"), ("mdy", "The month (4 March)")],
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": f"Say which comes first in “{heading}”: the day or the month."},
    )


def with_orders(mapping: Mapping, questions: list[str], answers: dict[str, Any]) -> Mapping:
    for index, heading in enumerate(questions):
        order = answers.get(f"order_{index}")
        if order in DATE_ORDERS:
            mapping = mapping.with_date_order(heading, order)
    return mapping


class ColumnsForm(forms.Form):
    """What each column of the file means."""

    def __init__(self, *args: Any, mapping: Mapping, questions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.questions = questions
        choices = [("", "Not kept"), *((field, LABELS[field]) for field in FIELDS)]
        for column in mapping.columns:
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.heading or f"Column {column.index + 1}",
                choices=choices,
                required=False,
                initial=column.field,
                help_text=column.reason,
            )
        for index, heading in enumerate(questions):
            self.fields[f"order_{index}"] = order_field(heading, required=False)

    def chosen(self) -> Mapping:
        """The mapping with everything that was changed here."""
        mapping = self.mapping
        for column in self.mapping.columns:
            wanted = self.cleaned_data[f"column_{column.index}"]
            if wanted != column.field:
                mapping = mapping.choose(column.heading, wanted, column.group)
        return with_orders(mapping, self.questions, self.cleaned_data)
