"""A coach's own: reflections and supervision, which nobody else sees, and phrases to insert."""

from django.db import models

from coaching.models.session import Session
from practice.models import Membership, PracticeKey, TenantModel, User


class Reflection(TenantModel):
    """Five ticks on one's own session. The row policy shows them to their writer alone. Never a ranking."""

    session = PracticeKey(Session, related_name="reflections")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    listened = models.BooleanField(default=False)
    their_words = models.BooleanField(default=False)
    asked_before_telling = models.BooleanField(default=False)
    their_choice = models.BooleanField(default=False)
    checked_understanding = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "session", "user"], name="reflection_once"),
        ]

    def __str__(self) -> str:
        return f"Reflection {self.pk}"


class Supervision(TenantModel):
    """One supervision meeting in a coach's own log, with what they want to come back to."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    held_on = models.DateField()
    with_whom = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    about_risk = models.BooleanField(default=False)
    about_load = models.BooleanField(default=False)
    to_come_back_to = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["practice", "user", "-held_on"], name="supervision_user")]

    def __str__(self) -> str:
        return f"Supervision {self.pk}"


class Phrase(TenantModel):
    """Words that one coach uses often, to insert into a note."""

    member = PracticeKey(Membership, related_name="phrases")
    title = models.CharField(max_length=60)
    words = models.TextField()
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "member"], name="phrase_member")]

    def __str__(self) -> str:
        return f"Phrase {self.pk}"
