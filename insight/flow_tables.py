"""The tables of load and flow: the page shows them and the file holds them, so they say the same."""

import datetime as dt
from collections.abc import Sequence

from insight import flow, funnel_hiding, months, period
from insight.catalogue import MEASURES, asking
from insight.catalogue.standing import STANDING
from insight.period import Period
from insight.tables import Cell, Table
from practice import small
from practice.models import Practice
from practice.requests import Request
from practice.wording import long_date

WAITING = {"Coaching": "now-waiting-coaching", "Social prescribing": "now-waiting-prescribing"}
CARRIED = {
    "Coach": ("now-coaching", "now-waiting-coaching"),
    "Link worker": ("now-prescribing", "now-waiting-prescribing"),
}
STANDS = {
    "now-coaching": ("now-waiting-coaching",),
    "now-prescribing": ("now-waiting-prescribing", "now-not-reached"),
}
IN_THE_TIME = ("completed", "follow-ups-kept", "notes-in-time", "steps-done", "attending", "closed-got-there")
TIMES = (
    "days-waiting",
    "days-to-first-session",
    "days-to-contact",
    "days-to-answer",
    "sessions-at-completion",
)
MESSAGES = ("messages-sent", "messages-failed", "messages-not-sent")
Totals = dict[str, asking.Point]
LOAD_ONLY = "The load and the wait only: how many, never how well."
QUARTERS = "The middle half lies between the two quarters: a quarter took less time, a quarter took more."
SENT_THEN = (
    "People sent to each service in these days. An answer is the first word of the service on its page; an opened link"
    " is none. The middle of the days is of those that answered. In the order of names, never a ranking."
)


def tables(request: Request, under: int) -> dict[str, Table]:
    """All of them, for the period of the address."""
    time = period.of(request)
    now = flow.standing(request.practice, request.today)
    return {
        **standing(request.practice, now, request.today, under),
        **flowing(request.practice, time, under),
    }


def standing(practice: Practice, now: flow.Now, today: dt.date, under: int) -> dict[str, Table]:
    """How it stands now."""
    whose, when = flow.colleagues(practice), f"As it stands on {long_date(today)}"
    return {
        "coaches": carried("Coach", whose, now, when, under),
        "link-workers": carried("Link worker", whose, now, when, under),
        "waiting": waiting(now, today, when, under),
        "waits": waits(now, today, when, under),
    }


def flowing(practice: Practice, time: Period, under: int) -> dict[str, Table]:
    """What happened in these months."""
    names = ("missed", "cancelled", *IN_THE_TIME, *MESSAGES)
    measures = [MEASURES[name] for name in names]
    found = asking.totals(practice, measures, since=time.since, until=time.until)
    return {
        "booked": booked(found, time, under),
        "often": often(practice, time, under),
        "measures": shares(found, time, under),
        "times": times(practice, time, under),
        "services": services(practice, time, under),
        "gaps": gaps(practice, time, under),
        "messages": messages(found, flow.held_now(practice), time, under),
    }


def how(*names: str) -> list[str]:
    """Definitions, each behind its title."""
    found = [flow.every()[name] for name in names]
    return [f"{measure.title}: {measure.how}" for measure in found]


def carried(who: str, whose: flow.Colleagues, now: flow.Now, when: str, under: int) -> Table:
    """Load by colleague; its sum stands above, so one hidden number hides another."""
    all_of, waits = CARRIED[who]
    found = flow.carried(whose, now, all_of, waits)
    shown = small.shown_parts([(one.people, one.waiting) for one in found], under)
    rows: list[Sequence[Cell]] = [
        [one.name, people, waiting, longest(one.longest, waiting)]
        for one, (people, waiting) in zip(found, shown, strict=True)
    ]
    columns = (who, "People", STANDING[waits].title, "Longest wait in days")
    return Table(f"Caseload by {who.lower()}", [*how(all_of, waits), LOAD_ONLY], when, columns, rows)


def longest(days: int, waiting: int | None) -> Cell:
    """Only beside a number of people that may be shown."""
    return None if waiting is None else days if waiting else "Nobody waits"


def standing_told(now: flow.Now, today: dt.date, under: int) -> dict[str, int | None]:
    """How many stand so now, by measure: parts of everybody are hidden where one of them is small.

    Who waits for longer than the dashboard looks back is the difference to it, and so a part as well.
    """
    told: dict[str, int | None] = {}
    year = (today - months.year_up_to(today)[0]).days
    for everybody, names in STANDS.items():
        people = len(now[everybody])
        told[everybody] = small.shown(people, under)
        parts = [len(now[name]) for name in names]
        shown = funnel_hiding.parts(told[everybody], [*parts, people - sum(parts)], under)
        for name, number in zip(names, shown, strict=False):
            long = sum(days > year for days in flow.waits(now, name))
            told[name] = number if small.shown(long, under) is not None else None
    return told


def waiting(now: flow.Now, today: dt.date, when: str, under: int) -> Table:
    """People by how long they have waited."""
    found = [flow.banded(flow.waits(now, name)) for name in WAITING.values()]
    told = standing_told(now, today, under)
    columns = [
        funnel_hiding.parts(told[name], [people for _words, people in bands], under)
        for name, bands in zip(WAITING.values(), found, strict=True)
    ]
    rows = [[words, *people] for (words, _n), *people in zip(found[0], *columns, strict=True)]
    title = "People who wait, by how long"
    return Table(title, how(*WAITING.values()), when, ("Waiting for", *WAITING), rows)


def waits(now: flow.Now, today: dt.date, when: str, under: int) -> Table:
    """How many, the middle one, the longest."""
    lists, rows = (*WAITING.values(), "now-not-reached"), list[Sequence[Cell]]()
    shown = standing_told(now, today, under)
    for name in lists:
        days, told = flow.waits(now, name), shown[name]
        none = None if told is None else "Nobody waits"
        known = days if told else []
        rows.append([STANDING[name].title, told, flow.middle(known) or none, max(known, default=none)])
    columns = ("Wait", "People", "Middle wait in days", "Longest wait in days")
    return Table("How long people wait", how(*lists), when, columns, rows, lists)


def booked(found: Totals, time: Period, under: int) -> Table:
    """What came of the sessions that were booked: three parts of one sum, hidden together."""
    missed, cancelled = found["missed"], found["cancelled"]
    counts = [int(missed.d - missed.n), int(missed.n), int(cancelled.n)]
    told = small.shown_column(counts, under)
    held, absent, off = told
    of_missed = None if held is None or absent is None else missed.value
    of_cancelled = None if None in told else cancelled.value
    rows: list[Sequence[Cell]] = [
        ["Held", held, ""],
        ["Missed", absent, percent(of_missed, bool(missed.d))],
        ["Cancelled", off, percent(of_cancelled, bool(cancelled.d))],
    ]
    columns = ("What came of them", "Sessions", "Share in %")
    return Table(
        "Sessions that were booked",
        how("missed", "cancelled"),
        time.words,
        columns,
        rows,
        ("", "missed", "cancelled"),
    )


def percent(value: float | None, anything: bool) -> Cell:
    """A share that is hidden is not one of nothing."""
    return (value if value is None else round(value)) if anything else "Nothing to count"


def shares(totals: Totals, time: Period, under: int) -> Table:
    """Shares with what they are taken from."""
    rows: list[Sequence[Cell]] = []
    for name in IN_THE_TIME:
        found = totals[name]
        ((whole, part),) = small.shown_parts([(int(found.d), int(found.n))], under)
        told = None if part is None else found.value
        rows.append([MEASURES[name].title, part, whole, percent(told, bool(found.d))])
    columns = ("Measure", "How many", "Out of", "Share in %")
    return Table("Kept, done and completed", how(*IN_THE_TIME), time.words, columns, rows, IN_THE_TIME)


def times(practice: Practice, time: Period, under: int) -> Table:
    """Averages with how they spread."""
    rows: list[Sequence[Cell]] = []
    measures = [MEASURES[name] for name in TIMES]
    spreads = asking.spreads(practice, measures, since=time.since, until=time.until)
    for name in TIMES:
        found = spreads[name]
        values = (found.mean, found.middle, found.low, found.high, found.most)
        told = small.shown(found.count, under)
        none = None if told is None else "Nothing to count"
        rows.append([MEASURES[name].title, told, *(value if told else none for value in values)])
    columns = ("Measure", "How many", "Average", "Middle", "Lower quarter", "Upper quarter", "Most")
    return Table("How long things take", [*how(*TIMES), QUARTERS], time.words, columns, rows, TIMES)


def often(practice: Practice, time: Period, under: int) -> Table:
    found = flow.sessions_a_person(practice, time)
    told = small.shown_column([people for _words, people in found], under)
    rows = [[words, people] for (words, _n), people in zip(found, told, strict=True)]
    said = [f"People seen in these days, by how many sessions they had in them. {MEASURES['sessions'].how}"]
    return Table("Sessions a person", said, time.words, ("Sessions", "People"), rows)


def services(practice: Practice, time: Period, under: int) -> Table:
    found = flow.replies(practice, time)
    answered = small.shown_parts([(one.sent, one.answered) for one in found], under)
    silent = small.shown_parts([(one.sent, one.silent) for one in found], under)
    rows: list[Sequence[Cell]] = [
        [one.service, sent, heard, days_of(one, heard), quiet if heard is not None else None]
        for one, (sent, heard), (_sent, quiet) in zip(found, answered, silent, strict=True)
    ]
    columns = ("Service", "People sent", "Answered", "Middle of days to answer", "Silent still")
    return Table("Services: how long they take to answer", [SENT_THEN], time.words, columns, rows)


def days_of(one: flow.Reply, heard: int | None) -> Cell:
    return None if heard is None else "No answer yet" if one.days is None else float(one.days)


def gaps(practice: Practice, time: Period, under: int) -> Table:
    found = flow.gaps_by_need(practice, time)
    told = small.shown_column([times for _need, times in found], under)
    rows = [[need, count] for (need, _n), count in zip(found, told, strict=True)]
    return Table("Gaps in services, by need", how("gaps"), time.words, ("Need", "Times"), rows)


def messages(found: Totals, held_now: int, time: Period, under: int) -> Table:
    """What became of messages to people, and what is held now."""
    counts = [int(found[name].n) for name in MESSAGES]
    told = small.shown_column(counts, under)
    rows = [[MEASURES[name].title, count] for name, count in zip(MESSAGES, told, strict=True)]
    held = "Messages held now: planned, and put off by a rule until its time."
    rows.append(["Messages held now", small.shown(held_now, under)])
    return Table(
        "Messages to people", [*how(*MESSAGES), held], time.words, ("What became of them", "Messages"), rows
    )
