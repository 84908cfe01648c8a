"""What coaching/ remembers: sessions, what was agreed in them, and words that are not signed yet."""

from coaching.models.drafts import HeldPost, SessionDraft
from coaching.models.follow_up import FollowUp
from coaching.models.session import Addendum, Session, SessionReader

__all__ = ["Addendum", "FollowUp", "HeldPost", "Session", "SessionDraft", "SessionReader"]
