"""Charts of made-up points: what the catalogue would answer, without a database."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from insight import cuts
from insight.catalogue import asking
from insight.charting import Drawn, drawn, points
from insight.models import Chart

TODAY = dt.date(2026, 3, 2)
# Eight months round 30, then ten round 45.
RISEN = (30, 34, 28, 31, 36, 29, 33, 30, 41, 44, 43, 45, 42, 47, 44, 46, 45, 45)


def answers(monkeypatch: Any, numbers: Sequence[Any]) -> None:
    """Every series is this one from now on: n, or (n, d), or (n, d, people), or None for nothing."""
    began: list[dt.date] = []

    def series(practice: Any, measure: Any, *, by: str, since: dt.date, until: dt.date) -> list[asking.Point]:
        found, start = [], since
        began[:] = [since]
        for said in numbers:
            n, d, people = (
                (*said, said[0])[:3] if isinstance(said, tuple) else (said or 0, said is not None, said or 0)
            )
            after = points.next_start(by, start)
            found.append(asking.Point(start, n, d, people, after <= until, measure.kind))
            start = after
        return found

    def several(practice: Any, wanted: Any, *, until: dt.date) -> dict[Any, list[asking.Point]]:
        return {one: series(practice, one[0], by=one[1], since=one[2], until=until) for one in wanted}

    def by_day(practice: Any, measures: Any, today: dt.date) -> list[tuple[Any, ...]]:
        """All of it, however much of it a chart shows."""
        return [
            (one.name, point.start, point.n, point.d)
            for one in measures
            for point in series(practice, one, by="month", since=began[0], until=today)
        ]

    monkeypatch.setattr(cuts, "by_day", by_day)
    monkeypatch.setattr(asking, "series", series)
    monkeypatch.setattr(asking, "several", several)


def a_drawing(monkeypatch: Any, numbers: Sequence[Any], under: int = 0, **said: Any) -> Drawn:
    """Of a chart that is not kept, by month from September 2024 on."""
    answers(monkeypatch, numbers)
    usual = {
        "name": "Sessions",
        "measure": "sessions",
        "by": "month",
        "kind": "xmr",
        "since": dt.date(2024, 9, 1),
    }
    cycles = said.pop("cycles", ())
    return drawn(Chart(**(usual | said)), None, said.pop("today", TODAY), under, cycles=cycles)  # type: ignore[arg-type]
