"""What a measure is."""

import dataclasses

from django.db import models


class Kind(models.TextChoices):
    """How its rows become one number."""

    COUNT = "count", "How many"
    PEOPLE = "people", "How many different people"
    SHARE = "share", "A share, in per cent"
    MEAN = "mean", "An average"


class Good(models.TextChoices):
    """Which way is better."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "neither", "Neither way is better by itself"


@dataclasses.dataclass(frozen=True, slots=True)
class Measure:
    """One definition: `how` in words and `rows` in SQL say the same.

    `rows` gives, for the practice `%(practice)s` and days from `%(since)s` to before `%(until)s`, one row for each
    thing that counts: `day` (date), `patient_id` (bigint or NULL), `n` and `d` (float8). COUNT is sum(n); PEOPLE is
    the different patients with n > 0; SHARE is 100 * sum(n) / sum(d); MEAN is sum(n) / sum(d), in `unit`.
    Without `names` no list stands behind it: what it counts is nobody's, or is answered elsewhere.
    """

    name: str
    title: str
    how: str
    unit: str
    kind: Kind
    good: Good
    of: str
    rows: str
    names: bool = True
