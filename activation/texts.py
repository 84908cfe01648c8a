"""What became of links that were to go out in a message: said by the room that sends them, which registers here."""

from collections.abc import Callable, Sequence

from activation.models import Measurement

# Each id to one sentence; a fixed number of queries for all of them.
Says = Callable[[Sequence[Measurement]], dict[int, str]]
_says: list[Says] = []


def register(says: Says) -> None:
    _says[:] = [says]


def said_of(measurements: Sequence[Measurement]) -> dict[int, str]:
    """Only of those for which somebody has asked it; without any, nothing is looked up."""
    asked = [measurement for measurement in measurements if measurement.text_asked_at]
    return _says[0](asked) if asked and _says else {}
