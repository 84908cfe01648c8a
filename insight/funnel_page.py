"""The funnel of one aim, as its page says it: hidden where small, each number with how it is counted and its list."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from insight import funnel, funnel_groups, funnel_hiding, period
from insight.dashboard import small_under
from insight.funnel import Funnel
from insight.funnel_asked import Asked, asked
from insight.funnel_words import ALL, FURTHEST, PEOPLE, STAGES, how, reason
from insight.models.ways import Aim
from insight.sections import sections
from outreach import counting
from practice import bars, small
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One number: `people` and `share` are None where they are not shown."""

    label: str
    people: int | None
    share: int | None = None
    missing: int | None = None
    how: str = ""
    url: str = ""
    missing_url: str = ""
    of: str = ""  # of whom the share is, where that is not everybody

    @property
    def said(self) -> str:
        return small.NOT_SHOWN if self.people is None else str(self.people)

    @property
    def heading(self) -> str:
        """Over the rows of which it is the sum."""
        return f"{self.label}: {self.said.lower()}"


Stop = tuple[Row, list[Row]]


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A funnel with what may be shown of it."""

    people: int | None
    stages: list[Row]
    beside: list[Row]
    not_known: int | None
    not_known_url: str


def way(request: Request) -> dict[str, Any]:
    """Everything on the page, at four statements."""
    on, under = asked(request), small_under(request)
    found = funnel.funnels(request.practice, on.period)[on.aim]
    shown = told(found, on, under)
    stops = falls(found, shown, on, under)
    return {
        "sections": sections(request, "insight:way"),
        "period": on.period,
        **period.choices(request),
        "keep": [("aim", on.aim.value)],
        "aim": on.aim,
        "aims": [(aim.label, f"?aim={aim}&{on.period.query}", aim == on.aim) for aim in Aim],
        "counted_at": request.now,
        "under": under,
        "anybody": bool(found.people),
        "told": shown,
        "figure": figure(shown, on),
        "chart": chart(shown, on.aim),
        "falls": stops,
        "most": most(found, stops, shown.people),
        **beside(request, on, under),
    }


def beside(request: Request, on: Asked, under: int) -> dict[str, Any]:
    """By group, by the route of an invitation, and who is gone."""
    died, left = funnel.gone(request.practice, on.aim, on.period)
    asked_by_us = funnel.invited(request.practice, on.aim, on.period, request.today)
    return {
        "gone": [(word, small.shown(n, under)) for word, n in (("died", died), ("left", left)) if n],
        "invited": invited_rows(asked_by_us, under),
        **funnel_groups.of_page(request, on, under),
    }


def told(found: Funnel, on: Asked, under: int) -> Told:
    """Every number with its share of the people, and how many did not come to it."""
    people = small.shown(found.people, under)
    numbers = funnel_hiding.whole(found.people, found.counts, under)
    rows = {name: row(name, numbers[name], found.people, on) for name in (*STAGES, "measured", "known")}
    known = rows["known"].people
    return Told(
        people,
        [rows[name] for name in STAGES],
        [rows["measured"], rows["known"], row("better", numbers["better"], found.counts["known"], on)],
        None if known is None else found.people - known,
        on.url(of="not-known"),
    )


def row(name: str, number: int | None, of: int, on: Asked) -> Row:
    share = None if number is None or not of else round(100 * number / of)
    missing = None if number is None else of - number
    out = on.url(of=f"no-{name}") if name in (*STAGES, "measured") else ""
    words = "these" if name == "better" else ""
    return Row(ALL[name], number, share, missing, how(on.aim, name), on.url(of=name), out, words)


def figure(shown: Told, on: Asked) -> dict[str, Any]:
    """What ui/figure.html takes."""
    return {
        "label": "People",
        "value": shown.people,
        "instead": small.NOT_SHOWN,
        "how": PEOPLE,
        "url": on.url(of="people"),
    }


def chart(shown: Told, aim: Aim) -> bars.Drawing:
    return bars.shares(f"{aim.label}: how far people came", [(row.label, row.share) for row in shown.stages])


def falls(found: Funnel, shown: Told, on: Asked, under: int) -> list[Stop]:
    """By the furthest stage that people came to, why they came no further: how they stand, or how it ended."""
    before = list(STAGES)[:-1]
    if shown.people is None:
        column: list[int | None] = [None] * len(before)
    else:
        stages = [row.people for row in shown.stages]
        column = funnel_hiding.between(stages, [found.furthest(stage) for stage in before], under)
    return [
        (
            Row(
                f"Were {FURTHEST[stage]}" if stage != "planned" else f"Had {FURTHEST[stage]}",
                people,
                url=on.url(of=f"far-{stage}"),
            ),
            reasons(found, stage, people, on, under),
        )
        for stage, people in zip(before, column, strict=True)
        if found.furthest(stage)
    ]


def reasons(found: Funnel, stage: str, people: int | None, on: Asked, under: int) -> list[Row]:
    """The most frequent first; what is not shown by its words, so that its order says nothing."""
    ordered = sorted(found.why[stage].items(), key=lambda one: (-one[1], reason(on.aim, one[0])))
    column = funnel_hiding.parts(people, [number for _why, number in ordered], under)
    rows = [
        Row(
            reason(on.aim, why),
            number,
            url=on.url(of=f"far-{stage}", stands=why[0], how=why[1], route=why[2]),
        )
        for (why, _number), number in zip(ordered, column, strict=True)
    ]
    return sorted(rows, key=lambda one: (-(one.people or 0), one.label))


def most(found: Funnel, stops: list[Stop], of: int | None) -> str:
    """Where most people stop so far and why, in a sentence; nothing where nobody is told of.

    Where the largest number is not shown, no smaller one passes for it.
    """
    if not of or not any(row.people for row, _reasons in stops):
        return ""
    ordered = [stage for stage in list(STAGES)[:-1] if found.furthest(stage)]
    largest = max(ordered, key=found.furthest)
    row, reasons = stops[ordered.index(largest)]
    if row.people is None:
        return f"Most people stop here so far: {row.label.lower()}. How many is not shown."
    why = next((one for one in reasons if one.people), None)
    often = f" Most often: {why.label.lower()} ({why.people})." if why else ""
    share = round(100 * row.people / of)
    return f"Most people stop here so far: {row.people} of {of} ({share}%) {row.label.lower()}.{often}"


def invited_rows(counts: dict[str, int], under: int) -> list[Row]:
    """Of those chosen in waves; the words and how each is counted are those of the waves' own page."""
    chosen, *rest = counting.STAGES
    numbers = funnel_hiding.stages(counts["chosen"], [counts[name] for name, _words, _how in rest], under)
    shown: Sequence[int | None] = [small.shown(counts["chosen"], under), *numbers]
    return [
        Row(words, number, how=how_counted)
        for (_name, words, how_counted), number in zip((chosen, *rest), shown, strict=True)
        if counts["chosen"]
    ]
