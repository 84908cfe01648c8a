"""What is missing, counted for somebody who commissions services: small numbers are hidden, nobody is named."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from practice.models import Practice
from practice.requests import Request
from practice.small import NOT_SHOWN, shown_column
from prescribing.actions.gaps import NOT_SAID
from prescribing.models import Gap, Service

RECENT, FEW, CHOICES = 50, 10, 200


def gaps(practice: Practice) -> QuerySet[Gap]:
    return Gap.objects.filter(practice=practice)


def open_gaps(practice: Practice) -> list[Gap]:
    """For who works on them: the words, and no name."""
    rows = gaps(practice).filter(ended_at=None).select_related("need", "found_by__user")
    return list(rows.order_by("-found_at", "-pk")[:RECENT])


def ended_gaps(practice: Practice) -> list[Gap]:
    """What was missing and is no more, and what meets it."""
    rows = gaps(practice).filter(ended_at__isnull=False).select_related("need", "met_by", "ended_by__user")
    return list(rows.order_by("-ended_at", "-pk")[:FEW])


def services_for(request: Request, gap: Gap) -> list[Service]:
    """Those of the directory that meet this need."""
    here = Service.objects.filter(network=request.practice.network_id).listed()
    meeting = here.filter(needs__need=gap.need_id, needs__withdrawn_at=None)
    return list(meeting.order_by("name", "pk")[:CHOICES])


def counted(practice: Practice, under: int) -> list[dict[str, Any]]:
    """By need, by place, by reason: each a table of its own, so that no two together point at one person."""
    rows = list(gaps(practice).filter(ended_at=None).select_related("need", "patient"))
    ways: Sequence[tuple[str, Callable[[Gap], str]]] = (
        ("Need", lambda gap: gap.need.words),
        ("Place", place_of),
        ("Reason", lambda gap: gap.get_reason_display()),
    )
    return (
        [{"by": by, "rows": table([part(gap) for gap in rows], under)} for by, part in ways] if rows else []
    )


def place_of(gap: Gap) -> str:
    """Of somebody whose details were protected after it was noted, the place does not count any more either."""
    return NOT_SAID if gap.patient and gap.patient.restricted else gap.place


def table(words: Sequence[str], under: int) -> list[tuple[str, int | None]]:
    """Most first; then by name, so that the order of hidden ones says nothing."""
    counts = Counter(words)
    named = sorted(counts, key=lambda word: (-counts[word], word))
    shown = shown_column([counts[word] for word in named], under)
    told = list(zip(named, shown, strict=True))
    return [one for one in told if one[1] is not None] + sorted(one for one in told if one[1] is None)


def as_file(tables: list[dict[str, Any]]) -> str:
    """The same counts to take away; a cell that a spreadsheet would run is made words."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Counted by", "What", "Times noted"])
    for part in tables:
        for words, number in part["rows"]:
            writer.writerow([part["by"], harmless(words), NOT_SHOWN if number is None else number])
    return out.getvalue()


def harmless(words: str) -> str:
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def gap_here(request: Request, gap_id: int) -> Gap | None:
    return gaps(request.practice).filter(pk=gap_id).select_related("need").first()
