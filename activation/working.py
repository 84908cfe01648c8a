"""How a score came about, step by step, for whoever asks."""

import json
from typing import Any

from activation.definition import Definition
from activation.definition.answers import NOT_APPLICABLE, PREFER_NOT
from activation.models import Measurement
from activation.scoring import scale_of
from practice.wording import long_date

Fact = dict[str, Any]


def facts(measurement: Measurement, definition: Definition) -> list[Fact]:
    """Key and value, in the order of the sum; of a score that was typed in, its levels alone."""
    if not measurement.answers or not definition.scored:
        return levels(measurement, definition) if measurement.score is not None else []
    return [
        *counted(measurement, definition),
        *by_scale(measurement),
        *by_table(measurement, definition),
        *levels(measurement, definition),
    ]


def counted(measurement: Measurement, definition: Definition) -> list[Fact]:
    asked = len(definition.scored)
    values = list(measurement.answers.values())
    found = [{"key": "Answered", "value": f"{measurement.answered} of {asked} statements"}]
    left_out = [
        f"{values.count(code)} {words}"
        for code, words in ((NOT_APPLICABLE, "did not apply"), (PREFER_NOT, "would rather not say"))
        if code in values
    ]
    if left_out:
        found.append({"key": "Left out of the sum", "value": ", ".join(left_out)})
    if measurement.raw is not None:
        most = sum(
            definition.options_of(item)[-1].value
            for item in definition.scored
            if isinstance(measurement.answers.get(item.id), int)
        )
        found.append({"key": "Sum of the answers", "value": f"{measurement.raw} of {most}"})
        found.append({"key": "Percent of the maximum", "value": f"{measurement.percent:g}%"})
    return found


def by_scale(measurement: Measurement) -> list[Fact]:
    """The measure and the straight line from it to the score."""
    calibration = measurement.calibration
    if calibration is None:
        return []
    basis = calibration.get_basis_display()
    published = f"Version {calibration.number}, {long_date(calibration.published_at)}. {basis}."
    used = f" {calibration.n_used} people’s answers." if calibration.n_used else ""
    scale = scale_of(json.dumps(calibration.parameters, sort_keys=True))
    return [{"key": "Scale", "value": published + used}, *line(measurement, *scale.ends)]


def line(measurement: Measurement, low: float, high: float) -> list[Fact]:
    """`low` and `high` are the measures that became 0 and 100."""
    measure, error = measurement.measure, measurement.measure_se
    if measure is None or error is None:
        return []
    per = 100 / (high - low)
    words = {
        "Measure": f"{measure:.2f} logits, standard error {error:.2f}",
        "From measure to score": f"({measure:.2f} − ({low:.2f})) × {per:.2f} = {measurement.score or 0:.1f}",
        "0 and 100 are": f"the lowest and the highest sum: {low:.2f} and {high:.2f} logits",
        "Uncertainty of the score": f"{error:.2f} × {per:.2f} = {measurement.score_se or 0:.1f} points",
    }
    return [{"key": key, "value": value} for key, value in words.items()]


def by_table(measurement: Measurement, definition: Definition) -> list[Fact]:
    if definition.scoring.kind != "table" or measurement.score is None:
        return []
    return [
        {"key": "From sum to score", "value": f"the table of {definition.owner}: {measurement.score:.1f}"}
    ]


def levels(measurement: Measurement, definition: Definition) -> list[Fact]:
    """The bands of the set that this level was read by, each with where it comes from."""
    if not measurement.level:
        return []
    named = {one.id: one for one in definition.cutsets}
    cutset = named.get(measurement.cutset, definition.cutset)
    bands = (cutset.bands if cutset else ()) or definition.bands
    found = [{"key": band.name, "value": f"up to {band.upper:g}. {band.source}"} for band in bands]
    if measurement.level_probability is not None:
        share = min(99, round(100 * measurement.level_probability))
        found.append({"key": "Chance that this level is right", "value": f"{share}%"})
    if cutset:
        words = ". ".join(part.rstrip(".") for part in (cutset.id, cutset.date, cutset.rule) if part)
        found.append({"key": "Set of levels", "value": f"{words}."})
    return found
