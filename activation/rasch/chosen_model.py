"""Which of the two models the answers call for: rating scale, unless partial credit earns its parameters."""

from dataclasses import dataclass

from .chances import chi_square_above
from .design import PARTIAL_CREDIT, RATING_SCALE
from .fitting import Fitted

ENOUGH_PEOPLE, ENOUGH_ANSWERS, CHANCE = 500, 10, 0.01


@dataclass(frozen=True)
class Comparison:
    """Partial credit against rating scale: likelihood ratio, its degrees of freedom and chance, both BIC."""

    lr: float
    df: int
    p: float
    bic_rsm: float
    bic_pcm: float


@dataclass(frozen=True)
class Choice:
    model: str
    because: str


def compare(rating: Fitted, partial: Fitted) -> Comparison:
    """Both fitted to the same answers."""
    lr, df = 2 * (partial.loglik - rating.loglik), partial.parameters - rating.parameters
    return Comparison(lr, df, chi_square_above(lr, df), rating.bic, partial.bic)


def worth_trying(n_used: int, rarest: int) -> bool:
    """Are there answers enough for partial credit to be considered?"""
    return n_used >= ENOUGH_PEOPLE and rarest >= ENOUGH_ANSWERS


def choose(n_used: int, rarest: int, comparison: Comparison | None) -> Choice:
    """Partial credit only with 500 people, 10 answers for every option of every item (`rarest`), a likelihood
    ratio with p < .01 and a lower BIC; `comparison` is None where it could not be fitted."""
    for fails, because in (
        (n_used < ENOUGH_PEOPLE, f"fewer than {ENOUGH_PEOPLE} people"),
        (rarest < ENOUGH_ANSWERS, f"an option of an item was chosen fewer than {ENOUGH_ANSWERS} times"),
        (comparison is None, "partial credit could not be estimated"),
        (comparison and comparison.p >= CHANCE, "items do not differ in their steps"),
        (comparison and comparison.bic_pcm >= comparison.bic_rsm, "what it explains more is not worth it"),
    ):
        if fails:
            return Choice(RATING_SCALE, because)
    return Choice(PARTIAL_CREDIT, "items differ in their steps")
