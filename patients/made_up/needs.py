"""What made-up people need so that they can understand, be understood and come in at all."""

import random
from bisect import bisect_right

from .chance import pick, spread
from .person import Need
from .population import SIGNED

_CHOICES = spread(
    [
        (Need("contact_method", "Text first, then telephone"), 5),
        (Need("contact_method", "By letter, no telephone calls"), 4),
        (Need("contact_method", "By email"), 3),
        (Need("format", "Large print, at least 18 point"), 14),
        (Need("format", "Easy read"), 8),
        (Need("format", "Braille, grade 2"), 1),
        (Need("format", "Read aloud or sent as audio"), 3),
        (Need("professional", "Speech-to-text reporter"), 1),
        (Need("professional", "Advocate"), 2),
        (Need("support", "Wears hearing aids: speak clearly, face to face"), 12),
        (Need("support", "Lip-reads"), 3),
        (Need("support", "Uses a communication board"), 1),
        (Need("support", "Needs more time to take in what is said"), 7),
        (Need("adjustment", "Longer appointment"), 12),
        (Need("adjustment", "Room on the ground floor"), 10),
        (Need("adjustment", "Quiet place to wait"), 6),
        (Need("adjustment", "First appointment of the day"), 4),
        (Need("adjustment", "Seen at home"), 4),
        (Need("adjustment", "A reminder by telephone the day before"), 4),
    ]
)
_SIGNERS = (
    Need("professional", "British Sign Language interpreter"),
    Need("contact_method", "Text or email only"),
)
_RATES_FROM = (45, 65, 80)  # ages at which the next rate begins
_RATES = (0.03, 0.06, 0.13, 0.34)  # the chance of any need


def needs_of(r: random.Random, *, age: float, language: str) -> tuple[Need, ...]:
    """Most have none; who signs always has two; the older, the more."""
    rate = _RATES[bisect_right(_RATES_FROM, age)]
    found = dict.fromkeys(_SIGNERS if language == SIGNED else ())
    draw = r.random()
    while draw < rate:
        found[pick(r, _CHOICES)] = None
        draw = r.random() * (1 + rate)
    return tuple(found)


def interpreter_needed(r: random.Random, *, age: float, language: str) -> bool | None:
    """Never for English; for others it is yes, no, or nobody asked yet."""
    draw = r.random()
    if language == "English":
        return None if draw < 0.6 else False
    if language == SIGNED:
        return draw < 0.92
    share = 0.15 if age < 18 else 0.35 if age < 60 else 0.7
    return True if draw < share else None if draw > 0.88 else False
