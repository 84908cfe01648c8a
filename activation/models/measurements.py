"""A measurement: somebody was asked, and answered, or did not; and what their answers are worth."""

import datetime as dt

from django.db import models
from django.db.models import Q

from activation.kinds import TO_CHECK, Help, Interpreter, Mode, NotDone
from activation.models.instruments import Calibration, HeldLicence, Instrument
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

STILL_OPEN = Q(completed_at=None, ended_at=None, entered_in_error_at=None)
COUNTED = Q(completed_at__isnull=False, entered_in_error_at=None)


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def open(self) -> "MeasurementQuerySet":
        """Begun, or asked for, and neither answered to the end nor given up."""
        return self.filter(STILL_OPEN)

    def counted(self) -> "MeasurementQuerySet":
        """Complete and not struck; what trends and figures use."""
        return self.filter(COUNTED)

    def of(self, instrument_key: str) -> "MeasurementQuerySet":
        """Of any version of this questionnaire."""
        return self.filter(instrument__key=instrument_key)

    def newest_first(self) -> "MeasurementQuerySet":
        return self.order_by("-measured_on", "-pk")


class Measurement(TenantModel):
    """One questionnaire, put to one person once. Complete answers are never changed; mistakes are struck."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="measurements")
    patient = PracticeKey(Patient, related_name="measurements")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_index=False)
    mode = models.CharField(max_length=6, choices=Mode.choices)
    language = models.CharField(max_length=12, default="en")
    easy_read = models.BooleanField(default=False)
    help = models.CharField(max_length=11, choices=Help.choices, blank=True)
    helper = models.CharField(max_length=120, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices, blank=True)
    seen_alone = models.BooleanField(null=True)
    asked_at = models.DateTimeField()
    asked_by = PracticeKey(Membership, related_name="+")
    # Its link is to go out in a message; whoever sends messages sees it here.
    text_asked_at = models.DateTimeField(null=True, blank=True)
    text_asked_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    measured_on = models.DateField(null=True, blank=True)
    # From a link nobody of the practice completes it; its own trail event says which link.
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    not_done_because = models.CharField(max_length=11, choices=NotDone.choices, blank=True)
    not_done_words = models.CharField(max_length=300, blank=True)
    entered_in_error_at = models.DateTimeField(null=True, blank=True)
    entered_in_error_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    entered_in_error_because = models.CharField(max_length=300, blank=True)
    # Item id to option (integers from 0), "na" or "no"; words where an item asks for words.
    answers = models.JSONField(default=dict)
    seconds = models.JSONField(default=dict)
    # What they are worth, and by which scale.
    calibration = models.ForeignKey(
        Calibration, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    licence = PracticeKey(HeldLicence, null=True, blank=True, related_name="+")
    answered = models.PositiveSmallIntegerField(default=0)
    raw = models.PositiveSmallIntegerField(null=True, blank=True)
    percent = models.FloatField(null=True, blank=True)
    measure = models.FloatField(null=True, blank=True)
    measure_se = models.FloatField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    score_se = models.FloatField(null=True, blank=True)
    level = models.CharField(max_length=8, blank=True)
    cutset = models.CharField(max_length=40, blank=True)
    level_probability = models.FloatField(null=True, blank=True)
    flags = models.JSONField(default=list)
    no_score_because = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    # A link: wrong birth dates so far, and when it shut because of them.
    tries = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "patient", "-measured_on", "-id"], name="measurement_patient"),
            models.Index(fields=["practice", "asked_at"], condition=STILL_OPEN, name="measurement_open"),
            models.Index(
                fields=["practice", "instrument", "measured_on"],
                condition=COUNTED,
                name="measurement_counted",
            ),
        ]
        constraints = [
            both_or_neither("asked_at", "asked_by", "measurement_asked_at_by"),
            both_or_neither("text_asked_at", "text_asked_by", "measurement_text_asked_at_by"),
            both_or_neither("entered_in_error_at", "entered_in_error_by", "measurement_error_at_by"),
            both_or_neither("checked_at", "checked_by", "measurement_checked_at_by"),
            models.CheckConstraint(
                name="measurement_completed_at_by",
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False)
                | Q(completed_at__isnull=False, mode__in=[Mode.LINK, Mode.TABLET]),
            ),
            # Given up by a colleague, or by itself when its link ran out or its person left.
            models.CheckConstraint(
                name="measurement_ended_at_by",
                condition=Q(ended_at=None, ended_by=None, not_done_because="")
                | Q(ended_at__isnull=False) & ~Q(not_done_because=""),
            ),
            models.CheckConstraint(
                name="measurement_ends_one_way", condition=Q(completed_at=None) | Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="measurement_has_its_day",
                condition=Q(completed_at=None, measured_on=None)
                | Q(completed_at__isnull=False, measured_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Measurement {self.pk}"

    @property
    def is_open(self) -> bool:
        return not (self.completed_at or self.ended_at or self.entered_in_error_at)

    @property
    def is_provisional(self) -> bool:
        """Its score comes from a scale that was set by design, not by data."""
        return self.calibration is not None and self.calibration.is_provisional

    @property
    def to_check(self) -> bool:
        """Something in the answers asks for a word with the person, and nobody has had it yet."""
        return self.checked_at is None and any(flag in TO_CHECK for flag in self.flags)

    @property
    def how(self) -> str:
        """How the answers came; what was noted as not done, in one go, was put to nobody in any way."""
        return "Not answered" if self.ended_at == self.asked_at else self.get_mode_display()

    @property
    def state(self) -> str:
        """How it stands, in the words of a tag."""
        if self.entered_in_error_at:
            return "Entered in error"
        if self.completed_at:
            return "Answered"
        if self.ended_at:
            return "Half finished" if self.answers else "Not done"
        return "Link locked" if self.locked_at else "Asked"

    @property
    def state_meaning(self) -> str:
        meanings = {"Answered": "good", "Link locked": "act", "Asked": "wait"}
        return meanings.get(self.state, "quiet")

    @property
    def asked_on(self) -> dt.date:
        return self.asked_at.date()


class AnswerSheet(TenantModel):
    """Answers on their way: a draft, outside trail and history, taken over when it is sent or given up."""

    measurement = PracticeKey(Measurement, related_name="sheets")
    answers = models.JSONField(default=dict)
    seconds = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "measurement"], name="sheet_once")]

    def __str__(self) -> str:
        return f"Answer sheet {self.pk}"
