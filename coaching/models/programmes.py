"""Programmes, and a person's way through one: every step dated and by whom."""

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

OVER = ("completed", "withdrew")
UNDER_WAY = ("referred", "invited", "enrolled", "paused")


class Programme(TenantModel):
    """What a practice offers: what for, for whom, how many sessions."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=80)
    aim = models.TextField(blank=True)
    who_for = models.TextField(blank=True)
    sessions_planned = models.PositiveSmallIntegerField(default=6)
    started_at = models.DateTimeField()
    started_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("started_at", "started_by", "programme_started_at_by"),
            both_or_neither("ended_at", "ended_by", "programme_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "name"], condition=Q(ended_at=None), name="programme_name_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Programme {self.pk}"


class ProgrammeMeasure(TenantModel):
    """Which questionnaire the programme asks, and when. `instrument` is its short name."""

    class Moment(models.TextChoices):
        START = "start", "At the start"
        MIDDLE = "middle", "Half way"
        END = "end", "At the end"

    programme = PracticeKey(Programme, related_name="measures")
    instrument = models.CharField(max_length=40)
    moment = models.CharField(max_length=6, choices=Moment.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("ended_at", "ended_by", "programme_measure_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "programme", "instrument", "moment"],
                condition=Q(ended_at=None),
                name="programme_measure_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Measure of a programme {self.pk}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def open(self) -> "EnrolmentQuerySet":
        """Neither completed nor withdrawn; a person who lapsed may come back to it."""
        return self.exclude(stands__in=OVER)

    def under_way(self) -> "EnrolmentQuerySet":
        """Somebody's work now."""
        return self.filter(stands__in=UNDER_WAY)

    def of_user(self, user_id: int) -> "EnrolmentQuerySet":
        return self.filter(coach__user_id=user_id)


class Enrolment(TenantModel):
    """One person's way through one programme. `stands` is the last of its steps."""

    class Stands(models.TextChoices):
        REFERRED = "referred", "Referred"
        INVITED = "invited", "Invited"
        ENROLLED = "enrolled", "Enrolled"
        PAUSED = "paused", "Paused"
        LAPSED = "lapsed", "Lapsed"
        COMPLETED = "completed", "Completed"
        WITHDREW = "withdrew", "Withdrew"

    class Route(models.TextChoices):
        GP = "gp", "GP or nurse"
        SELF = "self", "Asked for it themselves"
        LINK_WORKER = "link_worker", "Link worker"
        INVITED = "invited", "We invited them"
        OTHER = "other", "Another way"

    class Weight(models.TextChoices):
        LIGHT = "light", "Light"
        USUAL = "usual", "Usual"
        HEAVY = "heavy", "Heavy"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="enrolments")
    patient = PracticeKey(Patient, related_name="enrolments")
    programme = PracticeKey(Programme, related_name="enrolments")
    coach = PracticeKey(Membership, null=True, blank=True, related_name="enrolments")
    route = models.CharField(max_length=12, choices=Route.choices)
    reason = models.CharField(max_length=300, blank=True)
    knows_of_it = models.BooleanField(default=True)
    weight = models.CharField(max_length=5, choices=Weight.choices, default=Weight.USUAL)
    stands = models.CharField(max_length=9, choices=Stands.choices)
    stands_since = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = PracticeKey(Membership, related_name="+")
    beside_since = models.DateTimeField(
        null=True, blank=True
    )  # came with another record: a person ends one of two
    version = models.PositiveIntegerField(default=1)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("opened_at", "opened_by", "enrolment_opened_at_by"),
            models.UniqueConstraint(
                fields=["practice", "patient", "programme"],
                condition=~Q(stands__in=OVER) & Q(beside_since=None),
                name="enrolment_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "patient"], name="enrolment_patient"),
            models.Index(
                fields=["practice", "coach"], condition=Q(stands__in=UNDER_WAY), name="enrolment_coach"
            ),
            models.Index(fields=["practice", "stands", "stands_since"], name="enrolment_stands"),
        ]

    def __str__(self) -> str:
        return f"Enrolment {self.pk}"


class EnrolmentStep(TenantModel):
    """One step of the way: append-only. Nobody took it where a list or a death did."""

    class Choice(models.TextChoices):
        THEIRS = "theirs", "Their choice"
        OURS = "ours", "Our choice"
        BOTH = "both", "We agreed it together"

    enrolment = PracticeKey(Enrolment, related_name="steps")
    patient = PracticeKey(Patient, related_name="+")
    kind = models.CharField(max_length=9, choices=Enrolment.Stands.choices)
    happened_on = models.DateField()
    noted_at = models.DateTimeField()
    member = PracticeKey(Membership, null=True, blank=True, related_name="+")
    whose_choice = models.CharField(max_length=6, choices=Choice.choices, blank=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "enrolment", "noted_at"], name="enrolment_step_when")]

    def __str__(self) -> str:
        return f"Step of an enrolment {self.pk}"


class Capacity(TenantModel):
    """How much one coach can carry, in points: a light person counts 1, a usual one 2, a heavy one 3."""

    member = PracticeKey(Membership, related_name="capacities")
    points = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")

    class Meta:
        verbose_name_plural = "capacities"
        constraints = [
            both_or_neither("set_at", "set_by", "capacity_set_at_by"),
            models.UniqueConstraint(fields=["practice", "member"], name="capacity_once"),
        ]

    def __str__(self) -> str:
        return f"Capacity {self.pk}"
