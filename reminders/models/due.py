"""The queue of what is due."""

import datetime as dt

from django.db import models
from django.db.models import Q

from practice.models import Practice, PracticeKey, TenantModel
from reminders.models.message import Message


class DueQuerySet(models.QuerySet["Due"]):
    def waiting(self, now: dt.datetime) -> "DueQuerySet":
        """Due by now and not sent."""
        return self.filter(state=Due.State.WAITING, due_at__lte=now)


class Due(TenantModel):
    """The worker's queue over all practices: ids and times, nothing of a person.

    `attempts` and `lease_until` are committed before a provider is called, so that a sender that
    dies in the call is known to have been in it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        KEPT = "kept", "Kept back"
        SETTLED = "settled", "Settled"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    message = PracticeKey(Message, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "due"
        constraints = [models.UniqueConstraint(fields=["message"], name="due_once")]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(state="waiting"), name="due_next")]

    def __str__(self) -> str:
        return f"Due {self.pk}"
