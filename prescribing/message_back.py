"""The message back to referrer and GP: the facts that DAPB4066 asks for, in at most five lines. Plain values."""

import dataclasses
import datetime as dt

from practice.wording import long_date

LONGEST = 240  # characters of one part; it is read between two patients
HIDE = "Consider hiding this from online access."
CODES = {
    "social_prescribing_referral": "referral to social prescribing",
    "social_prescribing_declined": "social prescribing declined",
}


@dataclasses.dataclass(frozen=True, slots=True)
class AtService:
    """One service of theirs and how it stands there; its name is empty where nobody may know where they go."""

    name: str
    stands: str


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one referral."""

    name: str
    birth_date: dt.date
    nhs_number: str
    practice: str
    referred_on: dt.date
    referred_by: str
    route: str
    worker: str = ""
    needs: tuple[str, ...] = ()
    first_contact: dt.date | None = None
    last_contact: dt.date | None = None
    contacts: int = 0
    tries: int = 0
    plan: str = ""
    services: tuple[AtService, ...] = ()
    told_of: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    outcome: str = ""
    because: str = ""
    closed_on: dt.date | None = None
    stands: str = ""
    asked: str = ""
    risks: str = ""
    codes: tuple[str, ...] = ()
    restricted: bool = False
    third_party: bool = False
    sensitive: bool = False


def lines(facts: Facts) -> tuple[str, ...]:
    """Who sent whom and why; contacts; what was done; what came of it; what is asked."""
    made = (referred(facts), contacts(facts), done(facts), outcome(facts), asked(facts))
    return tuple(" ".join(line.split()) for line in made if line)


def text(facts: Facts) -> str:
    return "\n".join(lines(facts))


def referred(facts: Facts) -> str:
    why = f" for {joined(tuple(need.lower() for need in facts.needs))}" if facts.needs else ""
    worker = f" Link worker: {facts.worker}." if facts.worker else " No link worker took it."
    how = f"by {facts.referred_by}" if facts.referred_by else f"({facts.route.lower()})"
    return f"Social prescribing: referred on {long_date(facts.referred_on)} {how}{why}.{worker}"


def contacts(facts: Facts) -> str:
    if facts.first_contact is None:
        return f"Not reached in {counted(facts.tries, 'try', 'tries')}." if facts.tries else "No contact yet."
    last = ""
    if facts.last_contact and facts.last_contact != facts.first_contact:
        last = f", last {long_date(facts.last_contact)}"
    number = counted(facts.contacts, "contact", "contacts")
    return f"First contact {long_date(facts.first_contact)}{last}; {number}."


def done(facts: Facts) -> str:
    """The plan in their words unless it speaks of others; services, by name only where names may be known."""
    parts = []
    if facts.plan.strip() and not (facts.third_party or facts.sensitive):
        parts.append(f"Plan: {ended(short(facts.plan))}")
    if facts.services and facts.restricted:
        parts.append(f"{counted(len(facts.services), 'service', 'services')} used (details protected).")
    elif facts.services:
        parts.append(
            ended("Services: " + "; ".join(f"{s.name} ({s.stands.lower()})" for s in facts.services))
        )
    if facts.told_of and not facts.restricted:
        parts.append(ended(f"Told about: {joined(facts.told_of)}"))
    return " ".join(parts) or "No service used."


def outcome(facts: Facts) -> str:
    measured = f" {' '.join(ended(one) for one in facts.measures)}" if facts.measures else ""
    if not facts.outcome:
        return f"Still open: {facts.stands.lower()}.{measured}"
    closed = f", closed on {long_date(facts.closed_on)}" if facts.closed_on else ""
    why = "" if facts.third_party or facts.sensitive else f" {ended(short(facts.because))}"
    return f"Outcome: {facts.outcome.lower()}{closed}.{why}{measured}"


def asked(facts: Facts) -> str:
    parts = [
        f"Asked of the GP: {ended(short(facts.asked))}"
        if facts.asked.strip()
        else "Nothing is asked of the GP."
    ]
    parts.append(
        f"Risks told: {ended(short(facts.risks))}"
        if facts.risks.strip()
        else "Nothing was noted about risks."
    )
    if facts.codes:
        parts.append(ended(f"To code once: {', '.join(facts.codes)}"))
    if facts.third_party or facts.sensitive:
        parts.append(HIDE)
    return " ".join(parts)


def codes_wanted(*, first_contact_by: str, outcome: str, given_before: bool) -> list[str]:
    """Once for each referral, and only where a link worker was the first to be in touch: not for coaches."""
    if given_before:
        return []
    if outcome == "declined":
        return ["social_prescribing_declined"]
    return ["social_prescribing_referral"] if first_contact_by == "link_worker" else []


def short(words: str) -> str:
    """On one line, and not too long; a cut is said."""
    said = " ".join(words.split())
    if len(said) > LONGEST:
        said = f"{said[:LONGEST].rpartition(' ')[0] or said[:LONGEST]} … (shortened)"
    return said


def ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def joined(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
