"""Somebody died or left: what was open for them is settled by a person, never in silence."""

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def open(self) -> "LeavingQuerySet":
        """Still to be settled, and not a mistake."""
        return self.filter(settled_at=None, undone_at=None)


class Leaving(TenantModel):
    """A closing task: staff said that somebody died or moved; a colleague looks through what was open."""

    class Kind(models.TextChoices):
        DIED = "died", "Died"
        MOVED = "moved", "Moved within the network"
        LEFT = "left", "Left"

    patient = PracticeKey(Patient, related_name="leavings")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = LeavingQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("noted_at", "noted_by", "leaving_noted_at_by"),
            both_or_neither("settled_at", "settled_by", "leaving_settled_at_by"),
            both_or_neither("undone_at", "undone_by", "leaving_undone_at_by"),
        ]
        indexes = [
            models.Index(
                fields=["practice", "noted_at"],
                condition=models.Q(settled_at=None, undone_at=None),
                name="leaving_open",
            ),
            models.Index(fields=["practice", "patient"], name="leaving_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
