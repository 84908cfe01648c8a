"""What a practice, or one person, has said about a kind of message."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither, somebody_or_themselves
from reminders.kinds import Channel, Kind


class MessageRule(TenantModel):
    """How this practice wants one kind of message; what is empty is as it was shipped.

    `amount` is in the kind's own unit (days or hours); `at` is the time on the wall.
    """

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="message_rules", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_on = models.BooleanField(default=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    channels = ArrayField(models.CharField(max_length=6, choices=Channel.choices), default=list, blank=True)
    working_days_only = models.BooleanField(null=True, blank=True)
    words = models.TextField(max_length=400, blank=True)
    cancelled = models.TextField("words where it is cancelled", max_length=400, blank=True)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "kind"], name="message_rule_once"),
            both_or_neither("set_at", "set_by", "message_rule_set_at_by"),
        ]

    def __str__(self) -> str:
        return f"Rule {self.kind} of practice {self.practice_id}"


class Limits(TenantModel):
    """How many messages one person may have of this practice; appointments count, and are never held by it."""

    practice = models.OneToOneField(Practice, models.PROTECT, related_name="message_limits")
    a_day = models.PositiveSmallIntegerField(default=2)
    a_week = models.PositiveSmallIntegerField(default=3)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "limits"
        constraints = [
            models.CheckConstraint(
                name="limits_not_nothing",
                condition=models.Q(a_day__gte=1, a_week__gte=models.F("a_day")),
            ),
            both_or_neither("set_at", "set_by", "limits_set_at_by"),
        ]

    def __str__(self) -> str:
        return f"Limits of practice {self.practice_id}"


class Refusal(TenantModel):
    """A person does not want this kind of message; all texts or emails at once is a consent of patients/."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    patient = PracticeKey(Patient, related_name="refusals", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    said_at = models.DateTimeField()
    # Empty where the person said so themselves, by the link in a message.
    noted_by = PracticeKey(Membership, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = PracticeKey(Membership, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "patient", "kind"],
                condition=models.Q(ended_at=None),
                name="refusal_once",
            ),
            somebody_or_themselves("ended_at", "ended_by", "refusal_ended_at_by"),
        ]

    def __str__(self) -> str:
        return f"Refusal {self.pk}"
