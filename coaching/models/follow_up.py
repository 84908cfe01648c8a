"""A follow-up: somebody said they would be in touch again, by a day and a way."""

import datetime as dt

from django.db import models
from django.db.models import Q

from coaching.models.session import Session, cancelled_by_somebody_or_for_a_reason
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

STILL_OPEN = Q(done_at=None, cancelled_at=None)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def open(self) -> "FollowUpQuerySet":
        """Neither done nor cancelled."""
        return self.filter(STILL_OPEN)

    def due(self, day: dt.date) -> "FollowUpQuerySet":
        """Open, on this day or before."""
        return self.open().filter(due_on__lte=day)

    def overdue(self, day: dt.date) -> "FollowUpQuerySet":
        """Open, and the day has passed."""
        return self.open().filter(due_on__lt=day)

    def of_user(self, user_id: int) -> "FollowUpQuerySet":
        return self.filter(owner__user_id=user_id)


class FollowUp(TenantModel):
    """A fact that others may act on: who is to be contacted, by whom, how and by when."""

    class Channel(models.TextChoices):
        PHONE = "phone", "Phone call"
        TEXT = "text", "Text message"
        FACE_TO_FACE = "face_to_face", "Face to face"
        LETTER = "letter", "Letter"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="follow_ups")
    patient = PracticeKey(Patient, related_name="follow_ups")
    session = PracticeKey(Session, related_name="follow_ups")
    owner = PracticeKey(Membership, related_name="follow_ups")
    due_on = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    words = models.CharField(max_length=300, blank=True)
    they_contact_us = models.BooleanField(default=False)
    if_it_goes_wrong = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "patient", "due_on"], name="follow_up_patient"),
            models.Index(fields=["practice", "session"], name="follow_up_session"),
            models.Index(
                fields=["practice", "owner", "due_on"], condition=STILL_OPEN, name="follow_up_owner"
            ),
            models.Index(fields=["practice", "due_on"], condition=STILL_OPEN, name="follow_up_due"),
        ]
        constraints = [
            both_or_neither("done_at", "done_by", "follow_up_done_at_by"),
            cancelled_by_somebody_or_for_a_reason("follow_up_cancelled_at_by"),
            models.CheckConstraint(
                name="follow_up_ends_one_way", condition=Q(done_at=None) | Q(cancelled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up {self.pk}"
