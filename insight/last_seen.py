"""This room counts what the others noted, which is no contact; a request for what is held about somebody is one."""

from patients.disposing.rooms import Open, Room, Seen, register

ROOM = Room(
    seen=(Seen("insight.AccessRequest", ("came_on", "handed_at", "ended_at")),),
    open=(Open("insight.AccessRequest", "t.handed_at IS NULL AND t.ended_at IS NULL"),),
    not_seen=("insight.Way",),
)


def begin() -> None:
    """Called when the room starts."""
    register("insight", ROOM)
