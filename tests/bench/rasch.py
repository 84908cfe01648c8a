"""`python -m tests.bench.rasch`: the measuring engine at 1,000 and 100,000 people, against its budget."""

import argparse
import resource
import time
from collections.abc import Callable

import numpy as np

from activation.rasch import calibrate, score_many, score_person
from tests.activation.rasch import simulated
from tests.bench.report import say

BUDGET = {1_000: 0.3, 100_000: 2.0}  # seconds: calibrate, score everybody, item and person fit
ONE_PERSON, MEMORY = 0.005, 300  # seconds; megabytes at the peak


def best(work: Callable[[], object], rounds: int) -> float:
    """The machine may be doing other things: the best of several."""
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took)


def measure(people: int, model: str, rounds: int) -> float:
    table = simulated.answers(people, seed=1, missing=0.02)

    def work() -> None:
        score_many(calibrate(table, simulated.NAMES, model=model, options=4), table)

    took = best(work, rounds)
    say(f"{people:>9,} people, {model}: {took:.3f} s (budget {BUDGET[people]} s)")
    return took / BUDGET[people]


def one_person() -> float:
    table = simulated.answers(1_000, seed=2)
    calibration = calibrate(table, simulated.NAMES)
    took = best(lambda: score_person(calibration, table[0].tolist()), 200)
    fresh = best(lambda: score_person(calibrated_anew(calibration), table[0].tolist()), 20)
    say(f"one person: {took * 1000:.2f} ms, {fresh * 1000:.2f} ms with the first of a kind (budget 5 ms)")
    return took / ONE_PERSON


def calibrated_anew(calibration: object) -> object:
    """The same calibration with an empty cupboard of score tables."""
    return type(calibration).from_dict(calibration.as_dict())  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rasch", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    shares = [measure(people, model, rounds) for people in BUDGET for model in ("rsm", "pcm")]
    shares.append(one_person())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"peak memory {peak:.0f} MB (budget {MEMORY} MB)")
    raise SystemExit(int(np.max([*shares, peak / MEMORY]) > 1))


if __name__ == "__main__":
    main()
