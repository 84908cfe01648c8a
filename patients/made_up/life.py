"""How made-up people live, who stands beside them, and what they agreed to."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from .chance import pick, spread
from .contacts import drama_mobile
from .names import ENGLISH, GIVEN
from .person import Alert, Circumstance, Consent, Supporter

# kind: words when it is hard, words when it is not
_WORDS = {
    "money": (
        (
            "Behind with the energy bill",
            "Benefits stopped in January, appeal under way",
            "Skips meals at month's end",
        ),
        ("Manages on the pension", "No worries about money"),
    ),
    "housing": (
        (
            "Damp in the bedroom, landlord told twice",
            "Staying with a friend for now",
            "Third floor, lift often broken",
        ),
        ("Owns the house", "Settled council tenancy"),
    ),
    "work": (
        (
            "Night shifts at a warehouse, sleeps until 2pm",
            "Zero hours, cannot plan ahead",
            "Lost the job in autumn",
        ),
        ("Works Monday to Thursday", "Retired bus driver, volunteers on Tuesdays"),
    ),
    "caring": (
        (
            "Looks after a husband with dementia, no break",
            "Cares for a disabled son, free during school hours",
        ),
        ("Minds the grandchildren on Wednesdays", "Nobody to care for"),
    ),
    "travel": (
        ("One bus an hour, none on Sundays", "Cannot manage the hill to the surgery"),
        ("Drives", "Walks everywhere"),
    ),
    "phone": (
        ("Pay as you go, often out of data", "Old telephone: texts yes, links no"),
        ("Smartphone and broadband", "Uses a tablet, likes video calls"),
    ),
}
_KINDS = tuple(_WORDS)
_ALERTS = (
    "Two colleagues together at a home visit: the dog is not kept in",
    "See in a room by reception: has shouted at staff when in pain",
    "Do not visit at home: another person there has threatened staff",
)
_RELATIONS = {
    "parent": spread([("mother", 6), ("father", 3), ("grandmother", 1)], 100),
    "attorney": spread([("daughter", 5), ("son", 4), ("niece", 1)], 100),
    "deputy": ("solicitor",),
    "none": spread(
        [("wife", 3), ("husband", 3), ("daughter", 3), ("son", 2), ("neighbour", 2), ("friend", 2)], 150
    ),
}
_WOMEN = frozenset({"mother", "grandmother", "daughter", "niece", "wife"})
_TOLD = {"parent": "Everything", "attorney": "Everything", "deputy": "Decisions on care and money"}
_TOLD_OTHERS = (
    "Times of appointments only",
    "Everything, if the person is in the room",
    "Nothing without asking first",
)
_EVIDENCE = {
    "attorney": "Lasting power of attorney for health and welfare, registered copy",
    "deputy": "Order of the Court of Protection",
}


def circumstances_of(
    r: random.Random, *, age: float, decile: int | None, today: date
) -> tuple[Circumstance, ...]:
    """Somebody asked about one person in eight; the poorer the area, the harder the answers."""
    if age < 18 or r.random() > 0.12:
        return ()
    first, many, day = (
        int(r.random() * 6),
        1 + int(r.random() * 6),
        today - timedelta(days=int(r.random() * 700)),
    )
    return tuple(_circumstance(r, _KINDS[(first + step) % 6], decile or 1, day) for step in range(many))


def _circumstance(r: random.Random, kind: str, decile: int, day: date) -> Circumstance:
    if r.random() < 0.13:
        return Circumstance(kind, "declined", "", day)
    words = _WORDS[kind][r.random() > 0.8 - 0.06 * decile]
    return Circumstance(kind, "asked", pick(r, words), day)


def supporters_of(r: random.Random, *, age: float, family_name: str, today: date) -> tuple[Supporter, ...]:
    """A parent for most children, somebody for many of the very old, now and then in between."""
    authority = _authority(r.random(), age)
    if authority is None:
        return ()
    relations = _RELATIONS[authority]
    relation = pick(r, relations)
    given = GIVEN[ENGLISH, "2" if relation in _WOMEN else "1", 0 if age < 65 else 1]
    told = _TOLD.get(authority) or pick(r, _TOLD_OTHERS)
    ends = today + timedelta(days=int(r.random() * 900) - 150) if authority == "deputy" else None
    name = f"{pick(r, given)} {family_name}"
    messages = authority == "parent" or r.random() < 0.25
    evidence = _EVIDENCE.get(authority, "")
    return (Supporter(name, relation, drama_mobile(r), told, authority, evidence, ends, messages),)


def _authority(draw: float, age: float) -> str | None:
    if age < 16:
        return "parent" if draw < 0.7 else None
    if age < 75:
        return "none" if draw < 0.03 else "deputy" if draw > 0.998 else None
    return "attorney" if draw < 0.1 else "none" if draw < 0.3 else None


def consents_of(r: random.Random, *, age: float, today: date) -> tuple[Consent, ...]:
    """What was asked: channels for most adults, sharing for some, fuller words for few."""
    return tuple(_consents(r, today)) if age >= 16 else ()


def _consents(r: random.Random, today: date) -> Iterator[Consent]:
    day = today - timedelta(days=30 + int(r.random() * 900))
    for kind, asked, agreed in (
        ("text", 0.7, 0.9),
        ("email", 0.5, 0.85),
        ("letter", 0.3, 0.97),
        ("voicemail", 0.3, 0.6),
    ):
        if r.random() < asked:
            yield Consent(kind, r.random() < agreed, "person", "", day, None)
    draw = r.random()
    if draw < 0.12:
        giver = "person" if draw > 0.01 else "proxy" if draw > 0.003 else "best_interests"
        yield Consent("sharing", True, giver, "", day, day + timedelta(days=365))
    elif draw > 0.982:
        yield Consent(
            "sharing", False, "person", "Does not want anything shared outside the practice", day, None
        )
    if r.random() < 0.05:
        yield Consent("fuller_words", True, "person", "", day, day + timedelta(days=365))


def alerts_of(r: random.Random, *, age: float, today: date) -> tuple[Alert, ...]:
    """Rare, and each with a day on which it is looked at again."""
    draw = r.random()
    if age < 18 or draw > 0.004:
        return ()
    review = today + timedelta(days=int(r.random() * 360) - 30)
    return (Alert("staff_safety", _ALERTS[int(draw * 750)], review),)
