"""How well a questionnaire measures at one practice, as its page says it: figures, shapes and plain words."""

from typing import Any

from django.conf import settings

from activation import targeting
from activation.actions.measuring import note_look
from activation.definition import Definition, definition_of
from activation.measures_words import ABOUT, DEPENDENT, NOT_CALIBRATED, fit_of, said_of_reliability
from activation.measuring import Found, calibrated, look
from activation.models import Calibration, Instrument
from activation.rasch import BadAnswers, CalibratedItem, NotEstimable, TooFew
from activation.rasch import Calibration as Scale
from activation.rasch.checks import LEAST_PEOPLE, PUBLISHABLE, RARE
from activation.sample import Sample, sample_of
from practice.requests import Request
from practice.small import shown


class NotMeasured(Exception):
    """There is nothing to show; the words say why."""


def sample_for(request: Request, instrument: Instrument, what: str) -> Sample:
    """The answers of the practice, and the trail event of having read them. Raises NotMeasured."""
    if definition_of(instrument).scoring.kind != "rasch":
        raise NotMeasured(NOT_CALIBRATED)
    sample = sample_of(request.practice, instrument)
    note_look(
        instrument=instrument,
        what=what,
        people=len(sample),
        doubtful=int(sample.doubtful.sum()),
        by=request.member,
        now=request.now,
    )
    return sample


def measures(request: Request, instrument: Instrument) -> dict[str, Any]:
    """Everything on the page; `refused` alone where there is nothing to calibrate from."""
    in_force = Calibration.objects.newest(instrument)
    base = {"instrument": instrument, "in_force": in_force, "least": LEAST_PEOPLE, "enough": PUBLISHABLE}
    try:
        sample = sample_for(request, instrument, "statements")
        found = look(sample, Scale.from_dict(in_force.parameters) if in_force else None)
    except (NotMeasured, NotEstimable, BadAnswers) as reason:
        return base | {"refused": why_not(reason)}
    return base | shown_of(sample, found, definition_of(instrument))


def why_not(reason: Exception) -> str:
    """Too few people, in the page's own words; anything else as the engine says it."""
    if not isinstance(reason, TooFew):
        return str(reason)
    under = settings.SMALL_NUMBERS_UNDER
    count = shown(reason.n_used, under)
    many = f"Fewer than {under} people have" if count is None else people_have(count)
    return (
        f"{many} answered here so that it says something about the statements. At least {LEAST_PEOPLE} are needed "
        "before anything is worked out: with fewer, the figures would be chance."
    )


def people_have(count: int) -> str:
    return {0: "Nobody has", 1: "1 person has"}.get(count, f"{count} people have")


def scale_here(request: Request, instrument: Instrument) -> Scale:
    """For the file. Raises NotMeasured."""
    try:
        return calibrated(sample_for(request, instrument, "file"))
    except (NotEstimable, BadAnswers) as reason:
        raise NotMeasured(why_not(reason)) from None


def shown_of(sample: Sample, found: Found, definition: Definition) -> dict[str, Any]:
    numbers = {item: number for number, item in enumerate(sample.items, 1)}
    rows = [row(item, numbers[item.item], definition, found) for item in found.calibration.items]
    return {
        "people": found.calibration.n_used,
        "exploratory": (found.calibration.n_used or 0) < PUBLISHABLE,
        "facts": facts(sample, found),
        "rows": sorted(rows, key=lambda one: one["location"]),
        "advice": advice(found, numbers),
        "map": targeting.draw(
            found.calibration, found.scored.measure, sample.items, settings.SMALL_NUMBERS_UNDER
        ),
        "displaced": displaced(found, numbers),
        "linked": found.linked is not None,
        "shift": found.shift,
        "shifted": numbers[found.shift.item] if found.shift else None,
    }


def facts(sample: Sample, found: Found) -> list[dict[str, Any]]:
    doubtful = shown(int(sample.doubtful.sum()), settings.SMALL_NUMBERS_UNDER)
    report, overall = found.report, found.report.reliability_all
    separation = f"{report.separation:.1f}, which tells {report.strata:.1f} levels of people apart"
    return [
        {"key": "People whose answers count", "value": found.calibration.n_used},
        {
            "key": "Left out as doubtful",
            "value": f"Fewer than {settings.SMALL_NUMBERS_UNDER}" if doubtful is None else doubtful,
        },
        {"key": "Model", "value": {"rsm": "Rating scale", "pcm": "Partial credit"}[found.calibration.model]},
        {"key": "Cronbach’s alpha", "value": decimal(found.calibration.alpha)},
        {"key": "Person reliability", "value": f"{decimal(overall)}. {said_of_reliability(overall)}"},
        {"key": "Person separation", "value": separation if overall is not None else None},
    ]


def decimal(value: float | None) -> str:
    return "Not known" if value is None else f"{value:.2f}"


def row(item: CalibratedItem, number: int, definition: Definition, found: Found) -> dict[str, Any]:
    """One statement: how hard it is, its steps, and how its answers fit."""
    statement = definition.item(item.item)
    options = definition.options_of(statement)
    used = found.report.used[number - 1]
    language = definition.languages[0]
    return {
        "number": number,
        "text": definition.words(statement.text, language),
        "location": item.location,
        "se": item.se,
        "steps": ", ".join(f"{threshold:.2f}" for threshold in item.thresholds),
        "disordered": "disordered" in item.flags,
        "infit": fit_of(item.infit),
        "outfit": fit_of(item.outfit),
        "rare": [definition.words(option.text, language) for option in options if used[option.value] < RARE],
        "reversed": "reversed" in item.flags,
    }


def advice(found: Found, numbers: dict[str, int]) -> list[dict[str, str]]:
    """What each kind of remark means, with the numbers of the statements that it is about."""
    marks = {numbers[item.item]: strongest(item.flags) for item in found.calibration.items}
    said = [
        {"what": what, "where": listed([number for number in marks if flag in marks[number]]), "do": do}
        for flag, (what, do) in ABOUT.items()
    ]
    pairs = [f"{numbers[one]} and {numbers[other]}" for one, other in found.report.dependent]
    what, do = DEPENDENT
    said.append({"what": what, "where": "; ".join(pairs), "do": do})
    return [one for one in said if one["where"]]


def strongest(flags: tuple[str, ...]) -> set[str]:
    """A strong mark stands for the weaker one of the same kind."""
    return {flag for flag in flags if f"{flag}_strong" not in flags}


def listed(numbers: list[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def displaced(found: Found, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Statements more than half a logit from where the scale in force has them."""
    moved = found.linked.displaced if found.linked else {}
    return [
        {"number": numbers[item], "by": abs(by), "how": "harder" if by > 0 else "easier"}
        for item, by in sorted(moved.items(), key=lambda pair: numbers[pair[0]])
    ]
