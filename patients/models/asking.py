"""Somebody asked for help, or wrote something that a person has to read: a task until it is dealt with."""

import datetime as dt

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import somebody_or_themselves

OPEN = models.Q(dealt_at=None)


class HelpAskedQuerySet(models.QuerySet["HelpAsked"]):
    def open(self) -> "HelpAskedQuerySet":
        """Nobody has dealt with it yet."""
        return self.filter(OPEN)

    def about(self, subject: models.Model) -> "HelpAskedQuerySet":
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def overdue(self, now: dt.datetime) -> "HelpAskedQuerySet":
        return self.open().filter(due_at__lt=now)


class HelpAsked(TenantModel):
    """What came in through a page that nobody reads straight away, and who looks after it.

    The owner is whoever sent the link. Coaches, clinicians, link workers and coordinators cover for them; that
    something is overdue is told to those who manage the practice too. `subject_*` names what it is about, as
    the trail does. Where nobody is named as having dealt with it, the person took it back.
    """

    class Kind(models.TextChoices):
        HELP = "help", "Asked for help"
        LOOK = "look", "Gave answers that somebody should look at"
        WROTE = "wrote", "Wrote something to be read"
        LOCKED = "locked", "Cannot open their link"
        CALL = "call", "Asked to be rung"
        TEXT = "text", "Answered a message in their own words"
        BOOK = "book", "Cannot come: find another time"
        STOP = "stop", "Wants no more messages: agree how to tell them of appointments"

    ABOUT_ANSWERS = (Kind.LOOK, Kind.WROTE)

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="asked")
    patient = PracticeKey(Patient, related_name="asked")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField(max_length=1000, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    owner = PracticeKey(Membership, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    dealt_at = models.DateTimeField(null=True, blank=True)
    dealt_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    dealt_words = models.CharField(max_length=300, blank=True)

    objects = HelpAskedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "help asked"
        constraints = [somebody_or_themselves("dealt_at", "dealt_by", "help_dealt_at_by")]
        indexes = [
            models.Index(fields=["practice", "due_at"], condition=OPEN, name="help_open"),
            models.Index(fields=["practice", "patient"], name="help_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
