"""A coaching session: booked, held, written up and signed; or it did not happen."""

import datetime as dt

from django.db import models
from django.db.models import Q

from coaching.models.conversation import Conversation
from coaching.models.groups import GroupMeeting
from coaching.models.programmes import Enrolment
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

STILL_OPEN = Q(finished_at=None, did_not_attend_at=None, cancelled_at=None, entered_in_error_at=None)
COUNTED = Q(finished_at__isnull=False, entered_in_error_at=None)


def cancelled_by_somebody_or_for_a_reason(name: str) -> models.CheckConstraint:
    """A colleague cancels; or the product does when a list says that a person left, and says so."""
    somebody = Q(cancelled_by__isnull=False) | ~Q(cancelled_because="")
    return models.CheckConstraint(
        name=name,
        condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
        | Q(cancelled_at__isnull=False) & somebody,
    )


class SessionQuerySet(models.QuerySet["Session"]):
    def open(self) -> "SessionQuerySet":
        """Still to be held or written up."""
        return self.filter(STILL_OPEN)

    def counted(self) -> "SessionQuerySet":
        """Held and signed; what figures count."""
        return self.filter(COUNTED)

    def of_user(self, user_id: int) -> "SessionQuerySet":
        """With this person as coach, under any of their memberships."""
        return self.filter(coach__user_id=user_id)

    def between(self, start: dt.datetime, end: dt.datetime) -> "SessionQuerySet":
        return self.filter(booked_for__gte=start, booked_for__lt=end)

    def newest_first(self) -> "SessionQuerySet":
        return self.order_by("-booked_for", "-pk")

    def only_readable_by(self, user_id: int) -> "SessionQuerySet":
        return self.filter(may_be_read_by(user_id))


def may_be_read_by(user_id: int) -> models.ExpressionWrapper:
    """A sensitive note is for its author and the people named on it."""
    named = SessionReader.objects.filter(session=models.OuterRef("pk"), member__user_id=user_id)
    may = Q(sensitive=False) | Q(coach__user_id=user_id) | Q(finished_by__user_id=user_id)
    return models.ExpressionWrapper(may | models.Exists(named), models.BooleanField())


class Session(Conversation):
    """One meeting of a person and their coach. Once finished its words are never changed."""

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        PHONE = "phone", "Phone"
        VIDEO = "video", "Video"
        HOME = "home", "Home visit"
        WALK = "walk", "Walk and talk"
        GROUP = "group", "Group"

    class Form(models.TextChoices):
        FULL = "full", "Coaching session"
        BRIEF = "brief", "Ten minutes"

    class Absence(models.TextChoices):
        DID_NOT_ATTEND = "did_not_attend", "Did not attend"
        WAS_NOT_BROUGHT = "was_not_brought", "Was not brought"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="sessions")
    patient = PracticeKey(Patient, related_name="sessions")
    coach = PracticeKey(Membership, related_name="sessions")
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.FACE_TO_FACE)
    form = models.CharField(max_length=5, choices=Form.choices, default=Form.FULL)
    enrolment = PracticeKey(Enrolment, null=True, blank=True, related_name="sessions")
    meeting = PracticeKey(GroupMeeting, null=True, blank=True, related_name="sessions")
    booked_for = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    interpreter_booked = models.BooleanField(default=False)
    in_gp_book = models.BooleanField(default=False)
    video_link = models.URLField(max_length=300, blank=True)
    booked_at = models.DateTimeField()
    booked_by = PracticeKey(Membership, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)  # by the person: "I will be there"
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    did_not_attend_at = models.DateTimeField(null=True, blank=True)
    did_not_attend_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    absence = models.CharField(max_length=16, choices=Absence.choices, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)
    entered_in_error_at = models.DateTimeField(null=True, blank=True)
    entered_in_error_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    entered_in_error_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    may_read = (
        False  # a list says it of each for its reader: a closed one shows that it took place and no more
    )
    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "patient", "-booked_for"], name="session_patient"),
            models.Index(
                fields=["practice", "meeting"], condition=Q(meeting__isnull=False), name="session_meeting"
            ),
            models.Index(
                fields=["practice", "enrolment"],
                condition=Q(enrolment__isnull=False),
                name="session_enrolment",
            ),
            models.Index(fields=["practice", "coach", "booked_for"], name="session_coach"),
            models.Index(
                fields=["practice", "coach", "booked_for"], condition=STILL_OPEN, name="session_open"
            ),
            models.Index(
                fields=["practice", "held_on"],
                include=["coach", "patient"],
                condition=COUNTED,
                name="session_counted",
            ),
        ]
        constraints = [
            both_or_neither("booked_at", "booked_by", "session_booked_at_by"),
            both_or_neither("started_at", "started_by", "session_started_at_by"),
            both_or_neither("finished_at", "finished_by", "session_finished_at_by"),
            both_or_neither("did_not_attend_at", "did_not_attend_by", "session_absent_at_by"),
            cancelled_by_somebody_or_for_a_reason("session_cancelled_at_by"),
            both_or_neither("entered_in_error_at", "entered_in_error_by", "session_error_at_by"),
            models.CheckConstraint(
                name="session_ends_one_way",
                condition=Q(finished_at=None, did_not_attend_at=None)
                | Q(finished_at=None, cancelled_at=None)
                | Q(did_not_attend_at=None, cancelled_at=None),
            ),
            models.CheckConstraint(
                name="session_finished_was_held",
                condition=Q(finished_at=None, held_on=None)
                | Q(finished_at__isnull=False, held_on__isnull=False, started_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"

    @property
    def is_open(self) -> bool:
        return not (
            self.finished_at or self.did_not_attend_at or self.cancelled_at or self.entered_in_error_at
        )

    @property
    def ends_at(self) -> dt.datetime:
        return self.booked_for + dt.timedelta(minutes=self.minutes)

    @property
    def state(self) -> str:
        """How it stands, in the words of a tag."""
        if self.entered_in_error_at:
            return "Entered in error"
        if self.finished_at:
            return "Finished"
        if self.cancelled_at:
            return "Cancelled"
        if self.did_not_attend_at:
            return self.get_absence_display()
        return "Not finished" if self.started_at else "Booked"

    @property
    def state_meaning(self) -> str:
        """What that state means to somebody looking for work to do."""
        meanings = {"Booked": "new", "Not finished": "act", "Finished": "good"}
        return meanings.get(self.state, "quiet")


class SessionReader(TenantModel):
    """Somebody named on a sensitive note, who may read it beside its author."""

    session = PracticeKey(Session, related_name="readers")
    member = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "session", "member"], name="reader_once"),
        ]

    def __str__(self) -> str:
        return f"Reader {self.pk}"


class Addendum(TenantModel):
    """Words added to a signed note: by whom and when; themselves never changed."""

    session = PracticeKey(Session, related_name="addenda")
    patient = PracticeKey(Patient, related_name="+")
    words = models.TextField()
    added_at = models.DateTimeField()
    added_by = PracticeKey(Membership, related_name="+")

    class Meta:
        verbose_name_plural = "addenda"
        indexes = [models.Index(fields=["practice", "session", "added_at"], name="addendum_session")]
        constraints = [both_or_neither("added_at", "added_by", "addendum_added_at_by")]

    def __str__(self) -> str:
        return f"Addendum {self.pk}"
