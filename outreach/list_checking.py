"""A list of NHS numbers line by line: who of them is here, and what is wrong with the others. Nothing is changed."""

import dataclasses
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core import signing

from outreach.list_reading import Numbered
from patients import nhs_number
from practice.models import Membership, Practice

SALT, STANDS_FOR = "outreach.list", 2 * 60 * 60  # seconds between the two presses
SHOWN = 200
WRONG, DOUBLED, UNKNOWN = "wrong", "doubled", "unknown"
NOT_HERE = "Nobody on your list has this number."
GONE = "This person is not on your list any more."


class Line(NamedTuple):
    """What is wrong on one line."""

    line: int
    text: str
    kind: str
    problem: str


@dataclasses.dataclass
class Checked:
    """Everything there is to say before anything is kept."""

    rows: int = 0
    people: list[int] = dataclasses.field(default_factory=list)
    lines: list[Line] = dataclasses.field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(1 for line in self.lines if line.kind == kind)

    @property
    def shown(self) -> list[Line]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        """Lines with something wrong that are not shown."""
        return len(self.lines) - len(self.shown)

    @property
    def counts(self) -> dict[str, int]:
        """As a list keeps them."""
        return {"rows": self.rows} | {kind: self.count(kind) for kind in (WRONG, DOUBLED, UNKNOWN)}


def checked(practice: Practice, numbered: Sequence[Numbered]) -> Checked:
    """Each number once; who has left or died is said, and not taken."""
    found = Checked(rows=len(numbered))
    first: dict[str, int] = {}
    numbers: list[tuple[Numbered, str]] = []
    for one in numbered:
        number, problem = read(one.text)
        if problem:
            found.lines.append(Line(one.line, one.text[:60], WRONG, problem))
        elif number in first:
            found.lines.append(
                Line(one.line, nhs_number.show(number), DOUBLED, f"As on line {first[number]}.")
            )
        else:
            first[number] = one.line
            numbers.append((one, number))
    settle(practice, numbers, found)
    found.lines.sort()
    return found


def settle(practice: Practice, numbers: Sequence[tuple[Numbered, str]], found: Checked) -> None:
    """Who they are here, asked once for all."""
    rows = practice.patients.standing().filter(nhs_number__in=[number for _one, number in numbers])
    here = {number: (pk, gone) for pk, number, gone in present(rows)}
    for one, number in numbers:
        pk, gone = here.get(number, (None, False))
        if pk is None or gone:
            words = GONE if gone else NOT_HERE
            found.lines.append(Line(one.line, nhs_number.show(number), UNKNOWN, words))
        else:
            found.people.append(pk)


def present(rows: Any) -> list[tuple[int, str, bool]]:
    values = rows.values_list("pk", "nhs_number", "died_on", "left_on")
    return [(pk, number, bool(died or left)) for pk, number, died, left in values]


def read(text: str) -> tuple[str, str]:
    """The ten digits, or what is wrong."""
    try:
        return nhs_number.read(text), ""
    except nhs_number.WrongNumber as wrong:
        return "", str(wrong)


def carried(found: Checked, said: dict[str, Any], by: Membership) -> str:
    """What the second press needs, signed: who is on the list here, as ids. What is not known is nowhere kept."""
    about = {"by": by.pk, "practice": by.practice_id, "people": found.people, "counts": found.counts}
    return signing.dumps({**about, "said": said}, salt=SALT, compress=True)


def brought_back(carried: str, by: Membership) -> dict[str, Any] | None:
    """What was signed for this member; nothing where it is somebody else's, too old, or not ours."""
    try:
        about: dict[str, Any] = signing.loads(carried, salt=SALT, max_age=STANDS_FOR)
    except signing.BadSignature:
        return None
    return about if (about["by"], about["practice"]) == (by.pk, by.practice_id) else None
