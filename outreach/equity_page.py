"""The make-up of a wave beside those who could be asked and everybody on the list, as pages show it."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q

from outreach import equity
from outreach.equity import Part
from outreach.finding import people_of
from outreach.grouping import PERSON, born_by, counted, everybody, named
from outreach.models import Invitation, Wave
from patients.models.person import years_before
from practice import bars
from practice.models import Practice

OUT = ("taken_out", "gone")
OF = {"Deprivation": "Deprivation fifth"}  # where a group is named with its grouping
SERIES = ("This wave", "Those who could be asked", "Everybody on the list")
# Everybody on the list who is old enough: each once. Who left since the run counts nowhere.
_WHO = f"""
SELECT {PERSON}, p.id = ANY(%(could)s::bigint[]) AS could, p.id = ANY(%(wave)s::bigint[]) AS chosen, true AS on_list
FROM patients_patient p
WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL
    AND p.birth_date <= %(grown)s
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One grouping: its drawing, its numbers, and who is under-asked."""

    id: str
    name: str
    parts: list[Part]
    drawing: bars.Drawing
    short: list[str]


@dataclasses.dataclass(frozen=True, slots=True)
class MakeUp:
    """All groupings; `people` are on the list, could be asked, are in the wave."""

    people: tuple[int, ...]
    tables: list[Table]
    under: int

    @property
    def short(self) -> list[str]:
        """Every group that is under-asked, with the grouping it is of."""
        return [f"{OF.get(table.name, table.name)} {words}" for table in self.tables for words in table.short]

    @property
    def most_hidden(self) -> int:
        return self.under - 1


def make_up(
    practice: Practice, chosen: Sequence[int], could: Sequence[int], today: dt.date, under: int
) -> MakeUp:
    """At one statement, however many there are. `under`: numbers below it are hidden."""
    values: dict[str, Any] = {"practice": practice.pk, "wave": chosen, "could": [*could, *chosen]}
    values |= {**born_by(today), "grown": years_before(today, practice.minimum_age)}
    found = counted(_WHO, ("on_list", "could", "chosen"), values)
    people = everybody(found)
    groups = named(found, least=settings.SMALL_NUMBERS_UNDER)
    tables = [table(at, name, rows, people, under) for at, (name, rows) in enumerate(groups.items())]
    return MakeUp(people, tables, under)


def of_wave(wave: Wave, today: dt.date, under: int) -> MakeUp:
    """Without those who were taken out, or found to be gone; beside those whom no earlier wave asks."""
    chosen = wave.invitations.exclude(closed__in=OUT).values_list("patient", flat=True)
    before = Q(wave__made_at__lt=wave.made_at) | Q(wave__made_at=wave.made_at, wave__lt=wave.pk)
    earlier = Invitation.objects.filter(before, practice=wave.practice_id).exclude(closed__in=OUT)
    earlier = earlier.exclude(closed=Invitation.Closed.STOPPED, asked_at=None)
    found = people_of(wave.run).exclude(patient__in=earlier.values("patient"))
    could = list(found.order_by().values_list("patient", flat=True))
    return make_up(wave.practice, list(chosen), could, today, under)


def table(
    at: int, name: str, rows: Sequence[tuple[str, tuple[int, ...]]], people: tuple[int, ...], under: int
) -> Table:
    parts = equity.compared(rows, people, under)
    shares = [(part.label, tuple(reversed(part.shares))) for part in parts]
    drawn = bars.compared(f"Share of each group, by {name.lower()}", SERIES, shares)
    return Table(f"makeup-{at}", name, parts, drawn, equity.under_asked(parts))
