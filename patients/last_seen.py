"""What in this room says that there was a contact with somebody."""

from patients.disposing.rooms import Open, Room, Seen, register

_NOTED = tuple(
    Seen(f"patients.{name}", ("noted_at", "ended_at"))
    for name in ("Need", "Supporter", "Circumstance", "Condition", "Consent", "Alert")
)
ROOM = Room(
    seen=(
        *_NOTED,
        Seen("patients.HelpAsked", ("asked_at", "dealt_at")),
        Seen("patients.ContactPoint", ("confirmed_on",)),
        Seen("patients.Leaving", ("noted_at", "settled_at", "undone_at")),
        Seen("practice.SignedLink", ("used_at",)),
    ),
    open=(
        Open("patients.HelpAsked", "t.dealt_at IS NULL"),
        Open("patients.Leaving", "t.settled_at IS NULL AND t.undone_at IS NULL"),
        Open("patients.GlassBreak", "t.seen_at IS NULL"),
    ),
    # What the practice did with the record, not with the person.
    not_seen=(
        *("patients.Summary", "patients.Merge", "patients.RecordBlock", "patients.GlassBreak"),
        *("patients.ImportFinding", "patients.LegalHold", "patients.DisposalLine"),
    ),
)


def begin() -> None:
    """Called when the room starts."""
    register("patients", ROOM)
