"""Answers of simulated people, from a fixed seed, with item parameters that the test knows."""

import csv
import json

import numpy as np

from tests.house import SHARED

REFERENCES = SHARED / "psychometrics"
STEPS = np.array([-1.8, -0.4, 2.2])
LOCATIONS = np.linspace(-1.4, 1.4, 13)
NAMES = tuple(f"q{number:02}" for number in range(1, 14))


def thresholds(locations=LOCATIONS, steps=STEPS):
    return np.asarray(locations)[:, None] + steps


def answers(people, *, seed, deltas=None, missing=0.0, mean=0.7, spread=1.3, measures=None):
    """People x items answers under the Rasch model with thresholds `deltas`, at `measures` or drawn ones."""
    random = np.random.default_rng(seed)
    deltas = thresholds() if deltas is None else deltas
    beta = np.cumsum(np.pad(deltas, ((0, 0), (1, 0))), axis=1)
    measures = random.normal(mean, spread, people) if measures is None else measures
    power = measures[:, None, None] * np.arange(beta.shape[1]) - beta
    share = np.exp(power).cumsum(axis=2)
    drawn = random.random((people, len(deltas), 1)) * share[:, :, -1:]
    table = (drawn > share).sum(axis=2).astype(np.int8)
    table[random.random(table.shape) < missing] = -1
    return table


def with_dif(*, seed, people=(600, 200), item=3, by=0.9):
    """Two groups, one item harder for the second; and their labels."""
    harder = thresholds()
    harder[item] += by
    table = np.concatenate([answers(people[0], seed=seed), answers(people[1], seed=seed + 1, deltas=harder)])
    return table, ["here"] * people[0] + ["there"] * people[1]


def rows_of(name, file):
    """A reference file's rows as dictionaries."""
    with (REFERENCES / name / file).open(newline="") as lines:
        return list(csv.DictReader(lines))


def numbers_of(rows, column):
    return np.array([float(row[column]) if row[column] not in ("", "NA") else np.nan for row in rows])


def facts_of(name, file):
    return json.loads((REFERENCES / name / file).read_text())


def table_of(name, file):
    items = facts_of(name, "meta.json")["items"]
    return np.array([[int(row[item] or -1) for item in items] for row in rows_of(name, file)], dtype=np.int8)


def reference_answers(name):
    """Item names and the table of answers."""
    return facts_of(name, "meta.json")["items"], table_of(name, "responses.csv")
