"""What a person reads when the database is away, full, too busy or too slow; and what they typed, to be sent again."""

import dataclasses

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from psycopg_pool import PoolTimeout, TooManyRequests

NOTHING = "Nothing of what you sent was stored."
PERHAPS = "What you sent may not have been stored."
NOT_TYPED = {"csrfmiddlewaretoken", "form_key"}
LONG = 20  # letters from which words are shown to be copied, not only kept


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """One kind: its name for the log, what a person reads, what became of what they sent."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    stored: str = NOTHING


AWAY = Trouble(
    "database_away",
    "Skerry is not available right now",
    ("It should be back in a few minutes. What was stored before is safe, and drafts of notes are kept.",),
    PERHAPS,
)
FULL = Trouble(
    "database_full",
    "Skerry cannot store anything right now",
    (
        "The server’s disk is full. What was stored before is safe.",
        "Tell whoever runs the server: it needs room, and then goes on by itself.",
    ),
)
BUSY = Trouble(
    "database_busy",
    "Skerry has too much to do at this moment",
    ("Wait a minute, then try again. What was stored before is safe.",),
)
SLOW = Trouble(
    "database_slow",
    "This took too long",
    ("It was stopped so that others can go on. Try again; where you looked for something, ask for less.",),
)
BY_CODE = {
    "53000": BUSY, "53100": FULL, "53200": BUSY, "53300": BUSY, "53400": BUSY,
    "57014": SLOW, "55P03": SLOW, "40P01": BUSY, "25P03": SLOW,
}  # fmt: skip


def trouble_of(problem: BaseException | None) -> Trouble | None:
    """None where it is no trouble of the database's, but a mistake of ours."""
    if not isinstance(problem, OperationalError | InterfaceError):
        return None
    cause = problem.__cause__
    if isinstance(cause, PoolTimeout | TooManyRequests):
        return BUSY
    code = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return BY_CODE.get(code or "", AWAY)


def to_send_again(request: HttpRequest, trouble: Trouble) -> SafeString:
    """A form with what they typed, which needs no database; its key is the same, so that it is stored once.

    Never a password or a code: those are typed again.
    """
    if request.method != "POST" or is_secret(request):
        return SafeString("")
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    words = [value for name, value in fields if name not in NOT_TYPED and len(value) >= LONG]
    context = {
        "path": request.get_full_path(),
        "fields": [] if request.FILES else fields,
        "words": words,
        "stored": trouble.stored,
    }
    return render_to_string("again.html", context)


def is_secret(request: HttpRequest) -> bool:
    return request.path.startswith("/account/") or any("password" in name for name in request.POST)
