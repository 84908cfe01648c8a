"""What left with names: for which purpose, and whether the national data opt-out was applied."""

from django.db import models
from django.db.models import Q

from outreach.models.cohorts import CohortRun
from patients.models import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class Purpose(models.TextChoices):
    """Only the first is somebody's own care; the others need the opt-out applied."""

    CARE = "care", "Care of these people"
    PLANNING = "planning", "Planning or evaluation"
    RESEARCH = "research", "Research"
    OTHER = "other", "Something else"


class OptOutCheck(TenantModel):
    """The numbers of a run went to the national service, and those came back who have not opted out."""

    run = PracticeKey(CohortRun, related_name="opt_out_checks")
    taken_at = models.DateTimeField()
    taken_by = PracticeKey(Membership, related_name="+")
    sent = models.PositiveIntegerField()
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    came_back = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            both_or_neither("taken_at", "taken_by", "opt_out_taken_at_by"),
            both_or_neither("back_at", "back_by", "opt_out_back_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "run"], name="opt_out_run")]

    def __str__(self) -> str:
        return f"Check of the opt-out {self.pk}"


class NotOptedOut(TenantModel):
    """Somebody whose number came back. Written once."""

    check_made = PracticeKey(OptOutCheck, related_name="not_opted_out")
    patient = PracticeKey(Patient, related_name="+")

    class Meta:
        verbose_name_plural = "not opted out"
        constraints = [
            models.UniqueConstraint(fields=["practice", "check_made", "patient"], name="not_opted_out_once")
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="not_opted_out_patient")]

    def __str__(self) -> str:
        return f"Not opted out {self.pk}"


class CohortExport(TenantModel):
    """One file that was taken out, by whom and what for. Written once."""

    run = PracticeKey(CohortRun, related_name="exports")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    words = models.CharField(max_length=300)
    check_made = PracticeKey(OptOutCheck, null=True, blank=True, related_name="exports")
    columns = models.JSONField(default=list)
    rows = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    taken_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("taken_at", "taken_by", "cohort_export_taken_at_by"),
            models.CheckConstraint(
                name="cohort_export_opt_out_applied",
                condition=Q(purpose=Purpose.CARE) | Q(check_made__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["practice", "run"], name="cohort_export_run")]

    def __str__(self) -> str:
        return f"Export of a cohort {self.pk}"
