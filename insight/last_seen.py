"""This room counts what the others noted: nothing in it is a contact."""

from patients.disposing.rooms import Room, register

ROOM = Room(not_seen=("insight.Way",))


def begin() -> None:
    """Called when the room starts."""
    register("insight", ROOM)
