"""Who of those found is asked first: plain rules with points, which a practice reads and changes.

Age, sex, ethnicity and other protected characteristics give no points. What it takes us to reach somebody does: an
interpreter, a call, another try. Whoever has the same points is put in order by lot; the lot of a run stays the same.
"""

import dataclasses
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

MOST_POINTS = 9


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of one person; nothing else counts."""

    patient: int
    fifth: int | None = None
    asked: bool = False
    not_reached: bool = False
    measured_high: bool = False
    heard_of_lately: bool = False
    need: bool = False
    interpreter: bool = False
    only_call: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `effort` names what it takes us, where it is that which counts."""

    key: str
    line: str
    meaning: str
    points: int
    holds: Callable[[Facts], bool]
    effort: str = ""


RULES: tuple[Rule, ...] = (
    Rule(
        "most_deprived",
        "Most deprived fifth",
        "Their home is in one of the two most deprived tenths of England. People there are ill earlier and are"
        " invited less.",
        3,
        lambda one: one.fifth == 1,
    ),
    Rule(
        "next_deprived",
        "Second most deprived fifth",
        "Their home is in the third or fourth most deprived tenth of England.",
        2,
        lambda one: one.fifth == 2,
    ),
    Rule(
        "never_asked",
        "Never invited",
        "No invitation of ours has ever gone to them.",
        2,
        lambda one: not one.asked,
    ),
    Rule(
        "activation",
        "Not measured yet, or a lower level",
        "No questionnaire with levels counts for them yet, or the one that counts says level 1 or 2. Which of the"
        " two is not said.",
        2,
        lambda one: not one.measured_high,
    ),
    Rule(
        "long_ago",
        "Nobody spoke with them for 12 months",
        "No signed session, no call in which we spoke, and no contact of a referral in these 12 months.",
        2,
        lambda one: not one.heard_of_lately,
    ),
    Rule(
        "need",
        "An information or support need",
        "A need is noted, such as large print, or help to communicate. It takes us more to ask them well.",
        1,
        lambda one: one.need,
        "need",
    ),
    Rule(
        "interpreter",
        "Needs an interpreter",
        "Their record says so, or names another language and nobody has asked. They are rung with an interpreter,"
        " never written to in English by default.",
        2,
        lambda one: one.interpreter,
        "interpreter",
    ),
    Rule(
        "only_call",
        "Only a call reaches them",
        "No mobile number or email address of their own that is safe to write to at any time and has not failed, or"
        " they declined to be written to there; contact with care, or protected details.",
        2,
        lambda one: one.only_call,
        "call",
    ),
    Rule(
        "not_reached",
        "Asked before and not reached",
        "We tried, nobody answered, and we left them in peace.",
        1,
        lambda one: one.not_reached,
        "attempts",
    ),
)
SHIPPED: Mapping[str, int] = {rule.key: rule.points for rule in RULES}
LINES: Mapping[str, str] = {rule.key: rule.line for rule in RULES}
EFFORTS: Mapping[str, str] = {
    "need": "Ask them in the way they need",
    "interpreter": "Ring with an interpreter",
    "call": "Ring them",
    "attempts": "Another try",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Ranked:
    """One person in the order, with all that put them there."""

    patient: int
    points: int
    because: tuple[tuple[str, int], ...]
    effort: tuple[str, ...]
    fifth: int | None


def ranked(people: Iterable[Facts], points: Mapping[str, int], *, lot: int) -> list[Ranked]:
    """Most points first; the same points by lot."""
    weighed = [weigh(one, points) for one in people]
    return sorted(weighed, key=lambda one: (-one.points, drawn(lot, one.patient)))


def weigh(one: Facts, points: Mapping[str, int]) -> Ranked:
    """What holds for this person, and what it gives here. A rule without points is off."""
    holding = [rule for rule in RULES if points[rule.key] and rule.holds(one)]
    because = tuple((rule.key, points[rule.key]) for rule in holding)
    effort = tuple(rule.effort for rule in RULES if rule.effort and rule.holds(one))
    return Ranked(one.patient, sum(given for _key, given in because), because, effort, one.fifth)


def drawn(lot: int, patient: int) -> bytes:
    """The number that somebody draws: nothing about them decides it."""
    return hashlib.blake2b(f"{lot}:{patient}".encode(), digest_size=8).digest()


def choose(order: Sequence[Ranked], size: int, *, by_fifth: bool, effort_percent: int) -> list[Ranked]:
    """As many as there are places, still in their order.

    `by_fifth`: each fifth has its share of those found, and within it the order decides. Of all places at least
    `effort_percent` in a hundred go to people whom it takes us more to reach, as long as there are any.
    """
    if size >= len(order):
        return list(order)
    taken = first_of(order, size, by_fifth=by_fifth)
    wanted = min(math.ceil(size * effort_percent / 100), sum(bool(one.effort) for one in order))
    missing = wanted - sum(bool(one.effort) for one in taken.values())
    for same_fifth in (True, False) if by_fifth else (False,):
        missing = make_room(order, taken, missing, same_fifth=same_fifth)
    return [one for one in order if one.patient in taken]


def first_of(order: Sequence[Ranked], size: int, *, by_fifth: bool) -> dict[int, Ranked]:
    """The first of all, or of each fifth."""
    if not by_fifth:
        return {one.patient: one for one in order[:size]}
    left = fair(Counter(one.fifth for one in order), size)
    taken: dict[int, Ranked] = {}
    for one in order:
        if left[one.fifth]:
            left[one.fifth] -= 1
            taken[one.patient] = one
    return taken


def fair(groups: Mapping[int | None, int], size: int) -> dict[int | None, int]:
    """Places by share; what is left over by largest remainder, the more deprived first where they are equal."""
    everybody = sum(groups.values())
    places = {group: size * count // everybody for group, count in groups.items()}
    left_over = size - sum(places.values())
    by_rest = sorted(groups, key=lambda group: (-(size * groups[group] % everybody), group or 6))
    for group in by_rest[:left_over]:
        places[group] += 1
    return places


def make_room(order: Sequence[Ranked], taken: dict[int, Ranked], missing: int, *, same_fifth: bool) -> int:
    """The last of those without effort give their places to the first with, until none is missing."""
    leaving = [one for one in reversed(order) if one.patient in taken and not one.effort]
    for coming in [one for one in order if one.effort and one.patient not in taken]:
        leaver = next((one for one in leaving if not same_fifth or one.fifth == coming.fifth), None)
        if missing <= 0:
            break
        if leaver is not None:
            leaving.remove(leaver)
            del taken[leaver.patient]
            taken[coming.patient] = coming
            missing -= 1
    return missing
