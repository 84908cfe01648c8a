"""A measurement as a score that can be compared with another, and by which rule."""

from collections.abc import Sequence

from django.conf import settings

from activation.change import Compared, Reading, Rule, compare
from activation.definition import Definition, definition_of
from activation.kinds import Mode
from activation.models import Measurement
from activation.trend import Trend, draw


def reading_of(measurement: Measurement) -> Reading:
    """Of a measurement that has a score. Raises ValueError."""
    if measurement.score is None or measurement.measured_on is None:
        raise ValueError(f"{measurement} has no score")
    return Reading(
        score=measurement.score,
        error=measurement.score_se,
        on=measurement.measured_on,
        scale=(measurement.instrument.key, scale_of(measurement)),
        level=measurement.level,
        cutset=measurement.cutset,
        doubtful=measurement.to_check,
    )


def scale_of(measurement: Measurement) -> object:
    """What two scores must share: the calibration; the owner's tool; or the version with its table."""
    if measurement.calibration_id:
        return measurement.calibration_id
    return "tool" if measurement.mode == Mode.ENTRY else measurement.instrument.version


def rule_of(definition: Definition) -> Rule:
    """The file's own figures; else half a standard deviation, which is a setting and marked provisional."""
    published = definition.change
    important = published.minimal_important if published else None
    return Rule(
        important=important or settings.MINIMAL_IMPORTANT_CHANGE,
        provisional=important is None,
        detectable=published.detectable if published else None,
        source=published.source if published else "",
        levels=[(band.id, band.name) for band in definition.bands],
    )


def compared(first: Measurement, second: Measurement) -> Compared:
    """From an earlier measurement to a later one, by the later one's questionnaire."""
    return compare(reading_of(first), reading_of(second), rule_of(definition_of(second.instrument)))


def trend_of(newest_first: Sequence[Measurement], *, small: bool = False) -> Trend | None:
    """Scores of one questionnaire; nothing to draw where there is none."""
    scored = [m for m in reversed(newest_first) if m.score is not None]
    if not scored:
        return None
    definition = definition_of(scored[-1].instrument)
    return draw(
        definition.name,
        [reading_of(m) for m in scored],
        [(band.name, band.upper) for band in definition.bands],
        ends=(definition.scoring.minimum, definition.scoring.maximum),
        small=small,
    )
