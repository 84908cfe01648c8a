"""What is noted of a coaching conversation, step by step; none of it is forced."""

from django.core.validators import MaxValueValidator
from django.db import models

from practice.models import TenantModel


def out_of_ten() -> models.PositiveSmallIntegerField:
    """Importance or confidence, 0 to 10; nothing where it was not asked."""
    return models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])


class Conversation(TenantModel):
    """The words of a session. Signed with it, and never changed after that.

    `marks` names, for a part of the note, what is said about it: third-party words, or not for the patient.
    """

    class TeachBack(models.TextChoices):
        OWN_WORDS = "own_words", "Said back in their own words"
        EXPLAINED_AGAIN = "explained_again", "Explained again, then said back"
        NOT_ASKED = "not_asked", "Not asked today"

    class Connect(models.TextChoices):
        REFERRAL = "referral", "Referral to a group or service"
        SIGNPOST = "signpost", "Told where to go"
        NEITHER = "neither", "Neither today"

    class SeenAlone(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    class Interpreter(models.TextChoices):
        PROFESSIONAL = "professional", "Professional interpreter"
        STAFF = "staff", "A colleague"
        FAMILY = "family", "Family"
        FRIEND = "friend", "A friend"

    who_was_there = models.CharField(max_length=200, blank=True)
    seen_alone = models.CharField(max_length=3, choices=SeenAlone.choices, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices, blank=True)
    what_matters = models.TextField(blank=True)
    their_topics = models.TextField(blank=True)
    our_topics = models.TextField(blank=True)
    topic_today = models.CharField(max_length=300, blank=True)
    asked_permission = models.BooleanField(default=False)
    goal_words = models.TextField(blank=True)
    goal_why = models.TextField(blank=True)
    importance = out_of_ten()
    importance_because = models.TextField(blank=True)
    reality = models.TextField(blank=True)
    options = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    step_where = models.CharField(max_length=200, blank=True)
    step_when = models.CharField(max_length=200, blank=True)
    step_how_often = models.CharField(max_length=200, blank=True)
    said_back = models.TextField(blank=True)
    no_step_agreed = models.BooleanField(default=False)
    confidence = out_of_ten()
    confidence_help = models.TextField(blank=True)
    confidence_after = out_of_ten()
    teach_back = models.CharField(max_length=16, choices=TeachBack.choices, blank=True)
    teach_back_words = models.TextField(blank=True)
    connect = models.CharField(max_length=8, choices=Connect.choices, blank=True)
    connect_words = models.TextField(blank=True)
    connect_agreed = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    no_follow_up_because = models.CharField(max_length=200, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    sensitive = models.BooleanField(default=False)
    not_to_gp = models.BooleanField(default=False)
    codes_only = models.BooleanField(default=False)

    class Meta:
        abstract = True
