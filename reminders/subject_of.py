"""What a message to a person was about, as it stands now, and who of the practice looks after it."""

from typing import Any

from coaching.models import FollowUp, Session, Step
from practice.models import Membership, Practice
from practice.permissions import ROLE_PERMISSIONS, Permission
from reminders.models import Message

Subject = Session | Step | FollowUp
MODELS: dict[str, Any] = {model._meta.label_lower: model for model in (Session, Step, FollowUp)}


def subject_of(message: Message) -> Subject | None:
    """A session, a step or a follow-up; nothing of other messages."""
    model = MODELS.get(message.subject_type)
    if model is None:
        return None
    found: Subject | None = model.objects.filter(
        practice_id=message.practice_id, patient_id=message.patient_id, pk=message.subject_id
    ).first()
    return found


def owner_of(message: Message, subject: Subject | None) -> Membership:
    """Their coach, or whoever promised to be in touch; else whoever has looked after people here for longest."""
    own = owner_id(subject)
    practice = Practice.objects.get(pk=message.practice_id)
    here = practice.memberships.filter(ended_at=None)
    asked = here.filter(pk=own).first() if own else None
    if asked is not None:
        return asked
    looks_after = [role for role, may in ROLE_PERMISSIONS.items() if Permission.LOOK_AFTER in may]
    return here.filter(role__in=looks_after).order_by("pk").first() or practice.memberships.order_by("pk")[0]


def owner_id(subject: Subject | None) -> int | None:
    if isinstance(subject, Step):
        return int(subject.session.coach_id)
    if subject is None:
        return None
    return int(subject.coach_id if isinstance(subject, Session) else subject.owner_id)
