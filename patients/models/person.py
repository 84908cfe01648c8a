"""The person on the list."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models

from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class Gender(models.TextChoices):
    """Stated gender, NHS Data Dictionary."""

    MALE = "1", "Male"
    FEMALE = "2", "Female"
    INDETERMINATE = "9", "Indeterminate"
    NOT_KNOWN = "X", "Not known"


class EthnicCategory(models.TextChoices):
    """The 16+1 ethnic categories, NHS Data Dictionary; 99 differs from Z everywhere."""

    WHITE_BRITISH = "A", "White British"
    WHITE_IRISH = "B", "White Irish"
    WHITE_OTHER = "C", "Any other White background"
    MIXED_CARIBBEAN = "D", "White and Black Caribbean"
    MIXED_AFRICAN = "E", "White and Black African"
    MIXED_ASIAN = "F", "White and Asian"
    MIXED_OTHER = "G", "Any other mixed background"
    INDIAN = "H", "Indian"
    PAKISTANI = "J", "Pakistani"
    BANGLADESHI = "K", "Bangladeshi"
    ASIAN_OTHER = "L", "Any other Asian background"
    CARIBBEAN = "M", "Caribbean"
    AFRICAN = "N", "African"
    BLACK_OTHER = "P", "Any other Black background"
    CHINESE = "R", "Chinese"
    OTHER = "S", "Any other ethnic group"
    NOT_STATED = "Z", "Asked, not stated"
    NOT_ASKED = "99", "Not asked"


class PatientQuerySet(models.QuerySet["Patient"]):
    def on_list(self) -> "PatientQuerySet":
        """Registered now: alive, not left, not merged into another record."""
        return self.standing().filter(died_on=None, left_on=None)

    def standing(self) -> "PatientQuerySet":
        """Records that stand for a person: not merged away."""
        return self.filter(merged_at=None)

    def adults(self, today: dt.date, minimum_age: int) -> "PatientQuerySet":
        """Old enough for the programme."""
        return self.filter(birth_date__lte=years_before(today, minimum_age))


class Patient(TenantModel):
    """Somebody registered with the practice, as its clinical system and its staff know them."""

    # Every index begins with the practice; one of the practice alone would only tempt the planner.
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="patients", db_index=False)
    source_id = models.CharField("number in the clinical system", max_length=64, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, null=True, blank=True)
    no_nhs_number_because = models.CharField(max_length=120, blank=True)
    given_name = models.CharField("first name", max_length=100)
    middle_names = models.CharField(max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100)
    known_as = models.CharField("likes to be called", max_length=100, blank=True)
    family_key = models.CharField(max_length=100, db_collation="C")
    given_key = models.CharField(max_length=100, db_collation="C")
    known_key = models.CharField(max_length=100, blank=True, db_collation="C")
    birth_date = models.DateField("date of birth")
    gender = models.CharField(max_length=1, choices=Gender.choices, default=Gender.NOT_KNOWN)
    ethnic_category = models.CharField(
        max_length=2, choices=EthnicCategory.choices, default=EthnicCategory.NOT_ASKED
    )
    language = models.CharField("preferred language", max_length=60, blank=True)
    interpreter_needed = models.BooleanField("needs an interpreter", null=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.CharField("small area (LSOA)", max_length=9, blank=True)
    deprivation = models.PositiveSmallIntegerField("deprivation decile", null=True, blank=True)
    deprivation_edition = models.CharField(max_length=12, blank=True)
    usual_gp = models.CharField("usual GP", max_length=120, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    restricted = models.BooleanField("details restricted", default=False)
    contact_with_care = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    left_for = models.CharField("moved to", max_length=120, blank=True)
    died_on = models.DateField(null=True, blank=True)
    # Where the day is not known, `died_on` is the day on which the practice heard of it.
    death_day_not_known = models.BooleanField(default=False, db_default=False)
    merged_into = PracticeKey("self", null=True, blank=True, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)
    merged_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    kept_here = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "nhs_number"],
                condition=models.Q(merged_at=None),
                name="patient_one_nhs_number",
            ),
            both_or_neither("merged_at", "merged_by", "patient_merged_at_by"),
            models.CheckConstraint(
                name="patient_number_or_reason",
                condition=~models.Q(nhs_number=None) | ~models.Q(no_nhs_number_because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "family_key", "given_key"], name="patient_family"),
            models.Index(fields=["practice", "given_key", "family_key"], name="patient_given"),
            models.Index(
                fields=["practice", "known_key"], name="patient_known", condition=~models.Q(known_key="")
            ),
            models.Index(fields=["practice", "birth_date"], name="patient_birth"),
            # What searches for people ask of everybody, a quarter as wide as the rows themselves.
            models.Index(
                fields=["practice", "id"],
                include=[
                    *("birth_date", "gender", "ethnic_category", "deprivation", "restricted"),
                    *("died_on", "left_on"),
                ],
                condition=models.Q(merged_at=None),
                name="patient_sought",
            ),
            models.Index(
                fields=["practice", "postcode"], name="patient_postcode", condition=~models.Q(postcode="")
            ),
            models.Index(
                fields=["practice", "source_id"], name="patient_source", condition=~models.Q(source_id="")
            ),
            models.Index(
                fields=["practice", "nhs_number"],
                name="patient_old_number",
                condition=models.Q(merged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Patient {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def called(self) -> str:
        """What they like to be called."""
        return self.known_as or self.given_name

    def age(self, today: dt.date) -> int:
        """Full years on this day, or on the day of death."""
        day = self.died_on or today
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday


class Surname(TenantModel):
    """One word of a family name in use at the practice: the small dictionary for misspelt searches."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=100, db_collation="C")
    family_key = models.CharField(max_length=100, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "word", "family_key"], name="surname_once")
        ]

    def __str__(self) -> str:
        return f"Surname {self.pk}"


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day of the year, `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
