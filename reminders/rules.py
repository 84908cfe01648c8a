"""How a practice has each kind of message: what is shipped, with what it has said of it.

A practice may switch, re-time and re-word a kind within its limits (MessageRule).
"""

import contextlib
import dataclasses
import datetime as dt
import string
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

from reminders.kinds import Channel, Kind
from reminders.models import MessageRule
from reminders.shipped import SHIPPED, Group, Shipped


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
    cancelled: str = ""  # said instead where a session has no new time

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
        cancelled=(own.cancelled if own and shipped.cancelled else "") or shipped.cancelled,
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
