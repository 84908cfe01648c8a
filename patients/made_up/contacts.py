"""Ways to reach made-up people: numbers set aside for drama by Ofcom, and addresses at example.org.

Not everybody has a telephone, some share one, and some numbers belong to a carer or a parent.
"""

import random
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from .chance import pick, spread
from .person import ContactPoint

_TIMES = spread(
    [
        ("", 88),
        ("after 3pm", 3),
        ("weekday mornings", 3),
        ("after 6pm", 3),
        ("not on Fridays", 2),
        ("until noon", 1),
    ]
)
_MOBILE_WHOSE = {
    "child": spread([("parent", 92), ("own", 8)]),
    "adult": spread([("own", 94), ("shared", 5), ("carer", 1)]),
    "old": spread([("own", 76), ("shared", 11), ("carer", 13)]),
}
# the chance of having each at all, by stage of life
_HAS = {"child": (0.88, 0.12, 0.2), "adult": (0.94, 0.25, 0.72), "old": (0.62, 0.78, 0.3)}
_SAFE = {
    "own": spread([(True, 88), (False, 4), (None, 8)]),
    "shared": spread([(True, 30), (False, 50), (None, 20)]),
    "carer": spread([(True, 60), (False, 25), (None, 15)]),
    "parent": spread([(True, 75), (False, 5), (None, 20)]),
}
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "’": "", "'": "", " ": "", "-": ""})


def stage_of(age: float) -> str:
    """Whose telephone somebody has depends on whether they are a child, of working age, or old."""
    return "child" if age < 16 else "adult" if age < 75 else "old"


@lru_cache(maxsize=20_000)
def _ascii(name: str) -> str:
    """A name as it would stand in an address."""
    flat = unicodedata.normalize("NFKD", name.translate(_PLAIN)).lower()
    return "".join(letter for letter in flat if "a" <= letter <= "z")


def drama_mobile(r: random.Random) -> str:
    """One of the mobile numbers that never ring (Ofcom); from 900 on they are Pat's and Omar's."""
    return f"07700 900{int(r.random() * 900):03d}"


def drama_landline(r: random.Random) -> str:
    """One of the London numbers that never ring (Ofcom)."""
    return f"020 7946 0{int(r.random() * 900):03d}"


def email_of(given_name: str, family_name: str, source_id: str) -> str:
    """An address in a domain that no mail reaches (RFC 2606)."""
    return f"{_ascii(given_name)}.{_ascii(family_name)}{source_id}@example.org"


def _confirmed(r: random.Random, today: date) -> date | None:
    draw = r.random()
    return today - timedelta(days=int(draw * 1200)) if draw < 0.85 else None


def contact_points(
    r: random.Random, *, age: float, given_name: str, family_name: str, source_id: str, today: date
) -> tuple[ContactPoint, ...]:
    """What the practice has to reach somebody by; for a few, nothing."""
    email = email_of(given_name, family_name, source_id)
    return tuple(
        ContactPoint(*point, pick(r, _TIMES), _confirmed(r, today))
        for point in _points(r, stage_of(age), email)
    )


_Point = tuple[str, str, str, bool | None, bool | None]


def _points(r: random.Random, stage: str, email: str) -> Iterator[_Point]:
    mobile, home, mail = _HAS[stage]
    if r.random() < mobile:
        whose = pick(r, _MOBILE_WHOSE[stage])
        yield "mobile", drama_mobile(r), whose, pick(r, _SAFE[whose]), pick(r, _SAFE[whose])
    if r.random() < home:
        whose = "parent" if stage == "child" else "shared" if r.random() < 0.4 else "own"
        yield "home", drama_landline(r), whose, None, pick(r, _SAFE[whose])
    if r.random() < mail:
        yield "email", email, "parent" if stage == "child" else "own", pick(r, _SAFE["own"]), None
