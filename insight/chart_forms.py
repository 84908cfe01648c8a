"""What people choose and type for a chart: what is drawn and how, what happened when, where limits come from."""

import datetime as dt
from itertools import groupby
from typing import Any

from django import forms

from insight import months
from insight.catalogue import MEASURES, Kind, Measure
from insight.charting import points
from insight.models import Chart
from practice.widgets import DateField, Radios

MOST_WEEKS, MOST_MONTHS, USUAL_MONTHS, LEAST_POINTS = 156, 120, 24, 2
KIND_HINTS = {
    "run": "The simplest: a line at the median. Good for a beginning. From ten points on it shows what lasts.",
    "xmr": "The usual choice, for any measure: limits from how much points usually differ. From twelve points on.",
    "p": "For shares where how many there were differs much: each point has limits of its own.",
    "c": "For counts of things that are rare and happen one by one, like complaints.",
}
BY_HINTS = {
    "week": "Where there is much to count every week. Shows sooner what changed.",
    "month": "Where there is less to count.",
}
FITS = {"p": (Kind.SHARE,), "c": (Kind.COUNT, Kind.PEOPLE)}


def kinds_of(measure: Measure) -> list[tuple[str, str]]:
    """The kinds that can be drawn of it."""
    return [
        (kind, label) for kind, label in Chart.Kind.choices if measure.kind in FITS.get(kind, tuple(Kind))
    ]


def measure_choices() -> list[tuple[str, Any]]:
    """By what they are about, as the catalogue has them."""
    ordered = sorted(MEASURES.values(), key=lambda measure: measure.of)
    return [
        (of, [(measure.name, measure.title) for measure in those])
        for of, those in groupby(ordered, key=lambda measure: measure.of)
    ]


def usual_since(today: dt.date) -> dt.date:
    return months.earlier(months.first_of(today), USUAL_MONTHS)


class ChartForm(forms.Form):
    """A new chart, or how one that is kept is drawn: then its measure stays."""

    measure = forms.ChoiceField(label="Measure")
    name = forms.CharField(
        label="Name of this chart",
        required=False,
        max_length=80,
        help_text="Left empty, it is called like its measure",
    )
    by = forms.ChoiceField(label="A point for each", choices=Chart.By.choices, widget=Radios(hints=BY_HINTS))
    kind = forms.ChoiceField(
        label="Kind of chart", choices=Chart.Kind.choices, widget=Radios(hints=KIND_HINTS)
    )
    since = DateField(label="Begin with the week or month of", name="the day to begin with")
    screen_ranges = forms.BooleanField(
        label="XmR charts: leave out very large steps when limits are made",
        required=False,
        help_text="Steps from one point to the next above 3.267 times the mean of all steps. Usually off",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, today: dt.date, chart: Chart | None = None, asked: Any = None) -> None:
        self.today, self.chart = today, chart
        first: dict[str, Any] = {"by": "month", "kind": "xmr", "since": usual_since(today), **(asked or {})}
        if chart:
            names = ("name", "by", "kind", "since", "screen_ranges", "version")
            first = {name: getattr(chart, name) for name in names}
        super().__init__(data, initial=first)
        if chart:
            del self.fields["measure"]
        else:
            self.fields["measure"].choices = measure_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        measure = MEASURES.get(self.chart.measure if self.chart else said.get("measure", ""))
        if measure is None:
            return said
        said["name"] = said.get("name") or measure.title[:80]
        if said.get("kind") and measure.kind not in FITS.get(said["kind"], tuple(Kind)):
            self.add_error("kind", f"“{measure.title}” is no such number: {self.instead(measure)}")
        if said.get("since") and said.get("by"):
            self.check_since(said["since"], said["by"])
        return said

    def instead(self, measure: Measure) -> str:
        return "choose one of " + ", ".join(label for _kind, label in kinds_of(measure))

    def check_since(self, since: dt.date, by: str) -> None:
        """Not so many points that none can be seen."""
        first = months.earlier(months.first_of(self.today), MOST_MONTHS)
        first = self.today - dt.timedelta(7 * MOST_WEEKS) if by == "week" else first
        if since > self.today:
            self.add_error("since", "The day to begin with must not be in the future")
        elif since < first:
            reach = f"{MOST_WEEKS} weeks" if by == "week" else f"{MOST_MONTHS} months"
            self.add_error("since", f"The day to begin with must not be more than {reach} ago")

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "by", "kind", "since", "screen_ranges")}


class NoteForm(forms.Form):
    """What happened on a day."""

    happened_on = DateField(label="Day", name="the day")
    words = forms.CharField(
        label="What happened", max_length=120, help_text="A few words, and nothing about a patient"
    )

    def __init__(self, data: Any, *, chart: Chart, today: dt.date) -> None:
        super().__init__(data, initial={"happened_on": today})
        self.chart, self.today = chart, today

    def clean_happened_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["happened_on"]
        if not self.chart.since <= day <= self.today:
            raise forms.ValidationError("The day must lie on the chart, and not in the future")
        return day


class LimitsForm(forms.Form):
    """From a period on, with a baseline or without."""

    from_on = forms.TypedChoiceField(label="New limits from", coerce=dt.date.fromisoformat)
    baseline_to = forms.TypedChoiceField(
        label="Lock them to the time up to",
        coerce=dt.date.fromisoformat,
        empty_value=None,
        required=False,
        help_text="Then later points are compared with that time and do not change it. Twelve points or more are best",
    )
    because = forms.CharField(
        label="Why",
        max_length=300,
        help_text="What is different from then on, and how you know. Not: to make a signal go away",
    )

    def __init__(self, data: Any, *, chart: Chart, today: dt.date, begin: str = "") -> None:
        self.starts = starts = periods(chart, today)
        super().__init__(data, initial={"from_on": begin or (starts[0].isoformat() if starts else "")})
        fields: dict[str, Any] = dict(self.fields)
        fields["from_on"].choices = [(start.isoformat(), said(chart, start)) for start in starts]
        ends = [(last_day(chart.by, start).isoformat(), said(chart, start)) for start in starts]
        fields["baseline_to"].choices = [("", "Do not lock: every new point counts"), *ends]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("from_on"), given.get("baseline_to")
        if first and last and sum(first <= start <= last for start in self.starts) < LEAST_POINTS:
            self.add_error("baseline_to", "Choose a time of two points or more, after the limits begin")
        return given


def periods(chart: Chart, today: dt.date) -> list[dt.date]:
    """First days of all whole ones on the chart."""
    first = (
        chart.since - dt.timedelta(chart.since.weekday())
        if chart.by == "week"
        else months.first_of(chart.since)
    )
    found = []
    while (after := points.next_start(chart.by, first)) <= today:
        found.append(first)
        first = after
    return found


def last_day(by: str, start: dt.date) -> dt.date:
    return points.next_start(by, start) - dt.timedelta(1)


def said(chart: Chart, start: dt.date) -> str:
    name = points.name(chart.by, start)
    return name[:1].upper() + name[1:]
