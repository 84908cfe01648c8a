"""What in this room says that there was a contact, what keeps a record while it is open, and which files go with it."""

from collections.abc import Iterator
from pathlib import Path

from patients.disposing.rooms import Open, Room, Seen, register
from reminders.models import Message, PastMessage
from reminders.providers.files import FileProvider
from reminders.providers.printing import PrintQueue


def files(ids: dict[str, list[int]]) -> Iterator[Path]:
    """Letters that wait to be printed, and what the file provider of a demo wrote, by the messages' references."""
    waiting = Message.objects.filter(pk__in=ids.get("reminders.message", []))
    past = PastMessage.objects.filter(pk__in=ids.get("reminders.pastmessage", []))
    references = [
        *waiting.values_list("reference", flat=True),
        *past.values_list("more__reference", flat=True),
    ]
    for reference in references:
        yield from (provider().folder / f"{reference}.json" for provider in (FileProvider, PrintQueue))


ROOM = Room(
    seen=(
        Seen("reminders.Message", ("sent_at", "done_at")),
        Seen("reminders.PastMessage", ("sent_at",)),
        Seen("reminders.Reply", ("said_at",)),
        Seen("reminders.Refusal", ("said_at", "ended_at")),
    ),
    open=(
        Open(
            "reminders.Message",
            "t.outcome = '' OR t.done_at IS NULL AND t.outcome IN ('by_hand', 'failed', 'unknown')",
        ),
    ),
    not_seen=("reminders.Mention",),
    files=files,
)


def begin() -> None:
    """Called when the room starts."""
    register("reminders", ROOM)
