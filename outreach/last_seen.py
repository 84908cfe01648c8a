"""What in this room says that there was a contact with somebody, and what keeps their record while it is open."""

from patients.disposing.rooms import Open, Room, Seen, register

ROOM = Room(
    seen=(
        Seen("outreach.Invitation", ("asked_at", "answered_at", "closed_at")),
        Seen("outreach.CallTry", ("called_at",), but="t.taken_back_at IS NOT NULL"),
    ),
    open=(Open("outreach.Invitation", "t.asked_at IS NOT NULL AND t.closed_at IS NULL"),),
    # To be found by a search is no contact.
    not_seen=("outreach.Listed", "outreach.CohortPerson", "outreach.NotOptedOut"),
)


def begin() -> None:
    """Called when the room starts."""
    register("outreach", ROOM)
