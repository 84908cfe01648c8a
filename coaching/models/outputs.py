"""What left: which output of a note went to whom, how and when. And the codes that a record may carry."""

from django.db import models

from coaching.models.session import Session
from patients.models import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class Given(TenantModel):
    """One thing that a colleague gave away on purpose. It stays; that it did not go after all is added to it.

    The note itself is not among them: it goes with the whole record, which somebody reads through first.
    """

    class Output(models.TextChoices):
        PLAN = "plan", "The person’s plan"
        EASY_PLAN = "easy_plan", "The person’s plan in easy read"
        GP_SUMMARY = "gp_summary", "The summary for the GP"

    class Way(models.TextChoices):
        PRINTED = "printed", "Printed"
        PDF = "pdf", "Saved as a PDF"
        COPIED = "copied", "Copied to paste elsewhere"
        TEXT = "text", "Text message"

    patient = PracticeKey(Patient, related_name="given")
    session = PracticeKey(Session, related_name="given")
    output = models.CharField(max_length=10, choices=Output.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    to_whom = models.CharField(max_length=200)
    address = models.CharField(max_length=254, blank=True)
    given_at = models.DateTimeField()
    given_by = PracticeKey(Membership, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    taken_back_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "given"
        constraints = [
            both_or_neither("given_at", "given_by", "given_at_by"),
            both_or_neither("taken_back_at", "taken_back_by", "given_taken_back_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "session"], name="given_session")]

    def __str__(self) -> str:
        return f"Given {self.pk}"

    @property
    def may_be_taken_back(self) -> bool:
        """A message is not among what may: what became of it stands under Messages."""
        return self.taken_back_at is None and self.way != self.Way.TEXT


class Code(models.Model):
    """A SNOMED CT code for one thing that coaching notes. Belongs to the installation, says where it is from.

    A wrong code in a record is a hazard and a missing one is not: only confirmed ones are ever offered.
    """

    means = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=18)
    term = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.code} {self.term}"
