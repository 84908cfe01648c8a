"""GOV.UK Notify, which carries texts and emails of the public service, through its own client.

Notify wants templates. Ours say nothing themselves: the text's whole body is `((words))`, the email's subject
`((subject))` and its body `((words))`, so that what goes out is what was looked at here.

What an answer means is told by its status and the type of its error, never by its words: those may change
(docs.notifications.service.gov.uk, "Error messages"). Whether an unclear message was taken can be asked, because
Notify finds it by our reference.
"""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import requests
import urllib3
from django.conf import settings
from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from reminders.providers.port import Answer, NotTaken, Refused, Unclear

CONNECT, READ = 5, 20  # seconds; together well within a message's lease
_held = threading.local()
# The connection did not come about, so nothing can have been taken.
NEVER_CONNECTED = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ConnectTimeoutError,
    urllib3.exceptions.NameResolutionError,
    urllib3.exceptions.ProxyError,
    urllib3.exceptions.SSLError,
)


class _Notify:
    """Both ways; a reference that Notify knows is never given to it again."""

    def ask(self, reference: uuid.UUID) -> Answer:
        found = called(lambda: client().get_all_notifications(reference=str(reference)))
        try:
            return Answer.TAKEN if found["notifications"] else Answer.NEVER_SEEN
        except (KeyError, TypeError) as problem:
            raise Unclear("GOV.UK Notify’s answer could not be read.") from problem


class NotifyText(_Notify):
    """Texts."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        called(
            lambda: client().send_sms_notification(
                to,
                settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"words": words},
                reference=str(reference),
                sms_sender_id=settings.NOTIFY_TEXT_SENDER or None,
            )
        )


class NotifyEmail(_Notify):
    """Emails."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        called(
            lambda: client().send_email_notification(
                to,
                settings.NOTIFY_EMAIL_TEMPLATE,
                personalisation={"words": words, "subject": subject},
                reference=str(reference),
                email_reply_to_id=settings.NOTIFY_REPLY_TO or None,
            )
        )


def client() -> NotificationsAPIClient:
    """One for each thread, as the client asks for; it keeps its connection from message to message."""
    wanted = (settings.NOTIFY_API_KEY, settings.NOTIFY_URL)
    if getattr(_held, "wanted", None) != wanted:
        key, url = wanted
        _held.client = NotificationsAPIClient(key, base_url=url, timeout=(CONNECT, READ))
        _held.wanted = wanted
    return _held.client


def called(call: Callable[[], Any]) -> Any:
    """What Notify answers, or what its refusal means."""
    try:
        return call()
    except InvalidResponse as problem:
        raise Unclear("GOV.UK Notify’s answer could not be read.") from problem
    except HTTPError as problem:
        if problem.response is None:
            raise unanswered(problem.__cause__) from problem
        raise meaning(problem.status_code, error_type(problem.response)) from problem


def unanswered(cause: BaseException | None) -> Exception:
    """Nothing came back: certainly not taken where there was no connection, else nobody can know."""
    reason = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    reason = getattr(reason, "reason", reason)
    if isinstance(cause, requests.ConnectTimeout) or isinstance(reason, NEVER_CONNECTED):
        return NotTaken("GOV.UK Notify could not be reached.")
    return Unclear("GOV.UK Notify’s answer was cut off.")


def error_type(answer: requests.Response) -> str:
    """The type of the first error; empty where the answer has none."""
    try:
        return str(answer.json()["errors"][0]["error"])
    except (ValueError, KeyError, IndexError, TypeError):
        return ""


def meaning(status: int, error: str) -> Exception:
    """Every answer but a taken message, by the documented table of errors."""
    if status >= 500:
        return Unclear(f"Something went wrong at GOV.UK Notify ({status}).")
    if status == 400 and error == "ValidationError":
        return Refused("GOV.UK Notify does not accept the number or address.")
    if status == 429:
        today = error == "TooManyRequestsError"
        when = "for today" if today else "at once"
        return NotTaken(f"These are more messages than GOV.UK Notify takes from us {when}.")
    if status in (401, 403):
        return NotTaken("GOV.UK Notify does not accept our key: whoever runs this site has to look.")
    return NotTaken(
        f"GOV.UK Notify is not set up for this ({status} {error}): whoever runs this site has to look."
    )
