"""The panel of the record: the latest score and what it says, what is open, and what can be done."""

from collections.abc import Sequence
from typing import Any

from activation import queries, texts
from activation.definition import Band, definition_of
from activation.kinds import Mode
from activation.models import Measurement
from activation.prompts import prompt_for
from activation.readings import compared, trend_of
from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request

Context = dict[str, Any]
YEAR = 365  # days


def record_panel(request: Request, patient: Patient) -> Context:
    """Asked once a request for one person: coaching's panel suggests a pace by the same level."""
    kept: tuple[int, Context] | None = getattr(request, "activation_panel", None)
    if kept is None or kept[0] != patient.pk:
        kept = (patient.pk, read(request, patient))
        request.activation_panel = kept  # type: ignore[attr-defined]
    return kept[1]


def read(request: Request, patient: Patient) -> Context:
    """One query, and one more where a link was to be sent.

    Whoever may not read measures sees that there is one and its day, no score.
    """
    rows = queries.on_the_record(request, patient)
    done = [row for row in rows if row.completed_at]
    reads = Permission.READ_MEASURES in request.permissions
    measured = [row for row in done if row.mode != Mode.JUDGED]
    waiting = [row for row in rows if row.is_open]
    said = texts.said_of(waiting)
    context = {
        "patient": patient,
        "open": [(row, said.get(row.pk, "")) for row in waiting],
        "latest": that_counts(measured),
        "reads": reads,
        "may_ask": not (patient.died_on or patient.left_on or patient.merged_at),
    }
    return context | findings(measured, done) if reads else context


def findings(measured: Sequence[Measurement], done: Sequence[Measurement]) -> Context:
    """What only those who may read measures see."""
    judged = next((row for row in done if row.mode == Mode.JUDGED), None)
    found: Context = {"judged": judged, "judged_band": band_of(judged) if judged else None}
    latest = that_counts(measured)
    if latest is None:
        return found | prompts(judged)
    same = [row for row in measured if row.instrument.key == latest.instrument.key and row.score is not None]
    return {
        **found,
        **result(latest),
        **prompts(latest if latest.level else judged),
        "change": compared(same[1], same[0]) if latest.score is not None and len(same) > 1 else None,
        "trend": trend_of(same, small=True) if len(same) > 1 else None,
    }


def that_counts(measured: Sequence[Measurement]) -> Measurement | None:
    """The latest; but a provisional scale gives way to a licensed or calibrated one of the same year.

    The same rule as in actions/counting.py, which keeps it on the summary.
    """
    levelled = [row for row in measured if row.level and row.measured_on]
    if not levelled:
        return measured[0] if measured else None
    newest = max(row.measured_on for row in levelled if row.measured_on)
    lately = [row for row in levelled if row.measured_on and (newest - row.measured_on).days <= YEAR]
    return min(lately, key=lambda row: row.is_provisional)


def result(measurement: Measurement) -> Context:
    """A score with its error, a level with its probability, and the marks that belong beside them."""
    return {
        "band": band_of(measurement),
        "chance": chances(measurement.level_probability),
        "top": definition_of(measurement.instrument).scoring.maximum,
        "give_or_take": give_or_take(measurement),
        "provisional": definition_of(measurement.instrument).provisional
        if measurement.is_provisional
        else "",
    }


def band_of(measurement: Measurement) -> Band | None:
    bands = definition_of(measurement.instrument).bands
    return next((band for band in bands if band.id == measurement.level), None)


def chances(share: float | None) -> str:
    """In tens, which are easier to picture than percent. Never all of them: nothing is certain here."""
    if share is None:
        return ""
    tens = round(10 * share)
    if tens > 9:
        return "more than 9 chances in 10"
    return f"about {max(tens, 1)} chance{'s' if tens > 1 else ''} in 10"


def give_or_take(measurement: Measurement) -> int | None:
    return max(1, round(measurement.score_se)) if measurement.score_se else None


def prompts(measurement: Measurement | None) -> Context:
    """What coaching may lean on at the level that counts."""
    if measurement is None:
        return {"prompt": None}
    bands = definition_of(measurement.instrument).bands
    return {"prompt": prompt_for(measurement.level, len(bands))}
