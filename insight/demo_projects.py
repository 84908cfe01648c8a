"""Improvement projects of the demo: one that runs, one that did not work, and from the other practice one that did."""

import datetime as dt
from typing import Any

from insight import months
from insight.actions import charts, cycles, drivers, measuring, projects, sharing
from insight.catalogue import MEASURES, Measure
from insight.models import Chart, Cycle, Driver, Project
from practice.demo import DEMO, ELM, OAK
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.tenancy import in_view

DAY = dt.timedelta(days=1)
# Main drivers, what is behind them, ideas.
DIAGRAM: dict[str, dict[str, list[str]]] = {
    "People remember": {"They are reminded in time": ["A text two days before", "A text on the morning"]},
    "People can come": {
        "Times that suit working people": ["Two evening sessions a week"],
        "Getting here": ["Offer the telephone when it is booked"],
    },
    "People want to come": {"They know what it is": ["Say in one sentence what happens in the room"]},
}
# `days` ago, from and to.
CYCLES: tuple[dict[str, Any], ...] = (
    {
        "days": (70, 57),
        "idea": "A text on the morning",
        "plan": "Send a text at 8am on the day to everybody booked with one coach for two weeks.",
        "prediction": "Of about ten sessions a week, one fewer is missed.",
        "did": "Eleven of twelve working days; one was forgotten.",
        "learned": "Nobody complained, but it was too late to fill a time that was given back.",
        "decision": "adapt",
        "next_words": "The same text two days before, at 10am.",
    },
    {
        "days": (49, 28),
        "idea": "A text two days before",
        "plan": "The same text two days before, at 10am, for three weeks.",
        "prediction": "Half of those who cannot come say so in time.",
        "did": "Sent every day. Seven people gave a time back, and five of these were filled.",
        "learned": "More than expected. Those who miss are mostly those with no mobile number.",
        "decision": "adopt",
        "next_words": "It goes out by itself now. Look at those without a mobile number next.",
    },
    {
        "days": (12, None),
        "idea": "Two evening sessions a week",
        "plan": "Offer Tuesday and Thursday at 6pm to everybody who missed one.",
        "prediction": "One in three takes it, and comes.",
    },
)


def projects_happen(elm: Practice, *, now: dt.datetime) -> None:
    with in_view([elm], DEMO):
        running(elm, now)
        published(working(ELM, Role.LINK_WORKER), FAILED, "not", (210, 45), now)
    oak = Practice.objects.get(ods_code=OAK)
    with in_view([oak], DEMO):
        published(working(OAK, Role.COACH), WORKED, "worked", (240, 30), now)


def working(code: str, role: Role) -> Membership:
    here = Membership.objects.filter(practice__ods_code=code, role=role, ended_at=None)
    return here.select_related("practice", "user").order_by("pk")[0]


def watched(name: str, by: Membership, began: dt.datetime, now: dt.datetime) -> Measure:
    """On a chart of the demo's own year, before which there is nothing."""
    measure = MEASURES[name]
    there = Chart.objects.filter(practice=by.practice, measure=name, by=Chart.By.MONTH, ended_at=None)
    if not there.exists():
        said = {"name": measure.title, "by": Chart.By.MONTH, "kind": Chart.Kind.RUN, "screen_ranges": False}
        since = months.earlier(months.first_of(now.date()), 12)
        kept = charts.keep(
            practice=by.practice, measure=name, values=said | {"since": since}, by=by, now=began
        )
        if name in FIRST_WORDS:
            charts.note(chart=kept, happened_on=since, words=FIRST_WORDS[name], by=by, now=began)
    return measure


def running(elm: Practice, now: dt.datetime) -> None:
    """Fewer missed sessions, in its third cycle."""
    by, began = working(ELM, Role.COACH), now - 75 * DAY
    project = projects.start(
        practice=elm,
        name="Fewer missed sessions",
        problem="Every missed session is time that somebody on the waiting list could have had.",
        who="people who are booked for a session",
        how_much="the share of missed sessions falls to 5%",
        by_on=now.date() + 40 * DAY,
        by=by,
        now=began,
    )
    team = [working(ELM, role) for role in (Role.COORDINATOR, Role.MANAGER)]
    projects.set_team(project=project, version=project.version, members=team, by=by, now=began)
    for name, kind, target in (
        ("missed", "outcome", 5.0),
        ("follow-ups-kept", "process", None),
        ("sessions", "balancing", None),
    ):
        about: dict[str, Any] = {"kind": kind, "period": "month", "target": target, "by": by, "now": began}
        measuring.add(project=project, measure=watched(name, by, began, now), **about)
    ideas = drawn(project, by, began)
    for cycle in CYCLES:
        tried(project, cycle, ideas, by, now)
    next_week = (now + 6 * DAY).replace(hour=12, minute=30, second=0, microsecond=0)
    said = {"at": next_week, "words": "Room 2: what the evening sessions brought"}
    version = Project.objects.get(pk=project.pk).version
    projects.set_meeting(project=project, version=version, **said, by=by, now=now - 2 * DAY)  # type: ignore[arg-type]


def drawn(project: Project, by: Membership, now: dt.datetime) -> dict[str, Driver]:
    """The diagram; its ideas by their words."""
    ideas: dict[str, Driver] = {}
    at: dict[str, Any] = {"project": project, "by": by, "now": now}
    for primary, behind in DIAGRAM.items():
        first = drivers.add(under=None, kind="primary", words=primary, **at)
        for secondary, words in behind.items():
            second = drivers.add(under=first, kind="secondary", words=secondary, **at)
            ideas |= {one: drivers.add(under=second, kind="idea", words=one, **at) for one in words}
    return ideas


def tried(
    project: Project, cycle: dict[str, Any], ideas: dict[str, Driver], by: Membership, now: dt.datetime
) -> None:
    """Planned two days before its first day; studied the day after its last."""
    since, until = cycle["days"]
    first, last = now - since * DAY, now - until * DAY if until else None
    kept: Cycle = cycles.plan(
        project=project,
        plan=cycle["plan"],
        prediction=cycle["prediction"],
        starts_on=first.date(),
        ends_on=last.date() if last else None,
        idea=ideas[cycle["idea"]],
        by=by,
        now=first - 2 * DAY,
    )
    if last:
        said = {name: cycle[name] for name in ("did", "learned", "decision", "next_words")}
        about: dict[str, Any] = {"ends_on": last.date(), "by": by, "now": last + DAY}
        cycles.study(cycle=kept, version=kept.version, **said, **about)


# On the first day of a chart: why its first points go up.
FIRST_WORDS = {
    "sessions": "Health coaching had just begun here; more people came each month until it was known"
}
AIMS = ("name", "problem", "who", "how_much")
FAILED: dict[str, Any] = {
    "name": "A letter before the first session",
    "problem": "People waited long for a first session, and some had forgotten why they were coming.",
    "who": "people who are offered coaching",
    "how_much": "the time from offer to first session falls from 30 days to 20",
    "measure": "days-to-first-session",
    "what_we_did": "We wrote a letter to everybody on the day they were offered coaching, with a number to ring.",
    "what_happened": "The time to a first session did not change. Few rang; most said that the letter came too late.",
    "how_it_helped": "It did not. It took one colleague half a day a week.",
    "next_steps": "We stopped. We now offer two times at once when somebody says yes. Do not begin with letters.",
}
WORKED: dict[str, Any] = {
    "name": "Notes signed on the day",
    "problem": "Notes were left for Friday, and colleagues who took over knew nothing of the last session.",
    "who": "everybody who is seen by a coach",
    "how_much": "at least 95% of notes are signed within two days",
    "measure": "notes-in-time",
    "what_we_did": "Ten minutes were kept free after every session, and what was not finished was looked at each noon.",
    "what_happened": "Nearly all notes are signed within two days, and it has stayed so.",
    "how_it_helped": "Follow-ups are not missed any more, and nobody writes from memory on a Friday.",
    "next_steps": "It is how we work now. Another practice could try it with one coach for one week.",
}


def published(
    by: Membership, said: dict[str, Any], result: str, days: tuple[int, int], now: dt.datetime
) -> None:
    """A project that is over, on the shelf. A plain word of it may be a surname of the demo: then it is looked at."""
    began, ended = (now - ago * DAY for ago in days)
    aim = {name: said[name] for name in AIMS}
    by_on = ended.date() + 10 * DAY
    project = projects.start(practice=by.practice, **aim, by_on=by_on, by=by, now=began)
    about: dict[str, Any] = {"kind": "outcome", "period": "month", "target": None}
    measuring.add(
        project=project, measure=watched(said["measure"], by, began, now), **about, by=by, now=began
    )
    texts = {name: said[name] for name in ("what_we_did", "what_happened", "how_it_helped", "next_steps")}
    done = projects.finish(project=project, version=1, result=result, texts=texts, by=by, now=ended)
    try:
        sharing.publish(project=done, looked="", by=by, now=ended)
    except sharing.LookAgain as again:
        sharing.publish(project=done, looked=again.mark, by=by, now=ended)
