"""Whether a service fits a person: what speaks against it, what to ask first, what is fine. Pure.

Nobody is kept from anything by this: whoever goes on against a no says why.
"""

import dataclasses
import datetime as dt
import re

from prescribing.models import Service
from prescribing.search_place import MILE, miles

NO, ASK, FINE = "no", "ask", "fine"
FAR, TOO_FAR = 3 * MILE, 10 * MILE
LONG_WAIT = 12  # weeks
_CANNOT_CLIMB = re.compile(
    r"wheelchair|walking (frame|aid)|mobility|stairs|steps|scooter|step.?free", re.IGNORECASE
)


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: how it stands, what it is about, and why."""

    level: str
    about: str
    words: str


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """What the check needs to know. `access`: their needs in words; `money`: what they said about money."""

    age: int
    gender: str = ""
    language: str = ""
    needs_interpreter: bool = False
    access: tuple[str, ...] = ()
    money: str = ""


def check(
    person: Person, service: Service, *, step_free: bool | None, metres: float | None, today: dt.date
) -> list[Finding]:
    """Every line, what speaks against it first. `metres` is None where it is not known or not to be said."""
    lines = [
        open_now(service, today),
        full(service),
        age(person, service),
        for_whom(person, service),
        language(person, service),
        access(person, service, step_free),
        distance(service, metres),
        cost(person, service),
    ]
    found = [line for line in lines if line is not None]
    return sorted(found, key=lambda line: (NO, ASK, FINE).index(line.level))


def against(findings: list[Finding]) -> list[Finding]:
    """What somebody who goes on has to answer."""
    return [line for line in findings if line.level == NO]


def open_now(service: Service, today: dt.date) -> Finding:
    if service.withdrawn_at is not None or service.status not in Service.LISTED:
        return Finding(NO, "Open", "It is not in the directory any more")
    if service.status == Service.Status.CLOSED:
        return Finding(NO, "Open", "It is closed for now")
    if service.is_paused(today):
        because = f": {service.paused_because}" if service.paused_because else ""
        return Finding(NO, "Open", f"It takes nobody new now{because}")
    return Finding(FINE, "Open", "It is running")


def full(service: Service) -> Finding | None:
    if service.places_left == 0:
        return Finding(NO, "Places", "It is full")
    if service.wait_weeks is not None and service.wait_weeks >= LONG_WAIT:
        return Finding(ASK, "Places", f"People wait about {service.wait_weeks} weeks")
    if service.places_left is not None:
        return Finding(FINE, "Places", f"{service.places_left} places were left")
    return None


def age(person: Person, service: Service) -> Finding | None:
    least, most = service.age_from, service.age_to
    if least is None and most is None:
        return None
    fits = (least is None or person.age >= least) and (most is None or person.age <= most)
    return Finding(FINE if fits else NO, "Age", f"It is for {ages(service)}; they are {person.age}")


def ages(service: Service) -> str:
    if service.age_from is None:
        return f"people up to {service.age_to}"
    if service.age_to is None:
        return f"people of {service.age_from} and over"
    return f"people from {service.age_from} to {service.age_to}"


def for_whom(person: Person, service: Service) -> Finding | None:
    """Stated gender 1 male, 2 female; whoever is neither, or was never asked, is asked."""
    only, theirs = ("women", "2") if service.women_only else ("men", "1") if service.men_only else ("", "")
    if not only:
        return None
    level = FINE if person.gender == theirs else NO if person.gender in ("1", "2") else ASK
    return Finding(level, "For whom", f"It is for {only} only")


def language(person: Person, service: Service) -> Finding | None:
    if not person.language or not person.needs_interpreter:
        return None
    if not service.languages:
        return Finding(
            ASK, "Language", f"They speak {person.language}; which languages are spoken there is not known"
        )
    spoken = ", ".join(service.languages)
    known = person.language.lower() in (one.lower() for one in service.languages)
    return Finding(FINE if known else NO, "Language", f"They speak {person.language}; spoken there: {spoken}")


def access(person: Person, service: Service, step_free: bool | None) -> Finding | None:
    """What they need stands beside what is known of the place; only a flight of steps is a plain no."""
    if not person.access:
        return None
    needs = "; ".join(person.access)
    if step_free is False and _CANNOT_CLIMB.search(needs):
        return Finding(NO, "Access", f"There are steps. They need: {needs}")
    known = {True: "step-free", False: "there are steps", None: "not known whether it is step-free"}[
        step_free
    ]
    said = f"{known}. {service.access_words}".strip()
    fine = step_free is True and _CANNOT_CLIMB.search(needs)
    return Finding(FINE if fine else ASK, "Access", f"They need: {needs}. There: {said}")


def distance(service: Service, metres: float | None) -> Finding | None:
    if metres is None:
        return None
    level = NO if metres > TOO_FAR else ASK if metres > FAR else FINE
    return Finding(level, "Distance", f"{miles(metres)} from home in a straight line")


def cost(person: Person, service: Service) -> Finding | None:
    """Beside what they said about money; it is theirs to weigh."""
    if service.free or not person.money:
        return None
    said = service.cost_words or (
        "It costs something" if service.free is False else "What it costs is not known"
    )
    return Finding(ASK, "Cost", f"{said}. They said about money: {person.money}")
