"""What is written up about a session, as plain values between a form and an action."""

import dataclasses
import datetime as dt
from typing import ClassVar

from practice.models import Membership


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """The words that a coach signs."""

    WORDS: ClassVar = ("what_matters", "notes", "next_step")

    mode: str
    what_matters: str = ""
    notes: str = ""
    next_step: str = ""
    sensitive: bool = False
    readers: tuple[Membership, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name).strip() for name in self.WORDS)


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What comes after: a contact by a day and a way, or why there is none."""

    due_on: dt.date | None = None
    channel: str = ""
    words: str = ""
    none_because: str = ""
