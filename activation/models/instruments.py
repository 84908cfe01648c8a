"""Questionnaires are data: what they ask, and the versions of how their answers become a score."""

import datetime as dt

from django.db import models
from django.db.models import Q

from activation.kinds import Licence
from practice.models import Membership, Practice, PracticeKey, TenantModel, User
from practice.models.base import both_or_neither


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def standing(self) -> "InstrumentQuerySet":
        """Not replaced and not taken out of use."""
        return self.filter(retired_at=None)


class Instrument(models.Model):
    """One version of one questionnaire, as its file says. Its words never change; a new version is a new row.

    Without a practice it belongs to the whole installation. What a practice has loaded itself, with its
    licence or its permission, other practices do not see: the row policy says so.
    """

    practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="instruments")
    key = models.SlugField(max_length=40, db_index=False)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=120)
    licence = models.CharField(max_length=10, choices=Licence.choices)
    definition = models.JSONField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "key", "version"], nulls_distinct=False, name="instrument_version"
            ),
            models.UniqueConstraint(
                fields=["practice", "key"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
                name="instrument_one_standing",
            ),
            # What is shipped, or loaded from a terminal, has no colleague behind it; the trail says which.
            models.CheckConstraint(name="instrument_loaded_at_by", condition=Q(loaded_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    def newest(self, instrument: Instrument) -> "Calibration | None":
        """The one that new answers are scored with."""
        return self.filter(instrument=instrument).order_by("-number").first()


class Calibration(models.Model):
    """One version of how answers become a measure; append-only. What was scored names the one it was scored with."""

    class Basis(models.TextChoices):
        DESIGN = "design", "Set by design, not by data"
        DATA = "data", "Calibrated from answers"

    practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="calibrations")
    number = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=6, choices=Basis.choices)
    parameters = models.JSONField()
    n_used = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="calibration_number"),
            # One scale for the installation: what comes from data was published by somebody with a name.
            models.CheckConstraint(
                name="calibration_published_by_somebody",
                condition=Q(basis="design") | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Calibration {self.number} of instrument {self.instrument_id}"

    @property
    def is_provisional(self) -> bool:
        return self.basis == self.Basis.DESIGN


class HeldLicence(TenantModel):
    """A practice may use somebody's licensed questionnaire: by which reference, until when."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="licences")
    key = models.SlugField(max_length=40, db_index=False)
    reference = models.CharField(max_length=80)
    expires_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("noted_at", "noted_by", "licence_noted_at_by"),
            both_or_neither("ended_at", "ended_by", "licence_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "key"], condition=Q(ended_at=None), name="licence_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Licence {self.pk}"

    def holds(self, today: dt.date) -> bool:
        """Its last day counts."""
        return self.ended_at is None and today <= self.expires_on
