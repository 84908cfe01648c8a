"""Messages, the people that one to a service speaks of, and the tries to send them."""

import uuid

from django.db import models
from django.db.models import Q

from patients.models import ContactPoint, Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from practice.wording import date_and_time
from prescribing.models import Address, Placement
from reminders.kinds import NEEDS_SOMEBODY, Channel, Kind, Outcome

TO_DO = Q(outcome__in=NEEDS_SOMEBODY, done_at=None)
KEPT_BACK = Q(outcome="", kept_at__isnull=False)


class MessageQuerySet(models.QuerySet["Message"]):
    def planned(self) -> "MessageQuerySet":
        """Waiting for their time, not put off."""
        return self.filter(outcome="", held_until=None, kept_at=None)

    def kept_back(self) -> "MessageQuerySet":
        """A colleague has said: not until I say so."""
        return self.filter(KEPT_BACK)

    def held(self) -> "MessageQuerySet":
        """Put off, with a reason."""
        return self.filter(outcome="", held_until__isnull=False, kept_at=None)

    def to_do(self) -> "MessageQuerySet":
        """Calls and letters for a person, and what did not arrive or perhaps did not."""
        return self.filter(TO_DO)

    def to_print(self) -> "MessageQuerySet":
        """Letters that are made and wait for a printer; one without words is written by hand."""
        return self.to_do().filter(outcome=Outcome.BY_HAND, channel=Channel.LETTER).exclude(words="")

    def dealt_with(self) -> "MessageQuerySet":
        """Somebody did what these asked."""
        return self.filter(done_at__isnull=False)

    def by_outcome(self, *outcomes: Outcome) -> "MessageQuerySet":
        return self.filter(outcome__in=outcomes)


class Message(TenantModel):
    """One message about one thing to one person, or to one service: planned once, settled once."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="messages", db_index=False)
    patient = PracticeKey(Patient, null=True, related_name="messages", db_index=False)
    member = PracticeKey(Membership, null=True, related_name="+", db_index=False)
    address = PracticeKey(Address, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    about_at = models.DateTimeField()
    due_at = models.DateTimeField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    contact_point = PracticeKey(ContactPoint, null=True, related_name="+", db_index=False)
    reference = models.UUIDField(default=uuid.uuid4, unique=True)
    planned_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    # What a colleague has asked of it while it waited: not yet, now, or by this way.
    kept_at = models.DateTimeField(null=True)
    kept_by = PracticeKey(Membership, null=True, related_name="+", db_index=False)
    pressed_at = models.DateTimeField(null=True)
    pressed_by = PracticeKey(Membership, null=True, related_name="+", db_index=False)
    wanted = models.CharField(max_length=6, choices=Channel.choices, blank=True)
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = PracticeKey(Membership, null=True, related_name="+", db_index=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            # Planning twice changes nothing; a thing that has moved is about another moment.
            models.UniqueConstraint(
                fields=["practice", "kind", "subject_id", "subject_type", "about_at", "member"],
                nulls_distinct=False,
                name="message_once",
            ),
            models.CheckConstraint(
                name="message_to_somebody",
                condition=Q(patient=None, member__isnull=False, address=None)
                | Q(patient__isnull=False, member=None, address=None)
                | Q(patient=None, member=None, address__isnull=False),
            ),
            models.CheckConstraint(
                name="message_settled_once",
                condition=Q(settled_at=None, outcome="") | Q(settled_at__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="message_sent_has_time",
                # What a provider took may turn out not to have arrived.
                condition=Q(sent_at=None) & ~Q(outcome=Outcome.SENT)
                | Q(sent_at__isnull=False, outcome__in=[Outcome.SENT, Outcome.FAILED]),
            ),
            both_or_neither("kept_at", "kept_by", "message_kept_at_by"),
            both_or_neither("pressed_at", "pressed_by", "message_pressed_at_by"),
            both_or_neither("done_at", "done_by", "message_done_at_by"),
        ]
        indexes = [
            models.Index(fields=["practice", "patient", "-due_at"], name="message_patient"),
            models.Index(fields=["practice", "outcome", "-settled_at", "-id"], name="message_outcome"),
            models.Index(fields=["practice", "due_at", "id"], condition=TO_DO, name="message_to_do"),
            models.Index(
                fields=["practice", "-done_at", "-id"],
                condition=Q(done_at__isnull=False),
                name="message_dealt_with",
            ),
            models.Index(
                fields=["practice", "due_at", "id"], condition=Q(outcome=""), name="message_waiting"
            ),
            models.Index(fields=["practice", "due_at", "id"], condition=KEPT_BACK, name="message_kept"),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def about(self) -> str:
        """Which one it is, in words."""
        kind = self.get_kind_display()
        return f"{kind}{'' if kind.endswith('?') else ','} {date_and_time(self.about_at)}"

    @property
    def needs_somebody(self) -> bool:
        return self.outcome in NEEDS_SOMEBODY and self.done_at is None

    @property
    def state(self) -> str:
        """How it stands, in the words of a tag."""
        if self.outcome == Outcome.BY_HAND:
            letter = ("To print" if self.words else "To write", "Written")
            made = {Channel.CALL: ("To call", "Called"), Channel.LETTER: letter}
            return made[Channel(self.channel)][self.done_at is not None]
        if not self.outcome:
            return "Kept back" if self.kept_at else "Held" if self.held_until else "Planned"
        return "Dealt with" if self.done_at else self.get_outcome_display()

    @property
    def state_meaning(self) -> str:
        """What that state means to somebody looking for work to do."""
        if self.needs_somebody:
            return "act"
        meanings = {"": "wait" if self.held_until or self.kept_at else "new", Outcome.SENT: "good"}
        return meanings.get(self.outcome, "quiet")


class Mention(TenantModel):
    """One person at one service, in a message to that service: why it is written of."""

    class Why(models.TextChoices):
        FIRST = "first", "A new referral"
        AGAIN = "again", "No answer yet"
        WORDS = "words", "A message from us"

    message = PracticeKey(Message, related_name="mentions", db_index=False)
    placement = PracticeKey(Placement, related_name="mentions", db_index=False)
    patient = PracticeKey(Patient, related_name="+", db_index=False)
    why = models.CharField(max_length=5, choices=Why.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "message", "placement"], name="mention_once")
        ]
        indexes = [
            models.Index(fields=["practice", "placement"], name="mention_placement"),
            models.Index(fields=["practice", "patient"], name="mention_patient"),
        ]

    def __str__(self) -> str:
        return f"Mention {self.pk}"


class Attempt(TenantModel):
    """One try to hand a message to a provider, and what came of it."""

    class Result(models.TextChoices):
        TAKEN = "taken", "Taken by the provider"
        FOUND = "found", "Had been taken by the provider before"
        NOT_TAKEN = "not_taken", "Not taken"
        REFUSED = "refused", "Refused for good"
        UNCLEAR = "unclear", "No clear answer"
        BROKEN = "broken", "Something went wrong here"
        AGAIN = "again", "A colleague asked to try again"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    message = PracticeKey(Message, related_name="attempts", db_index=False)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Result.choices)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "message", "number"], name="attempt_once")]

    def __str__(self) -> str:
        return f"Attempt {self.number} of message {self.message_id}"
