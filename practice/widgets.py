"""Inputs that the design system has and Django has not: a date in three parts, a time, a scale."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from practice.wording import MONTHS, clock_time

PARTS = ("day", "month", "year")
CLOCK = re.compile(r"^(\d{1,2})(?:[:.]?(\d{2}))?(?:([ap])\.?m\.?)?$")
NAMED_TIMES = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


class DateInput(forms.MultiWidget):
    """Day, month and year. The month may be a number or a word."""

    kind = "date"
    template_name = "ui/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {part: forms.TextInput() for part in PARTS}
        super().__init__(parts, attrs)
        self.wrong: set[str] = set()

    def decompress(self, value: dt.date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def first_of(self, parts: set[str]) -> int:
        """Which input to move to."""
        return min((PARTS.index(part) for part in parts), default=0)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, subwidget in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            self.dress(part, subwidget)
        return context

    def dress(self, part: str, subwidget: dict[str, Any]) -> None:
        """Width, keyboard and mistake of one part."""
        attrs = subwidget["attrs"]
        width = 4 if part == "year" else 2
        wrong = " nhsuk-input--error" if part in self.wrong else ""
        attrs["class"] = f"{attrs.get('class', '')} nhsuk-input--width-{width}{wrong}".strip()
        if part != "month":  # a month may be typed as a word
            attrs["inputmode"] = "numeric"
        if not wrong:
            attrs.pop("aria-invalid", None)
        subwidget["part"] = part


class DateField(forms.Field):
    """A date typed in three parts; says which part is missing or wrong."""

    widget = DateInput
    default_error_messages = {
        "required": "Enter %(name)s",
        "incomplete": "%(subject)s must include %(missing)s",
        "year": "%(subject)s must include a year of 4 numbers",
        "real": "%(subject)s must be a real date",
    }

    def __init__(self, *, name: str = "the date", **kwargs: Any) -> None:
        """`name` as it stands inside a sentence: "their date of birth"."""
        super().__init__(**kwargs)
        self.name = name

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        day, month, year = (str(part or "").strip() for part in value)
        missing = [part for part, typed in zip(PARTS, (day, month, year), strict=True) if not typed]
        if len(missing) == len(PARTS):
            return None
        if missing:
            words = " and ".join(f"a {part}" for part in missing)
            raise self.mistake("incomplete", missing, missing=words)
        return self.real_date(day, month, year)

    def real_date(self, day: str, month: str, year: str) -> dt.date:
        """The date these three mean, or which of them cannot be."""
        if not (year.isdecimal() and len(year) == 4):
            raise self.mistake("year", ["year"])
        number = month_number(month)
        wrong = [part for part, fine in (("day", day.isdecimal()), ("month", number)) if not fine]
        if wrong or not number:
            raise self.mistake("real", wrong)
        try:
            return dt.date(int(year), number, int(day))
        except ValueError:
            raise self.mistake("real", ["day"]) from None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise self.mistake("required", PARTS)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def mistake(self, code: str, parts: Any, **words: str) -> ValidationError:
        subject = self.name[:1].upper() + self.name[1:]
        params = {"name": self.name, "subject": subject, "parts": tuple(parts), **words}
        return ValidationError(self.error_messages[code], code=code, params=params)


def month_number(typed: str) -> int | None:
    """8, 08, Aug, Sept or August."""
    if typed.isdecimal():
        return int(typed) if len(typed) <= 2 and 1 <= int(typed) <= 12 else None
    word = typed.lower().rstrip(".")
    fits = [
        place
        for place, month in enumerate(MONTHS, start=1)
        if len(word) >= 3 and month.lower().startswith(word)
    ]
    return fits[0] if fits else None


class TimeField(forms.Field):
    """A time of day as people type it: 5:30pm, 5.30 pm, 17:30, midday."""

    default_error_messages = {
        "required": "Enter a time",
        "invalid": "Enter a time, like 9:15am or 2:30pm",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "nhsuk-input--width-5"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value) if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        typed = "".join(str(value).lower().split())
        if typed in NAMED_TIMES:
            return NAMED_TIMES[typed]
        return self.on_the_clock(CLOCK.match(typed))

    def on_the_clock(self, typed: re.Match[str] | None) -> dt.time:
        """Twelve or twenty-four hours; a bare "3" is refused, it could be night."""
        if typed is None or not (typed[2] or typed[3]):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, half = int(typed[1]), typed[3]
        if half and not 1 <= hour <= 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return dt.time(hour, int(typed[2] or 0))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class Hinted(forms.RadioSelect):
    """Radios whose choices may carry a hint: `Radios(hints={"value": "When to choose it"})`."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(str(option["value"]), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class Radios(Hinted):
    """One of a few."""


class Checkboxes(Hinted, forms.CheckboxSelectMultiple):
    """Any of a few; those in `exclusive` ("none of these") untick the others."""

    def __init__(self, *args: Any, exclusive: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if str(option["value"]) in self.exclusive:
            option["attrs"]["data-checkbox-exclusive"] = "data-checkbox-exclusive"
        return option


class Scale(forms.RadioSelect):
    """Numbers in a row, each end in words: `Scale(low="Not at all", high="Completely")`."""

    kind = "scale"

    def __init__(self, *args: Any, low: str = "", high: str = "", most: int = 10, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.low, self.high, self.most = low, high, most


class ScaleField(forms.TypedChoiceField):
    """A whole number from 0 to 10; where it may be left out, "Not asked" takes a choice back."""

    def __init__(self, *, low: str = "", high: str = "", most: int = 10, **kwargs: Any) -> None:
        choices = [(str(step), str(step)) for step in range(most + 1)]
        if not kwargs.get("required", True):
            choices.append(("", "Not asked"))
        kwargs.setdefault("widget", Scale(low=low, high=high, most=most))
        super().__init__(choices=choices, coerce=int, empty_value=None, **kwargs)
