"""Messages of long ago, out of the way of what is going on."""

from django.db import models

from patients.models import Patient
from practice.models import Practice, PracticeKey, TenantModel
from reminders.kinds import Channel, Kind, Outcome


class PastMessage(TenantModel):
    """A settled message as it was, with its tries, replies and receipts as plain data: only to be read."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    patient = PracticeKey(Patient, null=True, related_name="past_messages", db_index=False)
    number = models.BigIntegerField()  # of the message that it was
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    about_at = models.DateTimeField()
    due_at = models.DateTimeField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    sent_to = models.CharField(max_length=254, blank=True)
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    more = models.JSONField(default=dict)
    archived_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="past_message_once")]
        indexes = [
            models.Index(fields=["practice", "patient", "-due_at"], name="past_message_patient"),
            # Asked before anything is planned: was it told long ago?
            models.Index(fields=["practice", "kind", "subject_id"], name="past_message_about"),
        ]

    def __str__(self) -> str:
        return f"Past message {self.number}"
