"""Two people changed the same: what the other one wrote beside what was typed, of which nothing is lost."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.forms import Form

from practice.models import Membership
from practice.wording import clock_time, long_date

CHANGED = "Somebody else has changed this while you had it open"


def theirs(form: Form, current: dict[str, Any], version: int | None = None) -> list[tuple[str, str]]:
    """By label, what stands there now and differs from what was typed. The next press is about how it stands now."""
    if version is not None:
        again = form.data.copy()  # type: ignore[attr-defined]
        again["version"] = str(version)
        form.data = again
    found = [
        (str(form.fields[name].label), in_words(value))
        for name, value in current.items()
        if in_words(value) != in_words(form.cleaned_data.get(name))
    ]
    form.add_error(None, CHANGED)
    return found


def in_words(value: Any) -> str:
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, dt.time):
        return clock_time(value)
    if isinstance(value, Membership):
        return value.name
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(sorted(in_words(one) for one in value)) or "Nobody"
    return str(getattr(value, "words", value) or "Nothing").strip()
