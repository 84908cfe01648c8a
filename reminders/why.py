"""The reasons of messages in a few groups: what staff choose by, and what may stand in an address.

A reason itself may say something of a person; its group never does.
"""

import dataclasses

from django.db.models import Case, CharField, Q, Value, When

from reminders import reasons


@dataclasses.dataclass(frozen=True, slots=True)
class Why:
    """One group: the reasons word for word, how others begin, what others contain."""

    name: str
    label: str
    words: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    @property
    def q(self) -> Q:
        found = Q(reason__in=self.words)
        for beginning in self.begins:
            found |= Q(reason__startswith=beginning)
        for part in self.holds:
            found |= Q(reason__contains=part)
        return found


OTHER = Why("other", "Whoever carries it: busy, refused or no answer")
# The first that fits.
WHYS = (
    Why("none", "No reason: as planned", ("",)),
    Why("over", "Over, moved or done", (reasons.GONE, reasons.MOVED, reasons.BEGUN)),
    Why(
        "left",
        "Died, left, too young, or merged",
        (reasons.DIED, reasons.LEFT, reasons.MERGED, reasons.YOUNG),
    ),
    Why(
        "unwanted",
        "They do not want it",
        (reasons.REFUSED,),
        ("Text messages were declined", "Emails were declined", "Letters were declined"),
    ),
    Why("off", "Switched off by your practice", (reasons.SWITCHED_OFF,)),
    Why(
        "enough",
        "They had, or will have, other messages",
        (
            *(reasons.TOLD, reasons.YIELDS, reasons.FIRST),
            *(reasons.BESIDE, reasons.DAY_FULL, reasons.WEEK_FULL),
        ),
    ),
    Why("hours", "Night or holiday", (reasons.QUIET, reasons.HOLIDAY)),
    Why("protected", "Contact details protected", (reasons.RESTRICTED, reasons.PROTECTED)),
    Why("care", "Read the record first", (reasons.WITH_CARE, reasons.RING_THEM, reasons.LATE)),
    Why(
        "language",
        "Language, or cannot read",
        (reasons.CANNOT_READ,),
        (reasons.INTERPRETER.partition(":")[0],),
    ),
    Why(
        "post",
        "By letter no more, or too late for one",
        (reasons.POST_TOO_SLOW, reasons.NO_LETTER_NOW),
        holds=(reasons.POST_TOO_SLOW,),
    ),
    Why(
        "chosen",
        "Agreed or asked for",
        (
            *(reasons.CHOSEN_CALL, reasons.CHOSEN_LETTER, reasons.AGREED_CALL, reasons.AGREED_LETTER),
            *(reasons.ASKED_LETTER, reasons.TO_PRINT, reasons.ON_CALL_LIST),
        ),
        ("They asked to be reached otherwise",),
        (reasons.ON_CALL_LIST,),
    ),
    Why(
        "number",
        "A number or address to check",
        (reasons.UNCONFIRMED, reasons.NO_SUCH),
        ("There are safe times", "No address"),
        ("mobile number", "email address"),
    ),
    OTHER,
)
BY_NAME = {why.name: why for why in WHYS}


def group() -> Case:
    """For a query: the name of the group of each message."""
    return Case(
        *(When(why.q, then=Value(why.name)) for why in WHYS if why is not OTHER),
        default=Value(OTHER.name),
        output_field=CharField(),
    )
