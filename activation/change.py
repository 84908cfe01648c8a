"""What a second score says beside a first one, in words that claim no more than the numbers do."""

import dataclasses
import datetime as dt
import math
from collections.abc import Sequence

from activation.rasch import changes

Z = 1.96  # 95% of a normal distribution lies within so many standard errors
CROSSED = "About three people in ten cross a level without any true change."
NOT_KNOWN = "We cannot say that this has changed."
CHECK = "One of the two sheets of answers is doubtful. Check it with the person before reading anything into this."


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One score, with what it was scored by: only scores of one scale can be compared."""

    score: float
    error: float | None
    on: dt.date
    scale: tuple[object, ...]
    level: str = ""
    cutset: str = ""
    doubtful: bool = False

    @property
    def whole(self) -> int:
        """As it is shown: halves go up."""
        return math.floor(self.score + 0.5)


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """How large a change must be to matter (`important`) and to be told from chance where there is no error.

    `levels` are the names of the bands from the lowest up; `provisional` says that nobody published `important`.
    """

    important: float
    provisional: bool = True
    detectable: float | None = None
    source: str = ""
    levels: Sequence[tuple[str, str]] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """`kind` as in rasch.changes; '' where two scores cannot be compared, or nobody knows their error.

    `low` and `high` are the 95% interval of the change; `needed` the points from which chance alone is unlikely.
    """

    kind: str
    sentences: tuple[str, ...]
    points: float | None = None
    low: float | None = None
    high: float | None = None
    index: float | None = None
    needed: float | None = None

    @property
    def is_reliable(self) -> bool:
        return self.kind in (changes.UP, changes.DOWN)

    @property
    def words(self) -> str:
        return " ".join(self.sentences)


def compare(first: Reading, second: Reading, rule: Rule) -> Compared:
    """From an earlier score to a later one."""
    if first.scale != second.scale:
        return Compared("", (apart(first, second),))
    change = judged(first, second, rule)
    if change is None:
        words = "How exact this tool is has not been given, so nobody can tell this from chance."
        return Compared("", (NOT_KNOWN, f"{said(first, second)}. {words}"), second.score - first.score)
    half = Z * change.se
    sentences = (
        verdict(change),
        sized(first, second, change, rule),
        *level_words(first, second, change, rule),
    )
    if first.doubtful or second.doubtful:
        sentences = (CHECK, *sentences)
    return Compared(
        change.kind, sentences, change.points, change.points - half, change.points + half, change.rci, half
    )


def apart(first: Reading, second: Reading) -> str:
    return (
        f"{first.whole} and {second.whole} come from two versions of the scale and cannot be compared"
        " until the earlier answers are scored again."
    )


def judged(first: Reading, second: Reading, rule: Rule) -> changes.Change | None:
    """From the two errors; else from the change that the questionnaire's file calls detectable."""
    if first.error and second.error:
        error = math.hypot(first.error, second.error)
    elif rule.detectable:
        error = rule.detectable / Z
    else:
        return None
    return changes.judged(second.score - first.score, error, rule.important)


def verdict(change: changes.Change) -> str:
    """Before any number."""
    return "This is more than chance." if change.reliable else NOT_KNOWN


def said(first: Reading, second: Reading) -> str:
    """62 to 70: up 8."""
    up = second.whole - first.whole
    if not up:
        return f"{first.whole} both times"
    return f"{first.whole} to {second.whole}: {'up' if up > 0 else 'down'} {abs(up)}"


def sized(first: Reading, second: Reading, change: changes.Change, rule: Rule) -> str:
    """The difference, and what chance alone would do. Never “better” or “worse”: a score is not a person."""
    needed = math.ceil(Z * change.se)
    if change.reliable and not (first.error and second.error):
        published = f"the {rule.detectable:g} points that a published study counts as more than chance"
        return f"{said(first, second)}. Past {published}."
    if change.reliable:
        return f"{said(first, second)}. About {needed} points are enough."
    sure = f"about {needed} would be needed to be sure"
    if change.kind == changes.NONE:
        return f"{said(first, second)}. No clear change: {sure}."
    matters = f"It would matter if it is real: {rule.important:g} points or more do"
    marked = " (provisional figure)" if rule.provisional else ""
    return f"{said(first, second)}. A change this size can happen by chance: {sure}. {matters}{marked}."


def level_words(first: Reading, second: Reading, change: changes.Change, rule: Rule) -> tuple[str, ...]:
    """Crossed or not, and what that is worth."""
    names = dict(rule.levels)
    if first.level not in names or second.level not in names:
        return ()
    if first.cutset != second.cutset:
        return ("The levels were cut at other points then, so they are not compared.",)
    if first.level != second.level:
        crossed = f"From {lower(names[first.level])} to {lower(names[second.level])}."
        return (crossed,) if change.reliable else (crossed, CROSSED)
    top = rule.levels[-1][0]
    if first.level == top:
        return (f"{names[top]} at the start: holding is the aim.",)
    return (f"Still {lower(names[second.level])}.",)


def lower(name: str) -> str:
    """As it stands inside a sentence."""
    return name[:1].lower() + name[1:]
