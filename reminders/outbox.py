"""What would have been sent: the messages that the file provider took, with the links that only the files know.

Which they are is asked of the practice's own messages, so that nobody sees another practice's; the words come from
the files. Nothing of this is there where messages really leave.
"""

import datetime as dt
import json
import uuid
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from practice.models import Practice, TrailEvent
from practice.requests import Request
from reminders import queries, services
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.providers import FileProvider

LIST = 25
TITLE = "What would have been sent"
LATELY = dt.timedelta(days=1)


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
        "tests": tests(request.practice, request.now) if number == 1 else [],
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(rows) > LIST else "",
    }


def with_file(row: dict[str, Any]) -> dict[str, Any]:
    """As it went; where there is no file, as it is kept."""
    return row if row.get("shut") else row | file_of(row["message"])


def tests(practice: Practice, now: dt.datetime) -> list[dict[str, Any]]:
    """What colleagues sent to themselves within a day: no message of anybody, so only the trail knows them."""
    tried = TrailEvent.objects.filter(practice=practice, verb="rule.tried", at__gt=now - LATELY)
    found = []
    for event in tried.order_by("-pk")[:LIST]:
        took = took_of(uuid.UUID(event.details["reference"])) if "reference" in event.details else {}
        if took:
            said = Kind(event.details["kind"]), Channel(event.details["channel"])
            found.append({"at": event.at, "kind": said[0].label, "channel": said[1].label} | took)
    return found


def file_of(message: Message) -> dict[str, str]:
    return took_of(message.reference)


def took_of(reference: uuid.UUID) -> dict[str, str]:
    """Where there is no file, nothing."""
    try:
        took = json.loads(FileProvider().path(reference).read_text())
    except FileNotFoundError:
        return {}
    return {"to": took["to"], "words": took["words"], "subject": took["subject"]}
