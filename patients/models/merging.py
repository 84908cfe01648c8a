"""Two records of one person put together, in a way that can be taken back to the letter."""

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> "MergeQuerySet":
        """Not taken apart again."""
        return self.filter(undone_at=None)


class Merge(TenantModel):
    """The record `gone` became part of `kept`. `values` holds for both what each changed field was and became."""

    kept = PracticeKey(Patient, related_name="+")
    gone = PracticeKey(Patient, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = PracticeKey(Membership, related_name="+")
    values = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("merged_at", "merged_by", "merge_merged_at_by"),
            both_or_neither("undone_at", "undone_by", "merge_undone_at_by"),
            models.UniqueConstraint(
                fields=["practice", "gone"], condition=models.Q(undone_at=None), name="merge_once"
            ),
        ]
        indexes = [models.Index(fields=["practice", "kept", "-merged_at"], name="merge_kept")]

    def __str__(self) -> str:
        return f"Merge {self.pk}"


class MergeMove(TenantModel):
    """What became of one row of the record that is gone."""

    class Fate(models.TextChoices):
        MOVED = "moved", "Moved"
        ENDED = "ended", "Moved and ended, because the other record says something of the same kind"
        STAYED = "stayed", "Stayed, because the other record has one and there can be only one"

    merge = PracticeKey(Merge, related_name="moves")
    model = models.CharField(max_length=60)
    column = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    fate = models.CharField(max_length=6, choices=Fate.choices)

    class Meta:
        indexes = [models.Index(fields=["practice", "merge"], name="move_merge")]

    def __str__(self) -> str:
        return f"{self.fate} {self.model} {self.row_id}"
