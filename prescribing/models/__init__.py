"""What prescribing remembers: the network's directory, and referrals to it from beginning to end."""

from prescribing.models.arriving import Arrival
from prescribing.models.directory import (
    Organisation,
    Run,
    Schedule,
    Service,
    ServiceContact,
    ServiceNeed,
    ServiceWord,
    Source,
    Venue,
)
from prescribing.models.known_here import Address, ServiceNote, Terms
from prescribing.models.needs import SocialNeed
from prescribing.models.outcomes import Gap, MessageBack, Offer, Signpost
from prescribing.models.placement import Placement, PlacementEvent
from prescribing.models.referral import (
    Referral,
    ReferralContact,
    ReferralNeed,
    ReferralStep,
    Workload,
)

__all__ = [
    "Address",
    "Arrival",
    "Gap",
    "MessageBack",
    "Offer",
    "Organisation",
    "Placement",
    "PlacementEvent",
    "Referral",
    "ReferralContact",
    "ReferralNeed",
    "ReferralStep",
    "Run",
    "Schedule",
    "Service",
    "ServiceContact",
    "ServiceNeed",
    "ServiceNote",
    "ServiceWord",
    "Signpost",
    "SocialNeed",
    "Source",
    "Terms",
    "Venue",
    "Workload",
]
