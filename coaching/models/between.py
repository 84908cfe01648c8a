"""Contact without a session: no answer, left no message, left one, spoke."""

from django.db import models

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class Contact(TenantModel):
    """Two presses, for everybody who works with people."""

    class Kind(models.TextChoices):
        NO_ANSWER = "no_answer", "No answer"
        LEFT_NO_MESSAGE = "left_no_message", "Answered by somebody else or a machine, left no message"
        LEFT_MESSAGE = "left_message", "Left a message"
        SPOKE = "spoke", "Spoke with them"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="contacts")
    patient = PracticeKey(Patient, related_name="contacts")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")
    entered_in_error_at = models.DateTimeField(null=True, blank=True)
    entered_in_error_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("made_at", "made_by", "contact_made_at_by"),
            both_or_neither("entered_in_error_at", "entered_in_error_by", "contact_error_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "patient", "-made_at"], name="contact_made_patient")]

    def __str__(self) -> str:
        return f"Contact {self.pk}"
