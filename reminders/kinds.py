"""What messages there are, by which way they go and what became of them."""

from django.db import models


class Kind(models.TextChoices):
    SESSION = "session", "Session reminder"
    FOLLOW_UP = "follow_up", "Follow-up"
    GLASS = "glass", "Emergency opening of a record"
    MEASURE = "measure", "Questionnaire link"
    PLAN = "plan", "Plan is ready"
    PROVIDER = "provider", "To a service"
    GOT_THERE = "got_there", "Did they get there?"


class Channel(models.TextChoices):
    """The last two are done by a person."""

    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    CALL = "call", "Call"


class Outcome(models.TextChoices):
    """What became of a message; nothing yet while it is empty."""

    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    UNKNOWN = "unknown", "Not known whether it arrived"
    DROPPED = "dropped", "Not sent"
    BY_HAND = "by_hand", "For a person to do"


# What somebody has to look at, and may tick off.
NEEDS_SOMEBODY = (Outcome.BY_HAND, Outcome.FAILED, Outcome.UNKNOWN)
