"""One narrow row for each patient, from which dashboards count."""

from django.db import models

from patients.models.person import Patient
from practice.models import PracticeKey, TenantModel


class Summary(TenantModel):
    """Kept in the same transaction as each fact; each room's actions update their own columns."""

    patient = PracticeKey(Patient, related_name="summaries")
    sessions = models.PositiveIntegerField(default=0)
    first_session_on = models.DateField(null=True, blank=True)
    last_session_on = models.DateField(null=True, blank=True)

    measured_on = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=8, null=True, blank=True)

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [models.UniqueConstraint(fields=["practice", "patient"], name="summary_once")]

    def __str__(self) -> str:
        return f"Summary {self.pk}"
