"""Cohorts: a description of people, the lists that came from the clinical system, and what each run found."""

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class CohortQuerySet(models.QuerySet["Cohort"]):
    def open(self) -> "CohortQuerySet":
        """In use."""
        return self.filter(ended_at=None)


class Cohort(TenantModel):
    """Whom to look for, kept with its owner and reason. `criteria` is read and written by outreach/criteria.py."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    criteria = models.JSONField(default=dict)
    owner = PracticeKey(Membership, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("saved_at", "saved_by", "cohort_saved_at_by"),
            both_or_neither("ended_at", "ended_by", "cohort_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "name"], condition=Q(ended_at=None), name="cohort_name_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Cohort {self.pk}"


class ProtectedReason(TenantModel):
    """Why people are chosen by a protected characteristic: a manager's own words, for exactly these criteria."""

    cohort = PracticeKey(Cohort, related_name="protected_reasons")
    protected = models.JSONField()
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [both_or_neither("given_at", "given_by", "protected_given_at_by")]
        indexes = [models.Index(fields=["practice", "cohort"], name="protected_cohort")]

    def __str__(self) -> str:
        return f"Reason for a protected characteristic {self.pk}"


class PeopleList(TenantModel):
    """NHS numbers that the clinical system exported; only people who are on the list here are kept."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="people_lists")
    name = models.CharField(max_length=80)
    taken_on = models.DateField()
    rows = models.PositiveIntegerField()
    doubled = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("added_at", "added_by", "people_list_added_at_by"),
            both_or_neither("ended_at", "ended_by", "people_list_ended_at_by"),
        ]

    def __str__(self) -> str:
        return f"List of people {self.pk}"


class Listed(TenantModel):
    """One person on such a list. Written once."""

    people_list = PracticeKey(PeopleList, related_name="listed")
    patient = PracticeKey(Patient, related_name="+")

    class Meta:
        verbose_name_plural = "listed"
        constraints = [
            models.UniqueConstraint(fields=["practice", "people_list", "patient"], name="listed_once")
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="listed_patient")]

    def __str__(self) -> str:
        return f"Listed {self.pk}"


class CohortRun(TenantModel):
    """Whom a cohort found on one day: its criteria as they were, and everybody, taken in or left out."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="cohort_runs")
    cohort = PracticeKey(Cohort, related_name="runs")
    criteria = models.JSONField()
    found = models.PositiveIntegerField()
    left_out = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    run_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [both_or_neither("run_at", "run_by", "cohort_run_at_by")]
        indexes = [models.Index(fields=["practice", "cohort", "-run_at"], name="cohort_run_when")]

    def __str__(self) -> str:
        return f"Run of a cohort {self.pk}"


class LeftOut(models.TextChoices):
    """Why somebody who fits is not asked; one reason each, the first that holds.

    The last is no reason to leave anybody in the dark: they are asked too, by a colleague who rings.
    """

    DIED = "died", "Died"
    LEFT = "left", "Left the practice"
    TOO_YOUNG = "too_young", "Too young for the programme"
    SAID_NO = "said_no", "Said no, or asked not to be invited"
    ON_THE_WAY = "on_the_way", "Already in the programme, or being asked now"
    LATELY = "lately", "Asked a short time ago"
    RESTRICTED = "restricted", "Contact details protected: by telephone only"


class CohortPerson(TenantModel):
    """One person whom a run found; `left_out` says why they are not to be asked. Written once."""

    run = PracticeKey(CohortRun, related_name="people")
    patient = PracticeKey(Patient, related_name="+")
    left_out = models.CharField(max_length=10, choices=LeftOut.choices, blank=True)

    class Meta:
        verbose_name_plural = "cohort people"
        constraints = [
            models.UniqueConstraint(fields=["practice", "run", "patient"], name="cohort_person_once")
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="cohort_person_patient")]

    def __str__(self) -> str:
        return f"Person in a cohort {self.pk}"
