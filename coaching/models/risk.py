"""A risk that somebody ticked: told to people at that moment, red until somebody answers for it."""

from django.db import models
from django.db.models import Q

from coaching.models.session import Session
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

ALERT_OPEN = Q(acknowledged_at=None, taken_back_at=None)


class RiskAlertQuerySet(models.QuerySet["RiskAlert"]):
    def open(self) -> "RiskAlertQuerySet":
        """Nobody has answered for it yet."""
        return self.filter(ALERT_OPEN)


class RiskAlert(TenantModel):
    """Raised by a tick in a session, or from the record. Holds no detail: that is for the record."""

    class Kind(models.TextChoices):
        SELF_HARM = "self_harm", "Thoughts of suicide or self-harm"
        SAFEGUARDING = "safeguarding", "A child or an adult may be at risk from somebody"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="risk_alerts")
    patient = PracticeKey(Patient, related_name="risk_alerts")
    session = PracticeKey(Session, null=True, blank=True, related_name="risk_alerts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    raised_at = models.DateTimeField()
    raised_by = PracticeKey(Membership, related_name="+")
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    what_was_done = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    taken_back_because = models.CharField(max_length=200, blank=True)

    objects = RiskAlertQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("raised_at", "raised_by", "risk_raised_at_by"),
            both_or_neither("acknowledged_at", "acknowledged_by", "risk_acknowledged_at_by"),
            both_or_neither("taken_back_at", "taken_back_by", "risk_taken_back_at_by"),
            models.UniqueConstraint(
                fields=["practice", "session", "kind"],
                condition=ALERT_OPEN & Q(session__isnull=False),
                name="risk_once_a_session",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "answer_by"], condition=ALERT_OPEN, name="risk_open"),
            models.Index(fields=["practice", "patient"], name="risk_patient"),
        ]

    def __str__(self) -> str:
        return f"Risk alert {self.pk}"


class RiskTold(TenantModel):
    """Who was told of an alert, and whether the word went out. Append-only but for that."""

    alert = PracticeKey(RiskAlert, related_name="told")
    member = PracticeKey(Membership, related_name="+")
    duty = models.CharField(max_length=24, blank=True)
    told_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    back_sent_at = models.DateTimeField(null=True, blank=True)  # the second word: it was taken back

    class Meta:
        verbose_name_plural = "risk told"
        constraints = [
            models.UniqueConstraint(fields=["practice", "alert", "member"], name="risk_told_once"),
        ]

    def __str__(self) -> str:
        return f"Told of a risk {self.pk}"
