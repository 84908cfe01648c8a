"""Whom a search looks for: plain values, kept as JSON; and which of them are protected characteristics."""

import dataclasses
import datetime as dt
from typing import Any

# What people are invited to: a programme's id as digits, any programme, or social prescribing.
COACHING, PRESCRIBING = "coaching", "prescribing"
# Codes of SNOMED CT by which a record says how somebody lives.
LIVES_ALONE, IS_CARER = "105529008", "224484003"
WAYS = ("session", "call", "message")
NEVER, DUE = "never", "due"
NOT_KNOWN = "none"
DUE_AFTER_DAYS = 70  # as the questionnaires with levels that are shipped say of themselves

_PROTECTED: dict[str, tuple[str, ...]] = {
    "age": ("age_from", "age_to"),
    "sex": ("sex",),
    "ethnicity": ("ethnic", "ethnic_groups"),
    "language or interpreter": ("languages", "interpreter"),
}
# One need of all says what somebody lives with; the others say what it takes to reach them, which is effort.
IMPAIRMENT, DISABILITY = "impairment", "disability"


@dataclasses.dataclass(frozen=True, slots=True)
class Criteria:
    """Every part that is given must hold; within one part, any of its values. An empty part asks nothing."""

    for_what: str = ""
    conditions: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: str = ""  # a day, for the conditions looked for
    age_from: int | None = None
    age_to: int | None = None
    sex: tuple[str, ...] = ()
    ethnic: tuple[str, ...] = ()
    ethnic_groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interpreter: str = ""  # yes, no
    fifths: tuple[str, ...] = ()  # 1 to 5, none
    deciles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    life: tuple[str, ...] = ()
    contact: str = ""  # none_for, within, never
    contact_months: int | None = None
    contact_ways: tuple[str, ...] = ()  # none named: all of WAYS
    activation: tuple[str, ...] = ()  # a level, never, due
    enrolled: str = ""  # now, not_now, ever, never
    programme: int | None = None
    referred: str = ""  # now, not_now, ever, never
    alone: bool = False
    carer: bool = False
    agreed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    usual_gps: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Criteria":
        """What was kept. A part that nobody here knows would silently find other people, so it is refused."""
        unknown = kept.keys() - FIELDS.keys()
        if unknown:
            raise ValueError(f"Criteria of another time: {sorted(unknown)}")
        return cls(**{name: _as(FIELDS[name], value) for name, value in kept.items()})

    def as_json(self) -> dict[str, Any]:
        """Only what is asked, each list in order: the same people are always looked for in the same words."""
        given = {name: getattr(self, name) for name in FIELDS}
        return {
            name: sorted(set(value)) if isinstance(value, tuple) else value
            for name, value in given.items()
            if value not in (None, "", (), False)
        }

    @property
    def protected(self) -> tuple[str, ...]:
        """The protected characteristics by which it chooses, in words."""
        asked = self.as_json().keys()
        by_name = (words for words, names in _PROTECTED.items() if asked & set(names))
        return (*by_name, DISABILITY) if IMPAIRMENT in self.needs else tuple(by_name)

    @property
    def since_day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.since) if self.since else None

    @property
    def ways(self) -> tuple[str, ...]:
        return self.contact_ways or WAYS

    @property
    def codes(self) -> tuple[str, ...]:
        """Every condition that it names."""
        return (*self.conditions, *self.without)


FIELDS: dict[str, Any] = {field.name: field.type for field in dataclasses.fields(Criteria)}


def _as(kind: Any, value: Any) -> Any:
    """JSON has lists, not tuples."""
    if kind == tuple[str, ...]:
        return tuple(str(one) for one in value)
    return value


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two kept descriptions look for the same people."""
    return Criteria.read(one).as_json() == Criteria.read(other).as_json()
