"""The counts on a person's summary: each room that keeps some counts them anew when rows change hands.

Adding and taking away would go wrong: a session may be struck while two records are one.
"""

from collections.abc import Callable

from patients.models import Patient

Recount = Callable[[int], None]
_recounts: dict[str, Recount] = {}


def register(room: str, recount: Recount) -> None:
    """Called from AppConfig.ready(). `recount` takes a patient's id and writes that room's own columns."""
    _recounts[room] = recount


def recount(*patients: Patient) -> None:
    """Count the rows that hang on these people now."""
    for patient in sorted(patients, key=lambda patient: patient.pk):
        for room in _recounts.values():
            room(patient.pk)
