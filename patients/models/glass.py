"""Colleagues are patients too: blocked records, and breaking the glass."""

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, PracticeKey, TenantModel, User
from practice.models.base import both_or_neither


class RecordBlock(TenantModel):
    """A person who must not open this record: their own (then nobody opens it casually) or a relation's."""

    class Kind(models.TextChoices):
        OWN = "own", "Their own record"
        RELATION = "relation", "A relation or somebody close"

    patient = PracticeKey(Patient, related_name="blocks")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("set_at", "set_by", "block_set_at_by"),
            both_or_neither("ended_at", "ended_by", "block_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "patient", "user"], condition=models.Q(ended_at=None), name="block_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Block {self.pk}"


class GlassBreak(TenantModel):
    """Somebody opened a blocked record for thirty minutes, and said why."""

    patient = PracticeKey(Patient, related_name="glass_breaks")
    member = PracticeKey(Membership, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["practice", "patient", "until"], name="glass_patient")]
        constraints = [both_or_neither("seen_at", "seen_by", "glass_seen_at_by")]

    def __str__(self) -> str:
        return f"Glass {self.pk}"
