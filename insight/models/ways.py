"""How far each person came: one narrow row for each aim, kept by the database as its facts change."""

from django.db import models

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel


class Aim(models.TextChoices):
    COACHING = "coaching", "Coaching"
    PRESCRIBING = "prescribing", "Social prescribing"


class Way(TenantModel):
    """The first day of each stage, each counted by itself and in any order; never written by an action.

    `first_on` is the earliest of them. `goal` and `change` say what came of it, where anybody can know.
    """

    class Goal(models.TextChoices):
        UP = "up", "A goal of their own stands higher than at first"
        NOT_UP = "not_up", "Rated at least twice, no goal stands higher"

    class Change(models.TextChoices):
        UP = "up", "Up beyond noise"
        SAME = "same", "No clear change"
        DOWN = "down", "Down beyond noise"
        NOT_CALIBRATED = "no_scale", "Measured twice, on a scale that is not calibrated"

    patient = PracticeKey(Patient, related_name="ways")
    aim = models.CharField(max_length=11, choices=Aim.choices)
    first_on = models.DateField()
    offered_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    attended_on = models.DateField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    goal = models.CharField(max_length=6, choices=Goal.choices, blank=True)
    change = models.CharField(max_length=8, choices=Change.choices, blank=True)
    better = models.BooleanField(default=False)
    route = models.CharField(max_length=12, blank=True)
    worker = PracticeKey(Membership, null=True, blank=True, related_name="+")
    stands = models.CharField(max_length=9, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=16, blank=True)

    made_from_rows = (
        True  # by the database: it follows the rows that it is made from when records are put together
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "patient", "aim"], name="way_once")]
        indexes = [models.Index(fields=["practice", "aim", "first_on"], name="way_first")]

    def __str__(self) -> str:
        return f"Way {self.pk}"


class AreaCount(TenantModel):
    """One practice's counts of one group, for pages of several practices; `counted_at` says how old they are."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="area_counts")
    aim = models.CharField(max_length=11, choices=Aim.choices)
    grouping = models.CharField(max_length=12, blank=True)
    group = models.CharField(max_length=40, blank=True)
    on_list = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    offered = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)
    measured = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    better = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "aim", "grouping", "group"], name="area_count_once")
        ]

    def __str__(self) -> str:
        return f"Count for an area {self.pk}"
