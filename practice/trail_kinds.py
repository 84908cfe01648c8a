"""What a reader of the trail looks for."""

from django.db import models


class Kind(models.TextChoices):
    """One shelf of the trail."""

    READING = "reading", "Looked at a record"
    RECORD = "record", "Changed a record"
    SESSIONS = "sessions", "Sessions and follow-ups"
    MEASURES = "measures", "Questionnaires and scores"
    GLASS = "glass", "Blocked records"
    PRESCRIBING = "prescribing", "Referrals and services"
    LISTS = "lists", "Searches, lists and imports"
    MESSAGES = "messages", "Messages"
    INVITING = "inviting", "Finding and inviting people"
    IMPROVING = "improving", "Figures, charts and improvement"
    ANSWERING = "answering", "Requests for what is held"
    TEAM = "team", "Team and trail"
