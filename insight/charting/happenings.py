"""What happened when, with the number that stands for it on a chart: 1, 2 for notes, C1, C2 for cycles."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from insight.models import Chart, ChartNote, Cycle
from practice.wording import long_date


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """A note on a day, or a cycle from one day to another, which is drawn as a band."""

    label: str
    start: dt.date
    end: dt.date | None
    words: str
    band: bool = False


def standing_notes(chart: Chart) -> list[ChartNote]:
    return list(chart.notes.filter(ended_at=None).order_by("happened_on", "pk")) if chart.pk else []


def events(notes: Sequence[ChartNote], cycles: Sequence[Cycle]) -> list[Event]:
    noted = [
        Event(str(at), note.happened_on, None, f"{long_date(note.happened_on)}, {note.words}")
        for at, note in enumerate(notes, start=1)
    ]
    return [*noted, *map(cycle_event, cycles)]


def cycle_event(cycle: Cycle) -> Event:
    until = f" to {long_date(cycle.ends_on)}" if cycle.ends_on else ", not studied yet"
    said = f"test of change {cycle.number}, {long_date(cycle.starts_on)}{until}"
    return Event(f"C{cycle.number}", cycle.starts_on, cycle.ends_on, said, band=True)
