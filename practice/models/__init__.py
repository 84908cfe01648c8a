"""What practice/ remembers: who works where, and the trail they leave."""

from practice.models.base import NetworkKey, NetworkModel, PracticeKey, TenantModel
from practice.models.beats import Heartbeat
from practice.models.invitations import Invitation
from practice.models.links import SignedLink
from practice.models.people import Duty, Membership, Network, Practice, User
from practice.models.trail import FormKey, History, SignInEvent, TrailEvent

__all__ = [
    "Duty",
    "FormKey",
    "Heartbeat",
    "History",
    "Invitation",
    "Membership",
    "Network",
    "NetworkKey",
    "NetworkModel",
    "Practice",
    "PracticeKey",
    "SignInEvent",
    "SignedLink",
    "TenantModel",
    "TrailEvent",
    "User",
]
