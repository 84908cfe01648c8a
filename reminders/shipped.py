"""What each kind of message is as it comes: to whom, when, by which way, in what words."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping

from reminders.kinds import Channel, Kind


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
        "How it went at a service, some days after they were to go there.",
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
    Kind.INVITE: Shipped(
        To.PERSON,
        "The first message to somebody in a wave of invitations. Whoever starts the wave says so; it names no reason.",
        "{name}: {practice} would like to offer you something that may help: {link}",
        group=Group.INVITATION,
        at=dt.time(10),
        switchable=False,
        working_days_only=True,
        fields=LINKED,
        needs=("link",),
    ),
    Kind.ASK_AGAIN: Shipped(
        To.PERSON,
        "Once more, to whoever did not answer the first. After how many days stands with the wave.",
        "{name}: {practice} wrote to you with an offer. Yes or no, both are fine: {link}",
        group=Group.INVITATION,
        at=dt.time(10),
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
        "To a service: new people for it, and asking again where it has not answered.",
        channels=BY_EMAIL,
        switchable=False,
        wordable=False,
    ),
}
