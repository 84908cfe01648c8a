"""How far scores tell people apart: person separation reliability, strata, Cronbach's alpha."""

import math
from dataclasses import dataclass

import numpy as np

from .answers import Answers, Numbers

MIN_PEOPLE = 2


def separation_reliability(measures: Numbers, errors: Numbers) -> float | None:
    """1 - mean(SE^2) / variance of measures (ddof 1), over people who have one. None for fewer than two people."""
    known = np.isfinite(measures) & np.isfinite(errors)
    if known.sum() < MIN_PEOPLE or not np.ptp(measures[known]):
        return None
    return float(1 - np.mean(errors[known] ** 2) / np.var(measures[known], ddof=1))


def separation(reliability: float) -> float:
    """G: how many times the true spread exceeds the error (Wright & Masters 1982)."""
    return math.sqrt(reliability / (1 - reliability)) if reliability > 0 else 0.0


def strata(reliability: float) -> float:
    """How many levels of people three errors apart can be told from one another."""
    return (4 * separation(reliability) + 1) / 3


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha over people who answered everything, and what it would be without each item."""

    alpha: float
    people: int
    if_dropped: tuple[float, ...]


def alpha(table: Answers) -> Alpha | None:
    """None where fewer than two people answered everything, or all of them alike."""
    complete = table[(table >= 0).all(axis=1)].astype(float)
    if len(complete) < MIN_PEOPLE or not np.ptp(complete.sum(axis=1)):
        return None
    covariance = np.cov(complete, rowvar=False)
    items = len(covariance)
    dropped = [of_covariance(np.delete(np.delete(covariance, i, 0), i, 1)) for i in range(items)]
    return Alpha(of_covariance(covariance), len(complete), tuple(dropped))


def of_covariance(covariance: Numbers) -> float:
    items, whole = len(covariance), covariance.sum()
    return (
        float(items / (items - 1) * (1 - np.trace(covariance) / whole)) if items > 1 and whole else math.nan
    )
