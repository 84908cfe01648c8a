"""How many messages one person may have, as it is typed."""

from typing import Any

from django import forms

from reminders.caps import SHIPPED_CAPS

MOST_A_DAY, MOST_A_WEEK = 5, 14


def number(label: str, most: int, hint: str = "") -> forms.IntegerField:
    wrong = f"Enter a number from 1 to {most}"
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-2", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class LimitsForm(forms.Form):
    """Within a day, and within seven."""

    a_day = number("Most messages to one person within 24 hours", MOST_A_DAY)
    a_week = number("Most messages to one person within 7 days", MOST_A_WEEK)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, limits: Any) -> None:
        now = limits or SHIPPED_CAPS
        version = limits.version if limits else 0
        super().__init__(data, initial={"a_day": now.a_day, "a_week": now.a_week, "version": version})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("a_day", 0) > said.get("a_week", MOST_A_WEEK):
            self.add_error("a_week", "Within 7 days it cannot be fewer than within 24 hours")
        return said
