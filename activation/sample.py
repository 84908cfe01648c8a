"""Whose answers say something about a questionnaire: the first complete ones of each person, without names."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from activation.definition import Definition, definition_of
from activation.kinds import ASKED, TO_CHECK, Flag, Mode
from activation.languages import name_of
from activation.models import Instrument
from activation.rasch.answers import MISSING, Answers, Marks
from activation.scoring import chosen
from patients.groups import age_band, ethnic_group, fifth, sex
from practice.models import Practice
from practice.wording import years_between

GROUPINGS = {
    "sex": "Sex",
    "age_band": "Age",
    "ethnic_group": "Ethnic group",
    "deprivation": "Deprivation",
    "language": "Language of the answers",
    "mode": "How it was answered",
}
COLUMNS = (
    *("answers", "flags", "checked_at", "language", "mode", "measured_on", "patient__gender"),
    *("patient__birth_date", "patient__ethnic_category", "patient__deprivation", "patient__restricted"),
)
Labels = dict[str, list[str]]


@dataclass(frozen=True)
class Sample:
    """One row a person: answers (-1 where missing), whether they are doubtful, and the groups they belong to."""

    items: tuple[str, ...]
    options: tuple[int, ...]
    table: Answers
    doubtful: Marks
    labels: Labels

    def __len__(self) -> int:
        return len(self.table)

    @property
    def clear(self) -> Answers:
        """Answers of people whose sheet is not doubtful, or was checked with them."""
        return self.table[~self.doubtful]

    def clear_labels(self, grouping: str) -> list[str]:
        return [label for label, out in zip(self.labels[grouping], self.doubtful, strict=True) if not out]


def sample_of(practice: Practice, instrument: Instrument) -> Sample:
    """The practice's own answers to this version, statement by statement; struck ones do not count."""
    asked = practice.measurements.counted().filter(instrument=instrument, mode__in=ASKED)
    firsts = asked.order_by("patient_id", "measured_on", "pk").distinct("patient_id")
    return sample_from(definition_of(instrument), firsts.values(*COLUMNS))


def sample_from(definition: Definition, rows: Iterable[Mapping[str, Any]]) -> Sample:
    """Rows hold what COLUMNS name. Sheets without a single number are left out."""
    numbered = [(row, chosen(definition, row["answers"])) for row in rows]
    kept = [(row, numbers) for row, numbers in numbered if numbers]
    items = tuple(item.id for item in definition.scored)
    cells = [[numbers.get(item, MISSING) for item in items] for _row, numbers in kept]
    return Sample(
        items,
        tuple(len(definition.options_of(item)) for item in definition.scored),
        np.array(cells, dtype=np.int8).reshape(len(cells), len(items)),
        np.array([is_doubtful(row) for row, _numbers in kept], dtype=bool),
        {name: [groups_of(row)[name] for row, _numbers in kept] for name in GROUPINGS},
    )


def is_doubtful(row: Mapping[str, Any]) -> bool:
    """Too few answers; or something to be checked with the person that nobody has checked yet."""
    to_check = row["checked_at"] is None and any(flag in TO_CHECK for flag in row["flags"])
    return to_check or Flag.TOO_FEW in row["flags"]


def groups_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Where somebody lives says nothing of a restricted person."""
    on: dt.date = row["measured_on"]
    return {
        "sex": sex(row["patient__gender"]),
        "age_band": age_band(years_between(row["patient__birth_date"], on)),
        "ethnic_group": ethnic_group(row["patient__ethnic_category"]),
        "deprivation": "" if row["patient__restricted"] else fifth(row["patient__deprivation"]),
        "language": name_of(row["language"]),
        "mode": Mode(row["mode"]).value,
    }


def together(samples: list[Sample]) -> Sample:
    """Of several practices, at least one, to the same questionnaire."""
    first = samples[0]
    return Sample(
        first.items,
        first.options,
        np.concatenate([one.table for one in samples]),
        np.concatenate([one.doubtful for one in samples]),
        {name: [label for one in samples for label in one.labels[name]] for name in GROUPINGS},
    )


def without_small(labels: list[str], least: int) -> list[str]:
    """Groups of fewer than `least` people become not known."""
    sizes = Counter(labels)
    return [label if sizes[label] >= least else "" for label in labels]
