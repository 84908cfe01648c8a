"""Which column feeds which field, why, and how that is remembered for the next file with these headings."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from . import headings as known

CERTAIN: Final = "certain"
LIKELY: Final = "likely"
CHOSEN: Final = "chosen"
DATE_FIELDS: Final = frozenset({"birth_date", "registered_on", "left_on", "deceased_on", "condition_date"})
DATE_ORDERS: Final = {"dmy": "day, month, year", "mdy": "month, day, year"}


@dataclass(frozen=True)
class Column:
    """One column of the file; `field` is empty when it is not kept. Columns of one condition share a `group`."""

    index: int
    heading: str
    field: str = ""
    group: int = 0
    confidence: str = ""
    reason: str = ""

    @property
    def label(self) -> str:
        """The field in the user's words."""
        return known.LABELS.get(self.field, "Not kept")


@dataclass(frozen=True)
class Mapping:
    """All columns of one file, and the answers about day and month by heading."""

    columns: tuple[Column, ...]
    date_orders: dict[str, str] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """The same for every file with these headings, in this order; what a practice's choices are kept under."""
        return signature(column.heading for column in self.columns)

    @property
    def kept(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field)

    @property
    def dropped(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.field)

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns that feed this field."""
        return tuple(column for column in self.columns if column.field == name)

    def has(self, *names: str) -> bool:
        """True when each of these fields has a column."""
        return all(self.of(name) for name in names)

    def choose(self, heading: str, name: str, group: int = 0) -> "Mapping":
        """The user's correction: this column feeds `name`; an empty name drops it. Any other column that fed
        the same field is dropped, unless the field takes several."""
        if name and name not in known.FIELDS:
            raise ValueError(f"no such field: {name}")
        taken = name not in known.MANY and name != ""
        columns = tuple(
            replace(column, field=name, group=group, confidence=CHOSEN, reason="You chose this.")
            if column.heading == heading
            else replace(
                column, field="", group=0, confidence=CHOSEN, reason=f"{heading} was chosen instead."
            )
            if taken and (column.field, column.group) == (name, group)
            else column
            for column in self.columns
        )
        return replace(self, columns=columns)

    def with_date_order(self, heading: str, order: str) -> "Mapping":
        """The user's answer: dates of this column are `dmy` or `mdy`."""
        if order not in DATE_ORDERS:
            raise ValueError(f"no such order of day and month: {order}")
        return replace(self, date_orders={**self.date_orders, heading: order})

    def to_dict(self) -> dict[str, Any]:
        """For JSON: what to remember for this practice under `signature`. No data of any patient."""
        return {
            "signature": self.signature,
            "columns": [[column.heading, column.field, column.group] for column in self.columns],
            "date_orders": self.date_orders,
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Mapping":
        """Back from `to_dict`; fields that no longer exist are dropped."""
        columns = tuple(
            Column(index, heading, name, group, CHOSEN, "As last time.")
            if name in known.FIELDS
            else Column(index, heading, "", 0, CHOSEN, "Not kept last time.")
            for index, (heading, name, group) in enumerate(stored["columns"])
        )
        return cls(columns, dict(stored.get("date_orders", {})))

    def applied_to(self, headings: tuple[str, ...]) -> "Mapping":
        """These choices for a file whose columns stand in other places; unknown ones are recognised afresh."""
        mine = {column.heading: column for column in self.columns}
        fresh = recognise(headings)
        columns = tuple(
            replace(mine[column.heading], index=column.index) if column.heading in mine else column
            for column in fresh.columns
        )
        return Mapping(columns, self.date_orders)


def signature(headings: Iterable[str]) -> str:
    """Sixteen characters for a row of headings, the two of a file of refused lines left out."""
    keys = [known.key(heading) for heading in headings if not known.is_ours(heading)]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def recognise(headings: tuple[str, ...]) -> Mapping:
    """The columns as we understand them from their headings alone."""
    columns = [_first_guess(index, heading) for index, heading in enumerate(headings)]
    _keep_the_best(columns)
    _join_conditions(columns)
    _calling_name_stands_in(columns)
    return Mapping(tuple(columns))


def _first_guess(index: int, heading: str) -> Column:
    name, _, is_plain = known.recognise(heading)
    if not name:
        return Column(index, heading, reason=known.why_left_out(heading))
    if is_plain:
        return Column(index, heading, name, 0, CERTAIN, "Known heading.")
    return Column(index, heading, name, 0, LIKELY, f"Read as “{known.LABELS[name]}”.")


def _keep_the_best(columns: list[Column]) -> None:
    """One column a field: the best known heading, the leftmost of equals; the others say which was taken."""
    best: dict[str, Column] = {}
    for column in columns:
        if not column.field or column.field in known.MANY | known.CONDITION:
            continue
        first = best.setdefault(column.field, column)
        if known.recognise(column.heading)[1] < known.recognise(first.heading)[1]:
            best[column.field] = column
    for column in list(columns):
        winner = best.get(column.field)
        if winner and winner is not column:
            reason = f"{column.label} is read from {winner.heading}."
            columns[column.index] = Column(column.index, column.heading, reason=reason)
    if any(known.key(column.heading).startswith(("address1", "addressline1")) for column in columns):
        _drop_whole_address(columns)


def _drop_whole_address(columns: list[Column]) -> None:
    for column in list(columns):
        if known.key(column.heading) == "address":
            reason = "The address is read from its lines."
            columns[column.index] = Column(column.index, column.heading, reason=reason)


def _join_conditions(columns: list[Column]) -> None:
    """Numbers the sets of code, words and date that stand together; a date without either is dropped."""
    group = 0
    for column in list(columns):
        here = columns[column.index]
        if here.field not in ("condition_code", "condition_term") or here.group:
            continue
        group += 1
        for mate in _set_of(columns, here):
            columns[mate.index] = replace(mate, group=group)
    for column in list(columns):
        if column.field == "condition_date" and not column.group:
            reason = "No code or words of a condition stand beside this date."
            columns[column.index] = Column(column.index, column.heading, reason=reason)


def _set_of(columns: list[Column], first: Column) -> list[Column]:
    """The columns of one condition: in its record group, else its neighbours, a date before it first."""
    label = known.group_of(first.heading)
    if label:
        near = [column for column in columns if known.group_of(column.heading) == label]
    else:
        right = columns[first.index + 1 : first.index + 3]
        near = [*columns[max(0, first.index - 1) : first.index], first, *right]
    found = {first.field: first}
    for column in near:
        if column.field in known.CONDITION and not column.group:
            found.setdefault(column.field, column)
    return list(found.values())


def _calling_name_stands_in(columns: list[Column]) -> None:
    """EMIS lists often hold the calling name and no first name: then it is the first name."""
    if any(column.field in ("given_name", "full_name") for column in columns):
        return
    for column in columns:
        if column.field == "known_as" and known.key(column.heading) == "callingname":
            reason = "There is no first name in this list, so the calling name is read as it."
            columns[column.index] = replace(column, field="given_name", confidence=LIKELY, reason=reason)
