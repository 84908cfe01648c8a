"""The make-up of a wave beside those who could be asked and everybody on the list, as pages show it."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from outreach import equity
from outreach.drawing import Drawing, drawing
from outreach.equity import Part
from outreach.grouping import PERSON, born_by, counted, everybody, named
from outreach.models import CohortRun, Wave
from patients.models.person import years_before

SERIES = ("This wave", "Those who could be asked", "Everybody on the list")
# Everybody on the list who is old enough, and whom the run found: each once. Who left since the run is in neither.
_WHO = f"""
SELECT {PERSON}, c.patient_id IS NOT NULL AS could, p.id = ANY(%(wave)s) AS chosen, true AS on_list
FROM patients_patient p LEFT JOIN outreach_cohortperson c ON c.practice_id = p.practice_id AND c.patient_id = p.id
    AND c.run_id = %(run)s AND c.left_out IN ('', 'restricted')
WHERE p.practice_id = %(practice)s AND p.merged_at IS NULL AND p.died_on IS NULL AND p.left_on IS NULL
    AND p.birth_date <= %(grown)s
"""  # noqa: S608 - our own words


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One grouping: its drawing, its numbers, and who is under-asked."""

    id: str
    name: str
    parts: list[Part]
    drawing: Drawing
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
        return [f"{table.name}: {words}" for table in self.tables for words in table.short]

    @property
    def most_hidden(self) -> int:
        return self.under - 1


def make_up(run: CohortRun, patients: Iterable[int], today: dt.date, under: int) -> MakeUp:
    """At one statement, however many there are. `under`: numbers below it are hidden."""
    values: dict[str, Any] = {"practice": run.practice_id, "run": run.pk, "wave": list(patients)}
    values |= {**born_by(today), "grown": years_before(today, run.practice.minimum_age)}
    found = counted(_WHO, ("on_list", "could", "chosen"), values)
    people = everybody(found)
    groups = named(found, least=settings.SMALL_NUMBERS_UNDER)
    tables = [table(at, name, rows, people, under) for at, (name, rows) in enumerate(groups.items())]
    return MakeUp(people, tables, under)


def of_wave(wave: Wave, today: dt.date, under: int) -> MakeUp:
    """Without those who were taken out, or found to be gone."""
    chosen = wave.invitations.exclude(closed__in=("taken_out", "gone")).values_list("patient", flat=True)
    return make_up(wave.run, chosen, today, under)


def table(
    at: int, name: str, rows: Sequence[tuple[str, tuple[int, ...]]], people: tuple[int, ...], under: int
) -> Table:
    parts = equity.compared(rows, people, under)
    bars = [(part.label, tuple(reversed(part.shares))) for part in parts]
    title = f"Share of each group, by {name.lower()}"
    return Table(f"makeup-{at}", name, parts, drawing(title, SERIES, bars), equity.under_asked(parts))
