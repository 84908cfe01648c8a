"""What in this room says that there was a contact with somebody, and what keeps their record while it is open."""

from patients.disposing.rooms import Open, Room, Seen, register

_HELD = (
    "booked_at",
    "booked_for",
    "started_at",
    "finished_at",
    "held_on",
    "did_not_attend_at",
    "confirmed_at",
)
_STRUCK = "t.entered_in_error_at IS NOT NULL"
ROOM = Room(
    seen=(
        Seen("coaching.Session", _HELD, but=_STRUCK),
        Seen("coaching.Contact", ("made_at",), but=_STRUCK),
        Seen("coaching.Enrolment", ("opened_at", "stands_since")),
        Seen("coaching.EnrolmentStep", ("happened_on",)),
        Seen("coaching.FollowUp", ("done_at",)),
        Seen("coaching.Goal", ("set_at", "ended_at")),
        Seen("coaching.GoalRating", ("rated_at",)),
        Seen("coaching.Step", ("agreed_at", "answered_at", "outcome_at")),
        Seen("coaching.Pace", ("chosen_at",)),
        Seen("coaching.Given", ("given_at",)),
        Seen("coaching.GroupMember", ("joined_at", "left_at")),
        Seen("coaching.RiskAlert", ("raised_at", "acknowledged_at")),
        Seen("coaching.Addendum", ("added_at",)),
    ),
    open=(
        Open("coaching.Enrolment", "t.stands NOT IN ('completed', 'withdrew')"),
        Open(
            "coaching.Session",
            "t.finished_at IS NULL AND t.did_not_attend_at IS NULL AND t.cancelled_at IS NULL"
            " AND t.entered_in_error_at IS NULL",
        ),
        Open("coaching.FollowUp", "t.done_at IS NULL AND t.cancelled_at IS NULL"),
        Open("coaching.RiskAlert", "t.acknowledged_at IS NULL AND t.taken_back_at IS NULL"),
        Open("coaching.GroupMember", "t.left_at IS NULL"),
    ),
)


def begin() -> None:
    """Called when the room starts."""
    register("coaching", ROOM)
