"""What in this room says that there was a contact with somebody, and what keeps their record while it is open."""

from patients.disposing.rooms import Open, Room, Seen, register

ROOM = Room(
    seen=(
        Seen(
            "activation.Measurement",
            ("asked_at", "completed_at", "measured_on", "ended_at", "checked_at"),
            but="t.entered_in_error_at IS NOT NULL",
        ),
    ),
    open=(
        Open(
            "activation.Measurement",
            "t.completed_at IS NULL AND t.ended_at IS NULL AND t.entered_in_error_at IS NULL",
        ),
    ),
)


def begin() -> None:
    """Called when the room starts."""
    register("activation", ROOM)
