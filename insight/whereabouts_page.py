"""Where everybody is who was referred, as the dashboard says it: hidden where small, each number with its list."""

from typing import Any, NamedTuple

from insight.whereabouts import Whereabouts, gaps, whereabouts
from practice import bars, small
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request
from prescribing.models import Referral

# Where: words, and how it is counted. In the order of the way.
PLACES = {
    "waiting": ("Waiting to be taken", "New or on the waiting list: no link worker has taken them."),
    "accepted": ("Taken, not reached yet", "A link worker has them, and has not spoken with them yet."),
    "in_touch": ("In contact", "A link worker has spoken with them; no plan yet."),
    "planned": ("Plan made", "A plan is agreed; nothing has been sent to a service."),
    "sent": ("Sent, no answer yet", "Sent to a service, and no service has said anything."),
    "answered": (
        "A service has answered",
        "A service has them, has booked a place or wrote; they have not been.",
    ),
    "no-service": (
        "Sent, and no service left",
        "It could not help or was withdrawn: something else is needed.",
    ),
    "attending": ("Went at least once", "They or the service say so; the referral is still open."),
    "went": ("Closed: got there", "Closed after they went at least once, or as going."),
    "not-there": ("Closed: did not get there", "Closed otherwise; the reasons are below."),
    "died": ("Died", "Died while the referral was open; counted apart."),
}
FAR = {
    "accepted": "Taken by a link worker",
    "in_touch": "Reached",
    "planned": "Plan made",
    "sent": "Sent to a service",
    "answered": "A service answered",
    "attending": "Went at least once",
}
HOW = {
    "people": (
        "Everybody with a referral opened in these twelve months that was not entered in error; each person once, by"
        " the referral that is open, else by the latest."
    ),
    "noted": "Times in these twelve months that nothing suitable was found. Not a number of people.",
    "met": "Of these, those for which there is a service now.",
}
ENDS = {"went": "Closed: got there, by outcome", "not-there": "Closed: did not get there, by reason"}
OUTCOMES = dict(Referral.Outcome.choices)


class Row(NamedTuple):
    """One line of a table; `people` is None where the number is hidden."""

    words: str
    how: str
    people: int | None
    url: str


def section(request: Request, under: int) -> dict[str, Any]:
    """Everything of it, at two queries."""
    found = whereabouts(request.practice, request.today)
    missing = gaps(request.practice, request.today)
    now = now_rows(request, found, under)
    return {
        "people": found.people,
        "figures": figures(request, found, missing, under),
        "now": now,
        "shares": bars.shares("Where everybody is", [(row.words, percent(row, found)) for row in now]),
        "far": far_rows(request, found, now, under),
        "ends": [(ENDS[at], end_rows(request, found, at, now, under)) for at in ENDS if found.closed(at)],
    }


def figures(
    request: Request, found: Whereabouts, missing: dict[str, int], under: int
) -> list[dict[str, Any]]:
    """What ui/figure.html takes. Behind gaps stands the page of what is missing, which names nobody."""
    ((noted, met),) = small.shown_parts([(missing["noted"], missing["met"])], under)
    sees_gaps = Permission.SEE_GAPS in request.permissions
    gaps_url = address("prescribing:gaps", request.practice.ods_code) if sees_gaps else ""
    told = (
        ("people", "People referred", small.shown(found.people, under), list_url(request, "all")),
        ("noted", "Gaps noted", noted, gaps_url),
        ("met", "Gaps met", met, gaps_url),
    )
    return [
        {"label": label, "value": value, "instead": small.NOT_SHOWN, "how": HOW[name], "url": url}
        for name, label, value, url in told
    ]


def now_rows(request: Request, found: Whereabouts, under: int) -> list[Row]:
    """Their sum stands above, so one hidden number hides another; and all are hidden with the sum."""
    counts = [found.now[place] + sum(found.closed(place).values()) for place in PLACES]
    shown = small.shown_column(counts, under)
    if small.shown(found.people, under) is None:
        shown = [None] * len(counts)
    return [
        Row(words, how, people, list_url(request, place))
        for (place, (words, how)), people in zip(PLACES.items(), shown, strict=True)
    ]


def far_rows(request: Request, found: Whereabouts, now: list[Row], under: int) -> list[Row]:
    """Each stage by itself, hidden where it would point at few: by itself, beside another, or beside where they are."""
    way = [row.people is None for row in now[: list(PLACES).index("not-there")]]
    told, last, rows = [0, found.people], 0, []
    for name, words in FAR.items():
        at, people = list(PLACES).index(name), found.ever[name]
        alone = 1 in (
            sum(way[last:at]),
            sum(way[at:]),
        )  # one hidden place between what is shown is found by taking away
        hidden = alone or any(0 < abs(people - other) < under for other in told)
        if not hidden:
            told.append(people)
            last = at
        rows.append(Row(words, "", None if hidden else people, list_url(request, f"ever-{name}")))
    return rows


def end_rows(request: Request, found: Whereabouts, place: str, now: list[Row], under: int) -> list[Row]:
    """Closed ones by outcome, by its words; nothing of them where their sum is hidden."""
    ends = sorted(found.closed(place).items(), key=lambda end: OUTCOMES[end[0]])
    column = small.shown_column([people for _outcome, people in ends], under)
    if now[list(PLACES).index(place)].people is None:
        column = [None] * len(ends)
    return [
        Row(OUTCOMES[outcome], "", people, list_url(request, f"{place}-{outcome}"))
        for (outcome, _people), people in zip(ends, column, strict=True)
    ]


def percent(row: Row, found: Whereabouts) -> int | None:
    return None if row.people is None else round(100 * row.people / (found.people or 1))


def list_url(request: Request, of: str) -> str:
    """Where the list behind a number is; nothing for those who may not see names."""
    if Permission.NAMES_BEHIND_FIGURES not in request.permissions:
        return ""
    return f"{address('insight:behind-social', request.practice.ods_code)}?of={of}"


def words_of(of: str) -> str:
    """The title of a list; empty for what is no number of the page."""
    if of == "all":
        return "People referred to social prescribing"
    start, _hyphen, rest = of.rpartition("-")
    if start == "ever":
        return f"At some time: {FAR[rest].lower()}" if rest in FAR else ""
    if start in ENDS and rest in OUTCOMES:
        return f"{PLACES[start][0]}: {OUTCOMES[rest].lower()}"
    return PLACES[of][0] if of in PLACES else ""
