"""What each kind of message is: to whom, when, by which way and in what words; and how a practice has it.

The table is what is shipped. A practice may switch, re-time and re-word a kind within its limits (MessageRule).
"""

import contextlib
import dataclasses
import datetime as dt
import enum
import string
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

from reminders.kinds import Channel, Kind
from reminders.models import MessageRule


class To(enum.Enum):
    """Whom a kind of message is for."""

    PERSON = "person"
    STAFF = "staff"
    SERVICE = "service"


class Group(enum.IntEnum):
    """What gives way to what when somebody has had enough messages: a higher number waits for a lower."""

    APPOINTMENT = 0  # counts, and is never held by a cap
    CHECK_IN = 1
    MEASURE = 2
    INVITATION = 3


class Unit(enum.Enum):
    DAYS_BEFORE = "days before"
    HOURS_BEFORE = "hours before"
    DAYS_AFTER = "days after"


@dataclasses.dataclass(frozen=True, slots=True)
class Timing:
    """So many of a unit, from a practice's least to its most; `at` is the time on the wall, where it has one."""

    unit: Unit
    amount: int
    least: int
    most: int
    at: dt.time | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Shipped:
    """One kind of message as it comes. `fields` may stand in its words, `needs` must."""

    to: To
    about: str
    words: str = ""
    group: Group = Group.APPOINTMENT
    timing: Timing | None = None
    at: dt.time | None = None  # the only thing to set where no number of days is
    channels: tuple[Channel, ...] = (Channel.TEXT, Channel.EMAIL)
    switchable: bool = True
    is_on: bool = True
    wordable: bool = True
    working_days_only: bool = False
    fields: tuple[str, ...] = ("name", "practice")
    needs: tuple[str, ...] = ()
    cancelled: str = ""  # said instead where there is no new time
    agreed_way: bool = False  # it goes as was agreed with the person

    @property
    def time(self) -> dt.time | None:
        return self.timing.at if self.timing else self.at


TIMED = ("name", "practice", "day", "time", "link")
LINKED = ("name", "practice", "link")
COUNTED = ("name", "practice", "counts")
BY_EMAIL = (Channel.EMAIL,)
COME = "Can you come? {link}"

SHIPPED: Mapping[Kind, Shipped] = {
    Kind.SESSION: Shipped(
        To.PERSON,
        "A session that was booked in time.",
        "{name}: {practice} appointment {day} at {time}. " + COME,
        timing=Timing(Unit.DAYS_BEFORE, 2, 1, 7),
        fields=TIMED,
        needs=("day", "time", "link"),
    ),
    Kind.SOON: Shipped(
        To.PERSON,
        "The same session, on its day.",
        "{name}: {practice} appointment today at {time}. " + COME,
        timing=Timing(Unit.HOURS_BEFORE, 2, 1, 6),
        channels=(Channel.TEXT,),
        fields=TIMED,
        needs=("time", "link"),
    ),
    Kind.CHANGED: Shipped(
        To.PERSON,
        "A session that they had been told of, and that we moved or cancelled. A slip can be undone before it goes.",
        "{name}: {practice} appointment now {day} at {time}. " + COME,
        fields=TIMED,
        needs=("day", "time", "link"),
        cancelled="{name}: your appointment with {practice} on {day} at {time} is off. Please ring us.",
    ),
    Kind.MISSED: Shipped(
        To.PERSON,
        "They did not attend. Where somebody may be at risk, or depends on others, a colleague rings instead.",
        "{name}: {practice} is sorry we missed you on {day}. Another time? {link}",
        timing=Timing(Unit.DAYS_AFTER, 1, 0, 7, dt.time(10)),
        working_days_only=True,
        fields=TIMED,
        needs=("link",),
    ),
    Kind.FOLLOW_UP: Shipped(
        To.PERSON,
        "A follow-up on the day that was agreed, in the way that was agreed.",
        "{name}: {practice} said we would be in touch about now. Talk to us: {link}",
        group=Group.CHECK_IN,
        at=dt.time(9),
        agreed_way=True,
        working_days_only=True,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.STEP: Shipped(
        To.PERSON,
        "After a step was agreed, where no session is near. It never says which step.",
        "{name}: {practice} would like to know how it is going: {link}",
        group=Group.CHECK_IN,
        timing=Timing(Unit.DAYS_AFTER, 7, 3, 28, dt.time(10)),
        working_days_only=True,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.GOT_THERE: Shipped(
        To.PERSON,
        "How it went at a service. After how many days stands with the terms of your practice.",
        "{name}: {practice} would like to know how it went: {link}",
        group=Group.CHECK_IN,
        at=dt.time(11),
        working_days_only=True,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.MEASURE: Shipped(
        To.PERSON,
        "The link to a questionnaire, when a colleague sends it. Goes at once.",
        "{name}: {practice} has a few questions for you: {link}",
        group=Group.MEASURE,
        switchable=False,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.AGAIN: Shipped(
        To.PERSON,
        "A questionnaire is due again for somebody who is enrolled. Shipped switched off.",
        "{name}: {practice} has a few questions for you: {link}",
        group=Group.MEASURE,
        timing=Timing(Unit.DAYS_AFTER, 0, 0, 60, dt.time(11)),
        is_on=False,
        working_days_only=True,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.PLAN: Shipped(
        To.PERSON,
        "A plan is ready, when a colleague presses so. Its words are made from what the person agreed to.",
        "{name}: your plan is ready at {practice}. Ask us for it.",
        switchable=False,
        wordable=False,
    ),
    Kind.UNFINISHED: Shipped(
        To.STAFF,
        "To whoever has notes that are not finished, once a day.",
        "{name}: at {practice} you have {counts}. Please sign in.",
        at=dt.time(8),
        channels=BY_EMAIL,
        working_days_only=True,
        fields=COUNTED,
        needs=("counts",),
    ),
    Kind.OVERDUE: Shipped(
        To.STAFF,
        "To whoever has follow-ups that are overdue, once a day.",
        "{name}: at {practice} you have {counts}. Please sign in.",
        at=dt.time(8),
        channels=BY_EMAIL,
        working_days_only=True,
        fields=COUNTED,
        needs=("counts",),
    ),
    Kind.DIGEST: Shipped(
        To.STAFF,
        "To each colleague: their own week in figures, in the place of the two above.",
        "{name}: your week at {practice}: {counts}. Please sign in.",
        at=dt.time(8),
        channels=BY_EMAIL,
        working_days_only=True,
        fields=COUNTED,
        needs=("counts",),
    ),
    Kind.GLASS: Shipped(
        To.STAFF,
        "To the safeguarding lead, when a protected record is opened in an emergency. Goes at once.",
        "{name}: a record at {practice} was opened in an emergency on {day} at {time}. Please sign in.",
        channels=BY_EMAIL,
        switchable=False,
        wordable=False,
        fields=TIMED[:-1],
    ),
    Kind.PROVIDER: Shipped(
        To.SERVICE,
        "To a service: new people, and asking again. When stands with the terms of your practice.",
        channels=BY_EMAIL,
        switchable=False,
        wordable=False,
    ),
}


@dataclasses.dataclass(frozen=True, slots=True)
class InForce:
    """One kind of message as this practice has it. `words` is its template."""

    kind: Kind
    shipped: Shipped
    is_on: bool
    amount: int
    at: dt.time | None
    channels: tuple[Channel, ...]
    working_days_only: bool
    words: str

    @property
    def group(self) -> Group:
        return self.shipped.group


def will_do(shipped: Shipped, words: str) -> bool:
    """Words that were kept in an earlier version may name a field that is no more, or lack one that is needed now."""
    try:
        parts = [part for part in string.Formatter().parse(words) if part[1] is not None]
    except ValueError:
        return False
    named = {name for _text, name, _spec, _conversion in parts}
    plain = not any(spec or conversion for _text, _name, spec, conversion in parts)
    return bool(words) and plain and set(shipped.needs) <= named <= set(shipped.fields)


def merged(kind: Kind, own: MessageRule | None = None) -> InForce:
    """What is shipped, with what a practice has said of it."""
    shipped = SHIPPED[kind]
    amount = shipped.timing.amount if shipped.timing else 0
    said = None if own is None else own.working_days_only
    return InForce(
        kind,
        shipped,
        is_on=own.is_on if own and shipped.switchable else shipped.is_on,
        amount=own.amount if own and own.amount is not None else amount,
        at=(own.at if own else None) or shipped.time,
        channels=tuple(map(Channel, own.channels if own else ())) or shipped.channels,
        working_days_only=shipped.working_days_only if said is None else said,
        words=own.words if own and shipped.wordable and will_do(shipped, own.words) else shipped.words,
    )


InPractice = Mapping[Kind, InForce]
_READ: ContextVar[dict[int, InPractice] | None] = ContextVar("rules_read", default=None)


def rule_for(practice_id: int, kind: Kind) -> InForce:
    """How this practice has it; within `read_once` a practice's rules are asked for only once."""
    return rules_of(practice_id)[kind]


def rules_of(practice_id: int) -> InPractice:
    """All kinds. The practice is in view."""
    read = _READ.get()
    if read is not None and practice_id in read:
        return read[practice_id]
    own = {Kind(rule.kind): rule for rule in MessageRule.objects.filter(practice_id=practice_id)}
    found = {kind: merged(kind, own.get(kind)) for kind in SHIPPED}
    if read is not None:
        read[practice_id] = found
    return found


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """For a round, or for one page: what a practice says meanwhile holds from the next on."""
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)
