"""Charts are kept, changed and put away; what happened is noted on them; their limits are locked or set anew."""

import datetime as dt
from typing import Any

from insight.catalogue import MEASURES
from insight.models import Chart, ChartLimits, ChartNote
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice

SAID = ("name", "by", "kind", "since", "screen_ranges")


@action
def keep(
    *, practice: Practice, measure: str, values: dict[str, Any], by: Membership, now: dt.datetime
) -> Chart:
    """A new one, of a measure of the catalogue."""
    if measure not in MEASURES:
        raise NotPossible("There is no such measure any more.")
    said = {name: values[name] for name in SAID}
    kept = Chart.objects.create(practice=practice, measure=measure, made_at=now, made_by=by, **said)
    record("chart.kept", kept, by=by, now=now, measure=measure)
    return kept


@action
def change(*, chart: Chart, version: int, values: dict[str, Any], by: Membership, now: dt.datetime) -> Chart:
    """How it is drawn; another measure is another chart."""
    locked = lock(chart)
    if locked.version != version:
        raise Stale(locked)
    baselines = locked.limits.filter(ended_at=None, baseline_to__lt=values["since"])
    if baselines.exists():
        raise NotPossible("Limits are locked to a time before that. Take them away first, or begin earlier.")
    for name in SAID:
        setattr(locked, name, values[name])
    locked.version += 1
    locked.save(update_fields=[*SAID, "version"])
    record("chart.changed", locked, by=by, now=now)
    return locked


@action
def put_away(*, chart: Chart, by: Membership, now: dt.datetime) -> Chart:
    """Not watched any more; all of it stays."""
    locked = lock(chart)
    locked.ended_at, locked.ended_by = now, by
    locked.version += 1
    locked.save(update_fields=["ended_at", "ended_by", "version"])
    record("chart.ended", locked, by=by, now=now)
    return locked


@action
def take_up(*, chart: Chart, by: Membership, now: dt.datetime) -> Chart:
    """Watched again."""
    locked = Chart.objects.select_for_update().get(pk=chart.pk)
    if locked.ended_at is None:
        raise NotPossible("This chart is in use already.")
    locked.ended_at = locked.ended_by = None
    locked.version += 1
    locked.save(update_fields=["ended_at", "ended_by", "version"])
    record("chart.taken_up", locked, by=by, now=now)
    return locked


@action
def note(*, chart: Chart, happened_on: dt.date, words: str, by: Membership, now: dt.datetime) -> ChartNote:
    """What happened on a day."""
    locked = lock(chart)
    said = {"happened_on": happened_on, "words": words, "noted_at": now, "noted_by": by}
    kept = ChartNote.objects.create(practice_id=locked.practice_id, chart=locked, **said)
    record("chart.noted", locked, by=by, now=now, note=kept.pk)
    return kept


@action
def end_note(*, note: ChartNote, by: Membership, now: dt.datetime) -> ChartNote:
    """Taken off the chart; it stays in the list below."""
    locked = ChartNote.objects.select_for_update().get(pk=note.pk)
    end(locked, by=by, now=now)
    record("chart.note_ended", locked.chart, by=by, now=now, note=locked.pk)
    return locked


@action
def set_limits(
    *,
    chart: Chart,
    from_on: dt.date,
    baseline_to: dt.date | None,
    because: str,
    by: Membership,
    now: dt.datetime,
) -> ChartLimits:
    """From a day on. Those that began on the same day give way to them."""
    locked = lock(chart)
    for before in locked.limits.select_for_update().filter(from_on=from_on, ended_at=None):
        end(before, by=by, now=now)
    said = {"from_on": from_on, "baseline_to": baseline_to, "because": because, "set_at": now, "set_by": by}
    kept = ChartLimits.objects.create(practice_id=locked.practice_id, chart=locked, **said)
    record("chart.limits_set", locked, by=by, now=now, limits=kept.pk)
    return kept


@action
def end_limits(*, limits: ChartLimits, by: Membership, now: dt.datetime) -> ChartLimits:
    """Taken away: what stood before them counts on."""
    locked = ChartLimits.objects.select_for_update().get(pk=limits.pk)
    end(locked, by=by, now=now)
    record("chart.limits_ended", locked.chart, by=by, now=now, limits=locked.pk)
    return locked


def lock(chart: Chart) -> Chart:
    locked = Chart.objects.select_for_update().get(pk=chart.pk)
    if locked.ended_at:
        raise NotPossible("This chart is put away. Take it up again first.")
    return locked


def end(row: ChartNote | ChartLimits, *, by: Membership, now: dt.datetime) -> None:
    if row.ended_at:
        raise NotPossible("It has been taken away already.")
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])


def record(verb: str, chart: Chart, *, by: Membership, now: dt.datetime, **details: Any) -> None:
    trail.record(verb, by=by, now=now, practice=chart.practice_id, subject=chart, details=details)
