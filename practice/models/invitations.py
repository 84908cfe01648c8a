"""The mail that opens an account: asked for in the same transaction as the membership, then sent."""

from django.db import models

from practice.models.base import PracticeKey, TenantModel, both_or_neither
from practice.models.people import Membership


class Invitation(TenantModel):
    """One mail to a new colleague. Neither sent nor failed means: the server stopped in between."""

    member = PracticeKey(Membership, related_name="invitations")
    asked_at = models.DateTimeField()
    asked_by = PracticeKey(Membership, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [both_or_neither("asked_at", "asked_by", "invitation_asked_at_by")]
        indexes = [models.Index(fields=["practice", "member"], name="invitation_member")]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
