"""What messages there are, by which way they go and what became of them."""

from django.db import models


class Kind(models.TextChoices):
    SESSION = "session", "Session reminder"
    SOON = "soon", "Session reminder, same day"
    CHANGED = "changed", "Session moved or cancelled"
    MISSED = "missed", "After a missed session"
    FOLLOW_UP = "follow_up", "Follow-up"
    STEP = "step", "How did the next step go?"
    AGAIN = "again", "Questionnaire due again"
    GLASS = "glass", "Emergency opening of a record"
    UNFINISHED = "unfinished", "To colleagues: notes not finished"
    OVERDUE = "overdue", "To colleagues: follow-ups overdue"
    DIGEST = "digest", "To colleagues: the week"
    MEASURE = "measure", "Questionnaire link"
    PLAN = "plan", "Plan is ready"
    PROVIDER = "provider", "To a service"
    GOT_THERE = "got_there", "Did they get there?"
    INVITE = "invite", "Invitation"
    ASK_AGAIN = "ask_again", "Invitation, once more"


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
