"""Signed links: how somebody without an account reaches exactly one page."""

import datetime as dt

from django.db import models

from practice.models.base import PracticeKey, TenantModel, both_or_neither
from practice.models.people import Membership, Practice


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    def usable(self, now: dt.datetime) -> "SignedLinkQuerySet":
        """Neither expired nor revoked."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class SignedLink(TenantModel):
    """One link for one purpose about one thing. Only the token's hash is kept."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    patient_id = models.BigIntegerField(null=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = PracticeKey(Membership, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("revoked_at", "revoked_by", "link_revoked_at_by")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def actor_kind(self) -> str:
        return "link"

    @property
    def actor_label(self) -> str:
        return f"link:{self.pk}"

    @property
    def actor_user_id(self) -> int | None:
        return None
