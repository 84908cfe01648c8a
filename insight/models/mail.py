"""Who gets the month's figures by mail, and which months went out. No figure of a mail names or points at anybody."""

from django.db import models
from django.db.models import Q

from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class SummaryReader(TenantModel):
    """A colleague who asked for it, until they or an end of access say otherwise."""

    member = PracticeKey(Membership, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("asked_at", "asked_by", "summary_reader_asked_at_by"),
            both_or_neither("ended_at", "ended_by", "summary_reader_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "member"], condition=Q(ended_at=None), name="summary_reader_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Reader of the month's figures {self.pk}"


class SummarySent(TenantModel):
    """One month's mail to one reader: made once."""

    reader = PracticeKey(SummaryReader, related_name="sent")
    month = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "summaries sent"
        constraints = [
            models.UniqueConstraint(fields=["practice", "reader", "month"], name="summary_sent_once")
        ]

    def __str__(self) -> str:
        return f"Month's figures sent {self.pk}"
