"""An improvement project: an aim, what drives it, what is measured, and small tests of change."""

from django.db import models
from django.db.models import Q

from insight.models.charts import Chart
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class ProjectQuerySet(models.QuerySet["Project"]):
    def open(self) -> "ProjectQuerySet":
        return self.filter(finished_at=None)


class Project(TenantModel):
    """The aim says who, how much and by when; the four texts at the end are its case study."""

    class Result(models.TextChoices):
        WORKED = "worked", "It worked"
        PARTLY = "partly", "It worked in part"
        NOT = "not", "It did not work"
        STOPPED = "stopped", "Stopped before the end"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="projects")
    name = models.CharField(max_length=80)
    problem = models.TextField(blank=True)
    who = models.CharField(max_length=200)
    how_much = models.CharField(max_length=200)
    by_on = models.DateField()
    lead = PracticeKey(Membership, related_name="+")
    next_meeting_at = models.DateTimeField(null=True, blank=True)
    next_meeting_words = models.CharField(max_length=200, blank=True)
    what_we_did = models.TextField(blank=True)
    what_happened = models.TextField(blank=True)
    how_it_helped = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    started_at = models.DateTimeField()
    started_by = PracticeKey(Membership, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=7, choices=Result.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("started_at", "started_by", "project_started_at_by"),
            both_or_neither("finished_at", "finished_by", "project_finished_at_by"),
            models.CheckConstraint(
                name="project_finished_with_result",
                condition=Q(finished_at=None, result="") | (Q(finished_at__isnull=False) & ~Q(result="")),
            ),
        ]
        indexes = [models.Index(fields=["practice", "-started_at"], name="project_started")]

    def __str__(self) -> str:
        return f"Project {self.pk}"


class ProjectMember(TenantModel):
    """Who works on it."""

    project = PracticeKey(Project, related_name="team")
    member = PracticeKey(Membership, related_name="+")
    added_at = models.DateTimeField()
    added_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("added_at", "added_by", "project_member_added_at_by"),
            both_or_neither("ended_at", "ended_by", "project_member_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "project", "member"],
                condition=Q(ended_at=None),
                name="project_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Member of a project {self.pk}"


class Driver(TenantModel):
    """A part of the driver diagram: what the aim depends on, what that depends on, an idea that could change it."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "Main driver"
        SECONDARY = "secondary", "Behind it"
        IDEA = "idea", "Change idea"

    project = PracticeKey(Project, related_name="drivers")
    parent = PracticeKey("self", null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("added_at", "added_by", "driver_added_at_by"),
            both_or_neither("ended_at", "ended_by", "driver_ended_at_by"),
            models.CheckConstraint(
                name="driver_under_its_own",
                condition=Q(kind="primary", parent=None) | (~Q(kind="primary") & Q(parent__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["practice", "project", "position"], name="driver_project")]

    def __str__(self) -> str:
        return f"Driver {self.pk}"


class ProjectMeasure(TenantModel):
    """A measure of the project, drawn by its chart."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome: did it help?"
        PROCESS = "process", "Process: did we do it?"
        BALANCING = "balancing", "Balancing: what else changed?"

    project = PracticeKey(Project, related_name="measures")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    chart = PracticeKey(Chart, related_name="projects")
    target = models.FloatField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("added_at", "added_by", "project_measure_added_at_by"),
            both_or_neither("ended_at", "ended_by", "project_measure_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "project", "chart"],
                condition=Q(ended_at=None),
                name="project_measure_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Measure of a project {self.pk}"


class Cycle(TenantModel):
    """Plan, do, study, act: one small test, with what was expected of it before and what was learned after."""

    class Decision(models.TextChoices):
        ADOPT = "adopt", "Adopt: make it the way we work"
        ADAPT = "adapt", "Adapt: change it and try again"
        ABANDON = "abandon", "Abandon: stop it"

    project = PracticeKey(Project, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    idea = PracticeKey(Driver, null=True, blank=True, related_name="cycles")
    plan = models.TextField()
    prediction = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    planned_at = models.DateTimeField()
    planned_by = PracticeKey(Membership, related_name="+")
    did = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    decision = models.CharField(max_length=7, choices=Decision.choices, blank=True)
    next_words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("planned_at", "planned_by", "cycle_planned_at_by"),
            both_or_neither("decided_at", "decided_by", "cycle_decided_at_by"),
            models.CheckConstraint(
                name="cycle_decided_somehow",
                condition=Q(decided_at=None, decision="") | (Q(decided_at__isnull=False) & ~Q(decision="")),
            ),
            models.UniqueConstraint(fields=["practice", "project", "number"], name="cycle_number_once"),
        ]

    def __str__(self) -> str:
        return f"Cycle {self.pk}"
