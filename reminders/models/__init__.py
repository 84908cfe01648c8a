"""What reminders/ remembers."""

from reminders.models.due import Due, DueQuerySet
from reminders.models.message import Attempt, Mention, Message, MessageQuerySet
from reminders.models.past import PastMessage
from reminders.models.replies import Receipt, Reply
from reminders.models.rules import Limits, MessageRule, Refusal

__all__ = [
    "Attempt",
    "Due",
    "DueQuerySet",
    "Limits",
    "Mention",
    "Message",
    "MessageQuerySet",
    "MessageRule",
    "PastMessage",
    "Receipt",
    "Refusal",
    "Reply",
]
