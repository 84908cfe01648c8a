"""The patient's own counts of sessions, kept in the transaction of each fact."""

from django.db import models

from coaching.models import Session
from patients.models import Summary


def recount(patient_id: int) -> None:
    """Count anew what stands: signed and not entered in error. The row is locked first, so two at once agree."""
    summary = Summary.objects.select_for_update().get(patient_id=patient_id)
    counted = Session.objects.filter(practice_id=summary.practice_id, patient_id=patient_id).counted()
    found = counted.aggregate(
        sessions=models.Count("pk"), first=models.Min("held_on"), last=models.Max("held_on")
    )
    summary.sessions = found["sessions"]
    summary.first_session_on, summary.last_session_on = found["first"], found["last"]
    summary.save(update_fields=["sessions", "first_session_on", "last_session_on"])
