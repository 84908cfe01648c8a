"""Services on the record: those they chose, those they were told of, and the way to find another."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection

from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request
from prescribing.models import Placement

ON_THE_RECORD = 5
# Both lists in one question, as the record asks many.
_SERVICES = """
(SELECT 'chosen' AS kind, p.id, s.name, p.stands, p.stands_since AS since, p.needs_somebody_at IS NOT NULL
 FROM prescribing_placement p JOIN prescribing_service s ON s.id = p.service_id
 WHERE %(works)s AND p.practice_id = %(practice)s AND p.patient_id = %(patient)s
 ORDER BY p.chosen_at DESC, p.id DESC LIMIT %(most)s)
UNION ALL
(SELECT 'told', t.id, s.name, '', t.told_at, false
 FROM prescribing_signpost t JOIN prescribing_service s ON s.id = t.service_id
 WHERE t.practice_id = %(practice)s AND t.patient_id = %(patient)s AND t.entered_in_error_at IS NULL
 ORDER BY t.told_at DESC, t.id DESC LIMIT %(most)s)
"""


class Line(NamedTuple):
    """One service of theirs."""

    kind: str
    pk: int
    name: str
    stands: str
    since: dt.datetime
    needs_somebody: bool

    @property
    def words(self) -> str:
        return Placement.Stands(self.stands).label if self.stands else "Told of it"


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """Where somebody goes may say why: who does not work referrals sees only what the person was told of."""
    works = Permission.PRESCRIBE in request.permissions
    values = {"practice": request.practice.pk, "patient": patient.pk, "works": works, "most": ON_THE_RECORD}
    with connection.cursor() as cursor:
        cursor.execute(_SERVICES, values)
        lines = [Line(*row) for row in cursor.fetchall()]
    return {"patient": patient, "works": works, "lines": lines}
