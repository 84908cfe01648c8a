"""What would have been sent: the messages that the file provider took, with the links that only the files know.

Which they are is asked of the practice's own messages, so that nobody sees another practice's; the words come from
the files. Nothing of this is there where messages really leave.
"""

import json
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from practice.requests import Request
from reminders import queries, services
from reminders.kinds import Channel, Outcome
from reminders.models import Message
from reminders.providers import FileProvider

LIST = 25


def channels() -> list[Channel]:
    """Those whose messages become files here."""
    named = settings.MESSAGE_PROVIDERS.items()
    found = [Channel(way) for way, name in named if name and issubclass(import_string(name), FileProvider)]
    return [] if settings.PRODUCTION else found


def shown(request: Request, number: int) -> dict[str, Any]:
    """One page, the newest first."""
    ways = channels()
    if not ways:
        raise Http404
    first = (number - 1) * LIST
    sent = (
        request.practice.messages.by_outcome(Outcome.SENT)
        .filter(channel__in=ways)
        .select_related("patient", "contact_point", "member__user", "address__service")
    )
    about = services.mentions_in(request.practice)
    rows = list(sent.prefetch_related(about).order_by("-settled_at", "-pk")[first : first + LIST + 1])
    return {
        "rows": [with_file(row) for row in queries.shown(request, rows[:LIST])],
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(rows) > LIST else "",
    }


def with_file(row: dict[str, Any]) -> dict[str, Any]:
    """As it went; where there is no file, as it is kept."""
    return row if row.get("shut") else row | file_of(row["message"])


def file_of(message: Message) -> dict[str, str]:
    try:
        took = json.loads(FileProvider().path(message.reference).read_text())
    except FileNotFoundError:
        return {}
    return {"to": took["to"], "words": took["words"], "subject": took["subject"]}
