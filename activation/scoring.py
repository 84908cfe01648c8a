"""What a set of answers is worth: the questionnaire's own rule, and nothing beyond it."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from activation.definition import Band, Definition, Value
from activation.kinds import Flag
from activation.rasch.calibration import Calibration
from activation.rasch.levels import level_of as place_of
from activation.rasch.levels import level_probabilities
from activation.rasch.scoring import score_person

Answers = Mapping[str, Value]
Numbers = dict[str, int]


@dataclasses.dataclass(slots=True)
class Worth:
    """Of one set of answers: `answered` statements, `raw` their sum, `percent` of the most they allow (0-100).

    `measure` in logits and `score` in points of 0-100, each with its standard error; `level` the id of a band,
    with the probability that the true score lies in it. Without a score, `no_score_because` says why.
    """

    answered: int = 0
    raw: int | None = None
    percent: float | None = None
    measure: float | None = None
    measure_se: float | None = None
    score: float | None = None
    score_se: float | None = None
    level: str = ""
    level_probability: float | None = None
    flags: list[str] = dataclasses.field(default_factory=list)
    no_score_because: str = ""


def score(
    definition: Definition,
    parameters: dict[str, Any] | None,
    answers: Answers,
    seconds: Mapping[str, int] | None = None,
) -> Worth:
    """`parameters` are those of a calibration, for a questionnaire that has one. Pure: the same in, the same out.

    "Does not apply" and "would rather not say" are both left out of the sum and of what it is compared with.
    """
    numbers = chosen(definition, answers)
    kind = definition.scoring.kind
    if kind == "each":
        return Worth(
            answered=sum(answers.get(item.id, "no") not in ("na", "no") for item in definition.items)
        )
    worth = counted(definition, numbers)
    least = definition.scoring.minimum_answered
    if worth.answered < least:
        worth.flags = [Flag.TOO_FEW.value]
        worth.no_score_because = f"{worth.answered} of {len(definition.scored)} answered; {least} are needed."
        return worth
    BY_KIND[kind](worth, definition, parameters, numbers, total(seconds, numbers))
    return worth


def chosen(definition: Definition, answers: Answers) -> Numbers:
    """The options that were chosen, by item; what was left out, and why, does not count here."""
    given = ((item.id, answers.get(item.id)) for item in definition.scored)
    return {name: value for name, value in given if isinstance(value, int)}


def total(seconds: Mapping[str, int] | None, numbers: Numbers) -> float | None:
    """How long the answers took together; None unless each was timed."""
    if not seconds or not numbers.keys() <= seconds.keys():
        return None
    return float(sum(seconds[item_id] for item_id in numbers))


def counted(definition: Definition, numbers: Numbers) -> Worth:
    """The sum, beside the most that these statements allow."""
    raw = sum(numbers.values())
    most = sum(definition.options_of(item)[-1].value for item in definition.scored if item.id in numbers)
    return Worth(answered=len(numbers), raw=raw, percent=round(100 * raw / most, 1) if most else None)


def by_rasch(
    worth: Worth, definition: Definition, parameters: Any, numbers: Numbers, seconds: float | None
) -> None:
    """Warm's weighted likelihood estimate under the frozen scale."""
    if parameters is None:
        worth.no_score_because = "There is no scale for this questionnaire yet."
        return
    scale = scale_of(json.dumps(parameters, sort_keys=True))
    least = definition.scoring.minimum_answered
    scored = score_person(scale, numbers, min_answered=least, seconds=seconds)
    worth.measure, worth.measure_se = scored.measure, scored.se
    worth.score, worth.score_se = scored.score, scored.score_se
    worth.flags = list(scored.flags)
    put_level(worth, definition.bands)


@lru_cache(maxsize=64)
def scale_of(parameters: str) -> Calibration:
    """A scale with its score tables, kept: solving them takes longer than looking a person up."""
    return Calibration.from_json(parameters)


def by_table(
    worth: Worth, definition: Definition, _parameters: Any, numbers: Numbers, _seconds: float | None
) -> None:
    """The owner's own table from the total; with statements missing, only as its file says."""
    rule, asked = definition.scoring, len(definition.scored)
    raw = float(worth.raw or 0)
    if worth.answered < asked:
        if rule.missing != "prorate":
            worth.no_score_because = f"{worth.answered} of {asked} answered; this table needs all of them."
            return
        raw = raw * asked / worth.answered
    worth.score = between(rule.table, raw)
    worth.score_se = rule.standard_errors.get(round(raw))
    put_level(worth, definition.bands)


def between(table: Mapping[int, float], raw: float) -> float:
    """The table's value, linear between two totals."""
    below = max(total for total in table if total <= raw + 1e-9)
    above = table.get(below + 1, table[below])
    return table[below] + (raw - below) * (above - table[below])


def put_level(worth: Worth, bands: Sequence[Band]) -> None:
    """The band of the score, and how likely the person belongs there."""
    if worth.score is None or not bands:
        return
    worth.level = level_of(bands, worth.score)
    if worth.score_se:
        chances = level_probabilities(worth.score, worth.score_se, cuts(bands))
        worth.level_probability = chances[[band.id for band in bands].index(worth.level)]


def level_of(bands: Sequence[Band], score: float) -> str:
    """The id of the band that this score lies in; nothing where the questionnaire has none."""
    return bands[place_of(score, cuts(bands)) - 1].id if bands else ""


def cuts(bands: Sequence[Band]) -> list[float]:
    return [band.upper for band in bands[:-1]]


Rule = Callable[[Worth, Definition, Any, Numbers, float | None], None]
BY_KIND: dict[str, Rule] = {"rasch": by_rasch, "table": by_table}
