"""What in this room says that there was a contact with somebody, and what keeps their record while it is open."""

from patients.disposing.rooms import Open, Room, Seen, register

_REFERRED = (
    *("opened_at", "stands_since", "accepted_at", "first_contact_at", "planned_at", "sent_on_at"),
    *("attended_on", "closed_at"),
)
_PLACED = ("chosen_at", "stands_since", "sent_at", "booked_for", "came_on", "heard_at", "ended_at")
_STRUCK = "t.entered_in_error_at IS NOT NULL"
ROOM = Room(
    seen=(
        Seen("prescribing.Referral", _REFERRED, but="t.stands = 'in_error'"),
        Seen("prescribing.ReferralNeed", ("noted_at", "ended_at")),
        Seen("prescribing.ReferralStep", ("happened_at",)),
        Seen("prescribing.ReferralContact", ("happened_at", "noted_at"), but=_STRUCK),
        Seen("prescribing.Placement", _PLACED),
        Seen("prescribing.PlacementEvent", ("noted_at", "happened_on")),
        Seen("prescribing.MessageBack", ("given_at",)),
        Seen("prescribing.Signpost", ("told_at",), but=_STRUCK),
        Seen("prescribing.Gap", ("found_at", "ended_at")),
        Seen("prescribing.Offer", ("made_at", "ended_at")),
    ),
    # Where a service was written to and waits still, somebody tells it first.
    open=(
        Open("prescribing.Referral", "t.stands NOT IN ('closed', 'in_error')"),
        Open("prescribing.Placement", "t.stands NOT IN ('finished', 'cannot_help', 'withdrawn')"),
    ),
)


def begin() -> None:
    """Called when the room starts."""
    register("prescribing", ROOM)
