"""Who was measured, as the page says it: hidden where small, each figure with its definition."""

from typing import Any

from django.conf import settings

from activation.kinds import Mode, NotDone
from insight.coverage import Coverage, Part, coverage
from insight.dashboard import said, small_under
from insight.sections import sections
from practice import bars, small
from practice.requests import Request

STATES = {
    "never": "Never asked",
    "waiting": "Asked, not answered yet",
    "no_level": "Answered, but no level came of it",
    **dict(NotDone.choices),
}
HOW_PEOPLE = (
    "Everybody on the list today aged 18 or over with at least one signed session; each person once. "
    "Who died, left or is under 18 does not count."
)
HOW_MEASURED = (
    "Of these, who has a level that counts: answered to the end or entered from a licensed tool, or judged by a coach, "
    "and not entered in error. However long ago."
)


def covered(request: Request) -> dict[str, Any]:
    """Everything on the page, at one query."""
    under = small_under(request)
    found = coverage(request.practice, request.today, least=settings.SMALL_NUMBERS_UNDER)
    people, measured, reasons = overall(found, under)
    figures = [("People in the programme", people, HOW_PEOPLE), ("Measured", measured, HOW_MEASURED)]
    return {
        "sections": sections(request, "insight:coverage"),
        "under": under,
        "counted_at": request.now,
        "anybody": bool(found.people),
        "figures": [
            {"label": label, "value": value, "instead": small.NOT_SHOWN, "how": how}
            for label, value, how in figures
        ],
        "how": ways(found, measured, under),
        "reasons": reasons,
        "groups": [group(at, name, parts, under) for at, (name, parts) in enumerate(found.groups.items())],
    }


def overall(found: Coverage, under: int) -> tuple[int | None, int | None, list[tuple[str, str | int]]]:
    """People, measured people, and why the others were not: no hidden one of them follows from the rest."""
    ((people, measured),) = small.shown_parts([(found.people, found.measured)], under)
    states = [state for state in STATES if found.states[state]]
    column = small.shown_column([found.measured, *(found.states[state] for state in states)], under)
    if column[0] is None:
        measured = None
    shown = [(STATES[state], said(value)) for state, value in zip(states, column[1:], strict=True)]
    return people, measured, shown


def ways(found: Coverage, measured: int | None, under: int) -> list[tuple[str, str | int]]:
    """How they were measured; nothing of it where their number is hidden."""
    modes = [mode for mode in Mode if found.how[mode.value]]
    column: list[int | None] = [None] * len(modes)
    if measured is not None:
        column = small.shown_column([found.how[mode.value] for mode in modes], under)
    return [(str(mode.label), said(value)) for mode, value in zip(modes, column, strict=True)]


def group(at: int, name: str, parts: list[Part], under: int) -> dict[str, Any]:
    """One grouping: its bars and the table behind them."""
    shown = small.shown_parts([(part.people, part.measured) for part in parts], under)
    rows = [
        (part.label, said(people), said(measured), percent(people, measured))
        for part, (people, measured) in zip(parts, shown, strict=True)
    ]
    return {
        "id": f"shares-{at}",
        "name": name,
        "rows": [(label, people, measured, per_cent(share)) for label, people, measured, share in rows],
        "shares": bars.shares(f"Measured, by {name.lower()}", [(row[0], row[3]) for row in rows]),
    }


def percent(people: int | None, measured: int | None) -> int | None:
    return None if measured is None or not people else round(100 * measured / people)


def per_cent(share: int | None) -> str:
    return small.NOT_SHOWN if share is None else f"{share}%"
