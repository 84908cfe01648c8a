"""Which free numbers stand behind the item parameters: the rating-scale and the partial-credit model.

Thresholds delta_ik (item i, step k), beta_ix = sum of delta_ik up to x. Partial credit (Masters 1982,
Psychometrika 47:149): every delta free. Rating scale (Andrich 1978, Psychometrika 43:561):
delta_ik = location_i + tau_k with sum tau = 0. In both the mean location is 0.
"""

from dataclasses import dataclass

import numpy as np

from .answers import Integers, Marks, Numbers

RATING_SCALE, PARTIAL_CREDIT = "rsm", "pcm"
MODELS = (RATING_SCALE, PARTIAL_CREDIT)


@dataclass(frozen=True)
class Design:
    """beta (V*M, for V versions of items) = `basis` (V*M x F) times F free parameters."""

    basis: Numbers
    versions: int
    steps: int

    @property
    def parameters(self) -> int:
        return self.basis.shape[1]

    def of(self, versions: list[int]) -> Numbers:
        """The rows of the basis for these versions: one group's items."""
        rows = np.asarray(versions)[:, None] * self.steps + np.arange(self.steps)
        return self.basis[rows.reshape(-1)]

    def nearest(self, beta: Numbers) -> Numbers:
        """Free parameters that come nearest to beta (V x M) after moving its mean location to 0."""
        return np.asarray(np.linalg.lstsq(self.basis, beta.reshape(-1), rcond=None)[0])


def design(model: str, highest: Integers, allowed: Marks) -> Design:
    """The design for V versions with `highest` (V) answers and `allowed` (V x (M + 1)) answers."""
    versions, steps = len(highest), int(highest.max())
    if model == RATING_SCALE:
        raw = np.concatenate([locations(versions, steps), taus(versions, steps)], axis=1)
    else:
        raw = np.eye(versions * steps)[:, free_answers(allowed)]
    mean = np.zeros(versions * steps)
    mean[np.arange(versions) * steps + highest - 1] = 1.0 / highest
    return Design(without(raw, mean), versions, steps)


def locations(versions: int, steps: int) -> Numbers:
    """beta_ix = x times location."""
    return np.kron(np.eye(versions), np.arange(1.0, steps + 1)[:, None])


def taus(versions: int, steps: int) -> Numbers:
    """beta_ix = tau_1 + ... + tau_x, the last of them minus the others."""
    sums = np.tril(np.ones((steps, steps)))[:, :-1]
    sums[-1] = 0.0
    return np.tile(sums, (versions, 1))


def free_answers(allowed: Marks) -> Integers:
    """Answers with a parameter of their own: all possible ones but the lowest, which the others stand against."""
    lowest = np.argmax(allowed, axis=1)
    free = allowed.copy()
    free[np.arange(len(free)), lowest] = False
    return np.flatnonzero(free[:, 1:].reshape(-1))


def without(raw: Numbers, mean: Numbers) -> Numbers:
    """The columns of `raw` combined so that `mean` times every one of them is 0."""
    condition = mean @ raw
    _, _, right = np.linalg.svd(condition[None, :])
    return np.asarray(raw @ right[1:].T)
