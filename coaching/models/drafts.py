"""Words on their way: a draft that saves itself, and what was typed into a page whose sign-in had ended.

Neither is part of the record: both stand outside trail and history and are thrown away.
"""

from django.db import models

from coaching.models.session import Session
from practice.models import Membership, PracticeKey, TenantModel, User


class SessionDraft(TenantModel):
    """What one member has typed about one session. `version` tells two tabs apart."""

    session = PracticeKey(Session, related_name="drafts")
    member = PracticeKey(Membership, related_name="+")
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "session", "member"], name="draft_once"),
        ]
        indexes = [models.Index(fields=["practice", "member"], name="draft_member")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class HeldPost(TenantModel):
    """Words that arrived after their writer's sign-in had ended; the row policy shows them to nobody else."""

    session = PracticeKey(Session, related_name="held_posts")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    page = models.CharField(max_length=22)
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "session", "user"], name="held_once"),
        ]

    def __str__(self) -> str:
        return f"Held words {self.pk}"
