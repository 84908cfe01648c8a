"""The definition of a questionnaire that is loaded, read once."""

from typing import Any, Protocol

from activation.definition.form import Definition
from activation.definition.reading import read

MOST_KEPT = 200


class Loaded(Protocol):
    """A row that holds a questionnaire's file."""

    pk: Any
    definition: Any


_kept: dict[int, tuple[object, Definition]] = {}


def definition_of(instrument: Loaded) -> Definition:
    """What the loaded file says. Kept between requests: a version's words never change."""
    raw, kept = _kept.get(instrument.pk, (None, None))
    if kept is None or raw != instrument.definition:
        kept = read(instrument.definition)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[instrument.pk] = (instrument.definition, kept)
    return kept
