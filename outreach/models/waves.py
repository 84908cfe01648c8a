"""Waves: who of a cohort is asked next, when, for what; their answers, and the calls to those who are silent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coaching.models import Enrolment, Programme
from outreach.models.cohorts import CohortRun
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither, somebody_or_themselves
from prescribing.models import Referral


class RankRule(TenantModel):
    """How many points one rule of the ranking gives here; where there is no row, what is shipped."""

    rule = models.CharField(max_length=20)
    points = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("set_at", "set_by", "rank_rule_set_at_by"),
            models.UniqueConstraint(fields=["practice", "rule"], name="rank_rule_once"),
        ]

    def __str__(self) -> str:
        return f"Rule of the ranking {self.pk}"


class InvitingTerms(TenantModel):
    """How a practice invites: one row, once somebody has set it."""

    months_between = models.PositiveSmallIntegerField(default=6)
    chase_after_days = models.PositiveSmallIntegerField(default=7)
    call_after_days = models.PositiveSmallIntegerField(default=7)
    most_tries = models.PositiveSmallIntegerField(default=3)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "inviting terms"
        constraints = [
            both_or_neither("set_at", "set_by", "inviting_terms_set_at_by"),
            models.UniqueConstraint(fields=["practice"], name="inviting_terms_once"),
        ]

    def __str__(self) -> str:
        return f"Terms of inviting {self.pk}"


class Wave(TenantModel):
    """Some of those whom a run found, asked day by day. What a practice says of chasing is copied when it is made."""

    class Aim(models.TextChoices):
        COACHING = "coaching", "A coaching programme"
        PRESCRIBING = "prescribing", "Social prescribing"

    class Balance(models.TextChoices):
        RANK = "rank", "In the order of the ranking"
        DEPRIVATION = "deprivation", "A fair share for each deprivation fifth"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="waves")
    run = PracticeKey(CohortRun, related_name="waves")
    name = models.CharField(max_length=80)
    aim = models.CharField(max_length=11, choices=Aim.choices)
    programme = PracticeKey(Programme, null=True, blank=True, related_name="waves")
    size = models.PositiveSmallIntegerField()
    a_day = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    balance = models.CharField(max_length=11, choices=Balance.choices, default=Balance.DEPRIVATION)
    effort_percent = models.PositiveSmallIntegerField(default=20)
    chase_after_days = models.PositiveSmallIntegerField()
    call_after_days = models.PositiveSmallIntegerField()
    most_tries = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    stopped_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("made_at", "made_by", "wave_made_at_by"),
            both_or_neither("started_at", "started_by", "wave_started_at_by"),
            both_or_neither("stopped_at", "stopped_by", "wave_stopped_at_by"),
            models.CheckConstraint(
                name="wave_aim_has_programme",
                condition=Q(aim="coaching", programme__isnull=False) | Q(aim="prescribing", programme=None),
            ),
        ]
        indexes = [models.Index(fields=["practice", "-made_at"], name="wave_made")]

    def __str__(self) -> str:
        return f"Wave {self.pk}"


class OfferedTime(TenantModel):
    """A time that people of a wave may choose when they say yes."""

    wave = PracticeKey(Wave, related_name="times")
    coach = PracticeKey(Membership, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=12)
    offered_at = models.DateTimeField()
    offered_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("offered_at", "offered_by", "offered_time_offered_at_by"),
            both_or_neither("ended_at", "ended_by", "offered_time_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "wave", "coach", "starts_at"],
                condition=Q(ended_at=None),
                name="offered_time_once",
            ),
        ]
        indexes = [models.Index(fields=["practice", "wave", "starts_at"], name="offered_time_wave")]

    def __str__(self) -> str:
        return f"Offered time {self.pk}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither settled nor given up."""
        return self.filter(closed_at=None)

    def to_call(self) -> "InvitationQuerySet":
        """Somebody has to ring them."""
        return self.open().filter(to_call_since__isnull=False)


class Invitation(TenantModel):
    """One person asked in a wave: why they came so early, what they answered, what came of it.

    Nobody is named as having noted an answer that came by link. The message that asks is in reminders/, about
    this row; `to_call_since` stands once a human has to ring.
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NOT_NOW = "not_now", "Not now"
        CALL = "call", "Please ring me"
        STOP = "stop", "Do not ask me again"

    class Closed(models.TextChoices):
        CAME = "came", "Said yes"
        NOT_NOW = "not_now", "Not now"
        SAID_NO = "said_no", "Does not want to be asked"
        IN_PEACE = "in_peace", "Not reached, left in peace"
        WRONG_NUMBER = "wrong_number", "No way to reach them"
        STOPPED = "stopped", "We stopped asking"
        TAKEN_OUT = "taken_out", "Taken out by a colleague"
        GONE = "gone", "Died, moved, or protected now"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="invitations_to_care")
    wave = PracticeKey(Wave, related_name="invitations")
    patient = PracticeKey(Patient, related_name="invitations")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    because = models.JSONField(default=list)
    effort = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    ask_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    time = PracticeKey(OfferedTime, null=True, blank=True, related_name="invitations")
    enrolment = PracticeKey(Enrolment, null=True, blank=True, related_name="+")
    referral = PracticeKey(Referral, null=True, blank=True, related_name="+")
    to_call_since = models.DateTimeField(null=True, blank=True)
    call_on = models.DateField(null=True, blank=True)
    caller = PracticeKey(Membership, null=True, blank=True, related_name="+")
    closed = models.CharField(max_length=12, choices=Closed.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            somebody_or_themselves("answered_at", "answered_by", "invitation_answered_at_by"),
            somebody_or_themselves("closed_at", "closed_by", "invitation_closed_at_by"),
            models.CheckConstraint(
                name="invitation_answer_has_time",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="invitation_closed_somehow",
                condition=Q(closed="", closed_at=None) | (~Q(closed="") & Q(closed_at__isnull=False)),
            ),
            models.UniqueConstraint(fields=["practice", "wave", "patient"], name="invitation_once"),
            models.UniqueConstraint(
                fields=["practice", "time"], condition=Q(closed="came"), name="offered_time_taken_once"
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "patient", "-ask_on"], name="invitation_patient"),
            models.Index(
                fields=["practice", "ask_on"], condition=Q(closed_at=None), name="invitation_ask_on"
            ),
            models.Index(
                fields=["practice", "to_call_since"],
                condition=Q(closed_at=None, to_call_since__isnull=False),
                name="invitation_to_call",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"


class CallTry(TenantModel):
    """One attempt to reach somebody by telephone, and what came of it. Written once."""

    class Outcome(models.TextChoices):
        NO_ANSWER = "no_answer", "No answer"
        LEFT_MESSAGE = "left_message", "Left a neutral message"
        ANOTHER_TIME = "another_time", "Asked us to ring another time"
        YES = "yes", "Yes"
        NOT_NOW = "not_now", "Not now"
        STOP = "stop", "Does not want to be asked"
        WRONG_NUMBER = "wrong_number", "Wrong number"

    invitation = PracticeKey(Invitation, related_name="calls")
    patient = PracticeKey(Patient, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    words = models.CharField(max_length=300, blank=True)
    called_at = models.DateTimeField()
    called_by = PracticeKey(Membership, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "call tries"
        constraints = [
            both_or_neither("called_at", "called_by", "call_try_called_at_by"),
            both_or_neither("taken_back_at", "taken_back_by", "call_try_taken_back_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "invitation", "called_at"], name="call_try_when")]

    def __str__(self) -> str:
        return f"Attempt to call {self.pk}"
