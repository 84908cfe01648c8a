"""What came back: from the person, by the link in a message; and from whoever carried it."""

from django.db import models

from patients.models import Patient
from practice.models import Practice, PracticeKey, TenantModel
from reminders.models.message import Message


class Reply(TenantModel):
    """One press on the page behind a message. What it led to stands where it happened."""

    class Said(models.TextChoices):
        CONFIRM = "confirm", "I will be there"
        CANCEL = "cancel", "I cannot come"
        CALL = "call", "Please ring me"
        DONE = "done", "I did it"
        PARTLY = "partly", "Some of it"
        NOT = "not", "Not yet"
        HELP = "help", "I need help"
        STOP_THESE = "stop_these", "Stop just these messages"
        STOP_ALL = "stop_all", "Stop all of them"

    STOPS = (Said.STOP_THESE, Said.STOP_ALL)

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    message = PracticeKey(Message, related_name="replies", db_index=False)
    patient = PracticeKey(Patient, related_name="+", db_index=False)
    said = models.CharField(max_length=10, choices=Said.choices)
    words = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        indexes = [
            models.Index(fields=["practice", "message"], name="reply_message"),
            models.Index(fields=["practice", "patient", "-said_at"], name="reply_patient"),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"


class Receipt(TenantModel):
    """A provider's later word on a message that it had taken; each word once, however often it calls."""

    class Result(models.TextChoices):
        DELIVERED = "delivered", "Delivered"
        NOT_NOW = "not_now", "Not delivered: full, switched off or out of reach"
        GONE = "gone", "Not delivered: there is no such number or address"
        FAILED = "failed", "Not delivered: the provider failed"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    message = PracticeKey(Message, related_name="receipts", db_index=False)
    result = models.CharField(max_length=10, choices=Result.choices)
    provider_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    noted_at = models.DateTimeField()

    class Meta:
        # What was tried again has another key at its provider, and may fail in the same way once more.
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "message", "result", "provider_key"], name="receipt_once"
            )
        ]

    def __str__(self) -> str:
        return f"Receipt {self.pk}"
