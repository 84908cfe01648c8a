"""Group sessions: a series, who takes part, what they agreed to, and each meeting."""

from django.db import models

from coaching.models.programmes import Programme
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class GroupSeries(TenantModel):
    """Some meetings of the same people. `agreement` is what they agree to; its version is kept with each yes."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="group_series")
    programme = PracticeKey(Programme, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=200, blank=True)
    facilitator = PracticeKey(Membership, related_name="+")
    places = models.PositiveSmallIntegerField(default=10)
    agreement = models.TextField(blank=True)
    agreement_version = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "group series"
        constraints = [
            both_or_neither("started_at", "started_by", "series_started_at_by"),
            both_or_neither("ended_at", "ended_by", "series_ended_at_by"),
        ]

    def __str__(self) -> str:
        return f"Series {self.pk}"


class GroupMember(TenantModel):
    """Somebody who takes part, and which version of the agreement they said yes to."""

    series = PracticeKey(GroupSeries, related_name="members")
    patient = PracticeKey(Patient, related_name="groups")
    joined_at = models.DateTimeField()
    joined_by = PracticeKey(Membership, related_name="+")
    agreed_version = models.PositiveSmallIntegerField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    left_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            both_or_neither("joined_at", "joined_by", "group_joined_at_by"),
            models.CheckConstraint(
                name="group_left_at_by",
                condition=models.Q(left_at__isnull=True, left_by__isnull=True)
                | models.Q(left_at__isnull=False)
                & (models.Q(left_by__isnull=False) | ~models.Q(left_because="")),
            ),
            models.UniqueConstraint(
                fields=["practice", "series", "patient"],
                condition=models.Q(left_at=None),
                name="group_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Group member {self.pk}"


class GroupMeeting(TenantModel):
    """One meeting of a series. `summary` is shared by all who came and names nobody."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="group_meetings")
    series = PracticeKey(GroupSeries, related_name="meetings")
    booked_for = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    summary = models.TextField(blank=True)
    booked_at = models.DateTimeField()
    booked_by = PracticeKey(Membership, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("booked_at", "booked_by", "meeting_booked_at_by"),
            both_or_neither("held_at", "held_by", "meeting_held_at_by"),
            both_or_neither("cancelled_at", "cancelled_by", "meeting_cancelled_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "booked_for"], name="meeting_when")]

    def __str__(self) -> str:
        return f"Meeting {self.pk}"
