"""The trail: what was done and read, what changed, who came to the door."""

from django.db import models

from practice.models.base import PracticeKey, TenantModel
from practice.models.people import Membership, Practice, User


class TrailEvent(TenantModel):
    """One thing somebody did or read. Append-only; ids, never names or words."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="trail")
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor_id = models.BigIntegerField(null=True)
    system = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    patient_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["practice", "patient_id", "at"], name="trail_patient"),
            models.Index(fields=["practice", "actor_id", "at"], name="trail_actor"),
            models.Index(fields=["practice", "at"], name="trail_at"),
            # Asked on every page of an administrator.
            models.Index(
                fields=["practice", "at"], name="trail_pulled", condition=models.Q(verb="records.pulled")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"


class History(TenantModel):
    """One change of one row, written by a trigger so that no path can forget it."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    patient_id = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=6)
    before = models.JSONField(null=True)

    class Meta:
        verbose_name_plural = "history"
        indexes = [
            models.Index(fields=["practice", "table_name", "row_id"], name="history_row"),
            models.Index(fields=["practice", "patient_id", "at"], name="history_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_id}"


class SignInEvent(models.Model):
    """Who came to the door and what happened; it stands before any practice is known."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        SIGNED_OUT = "signed_out", "Signed out"
        FAILED = "failed", "Sign-in failed"
        SLOWED = "slowed", "Too many tries"
        REFUSED = "refused", "Refused"
        PASSWORD = "password", "Password changed"
        MFA = "mfa", "Two-step sign-in changed"

    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=80, blank=True)
    address = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="signin_user_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class FormKey(TenantModel):
    """A form that was already taken in, so that a second press stores nothing twice."""

    member = PracticeKey(Membership, related_name="+")
    key = models.UUIDField()
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "member", "key"], name="form_once")]

    def __str__(self) -> str:
        return str(self.key)
