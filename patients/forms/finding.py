"""The search field."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.query_words import EMPTY, LONGEST, Query, understand


class FindForm(forms.Form):
    """One field for everything that may be known of somebody."""

    text = forms.CharField(
        label="Name, NHS number or date of birth",
        help_text="In any order, for example: webb 4 may 1970. Part of a name is enough. A telephone number or a "
        "whole postcode finds people too.",
        max_length=LONGEST,
        error_messages={"required": EMPTY},
    )
    say_optional = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not self.is_bound:  # after a search the answer takes the focus
            self.fields["text"].widget.attrs["autofocus"] = True

    def clean_text(self) -> Query:
        query = understand(self.cleaned_data["text"], today=self.today)
        if query.problem:
            raise ValidationError(query.problem, code="not_understood")
        return query
