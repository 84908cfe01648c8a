"""What rooms to the left know of a person and a message back must say: each registers a question when it starts."""

import datetime as dt
from collections.abc import Callable

from patients.models import Patient

# Measures of a person between two days, as sentences; confirmed codes for meanings, as "code term".
Measures = Callable[[Patient, dt.date, dt.date], list[str]]
Codes = Callable[[list[str]], list[str]]

_measures: list[Measures] = []
_codes: list[Codes] = []


def register(*, measures: Measures | None = None, codes: Codes | None = None) -> None:
    """Called from AppConfig.ready(); the same again changes nothing."""
    if measures is not None and measures not in _measures:
        _measures.append(measures)
    if codes is not None and codes not in _codes:
        _codes.append(codes)


def measures_of(patient: Patient, since: dt.date, until: dt.date) -> list[str]:
    return [said for ask in _measures for said in ask(patient, since, until)]


def codes_for(means: list[str]) -> list[str]:
    return [code for ask in _codes for code in ask(means)] if means else []
