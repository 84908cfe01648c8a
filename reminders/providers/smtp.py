"""Email through a mail server."""

import contextlib
import smtplib
import uuid

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from reminders.providers.port import Answer, NotTaken, Refused, Unclear


class SmtpProvider:
    """Email through Django's backend. A mail server can not be asked what became of a message."""

    def send(self, reference: uuid.UUID, to: str, words: str, *, subject: str = "") -> None:
        message = EmailMessage(subject, words, to=[to], headers={"Message-ID": message_id(reference)})
        backend = get_connection(fail_silently=False)
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotTaken("The mail server could not be reached.") from problem
        try:
            backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as problem:
            codes = [code for code, _words in problem.recipients.values()]
            raise refusal(max(codes, default=500)) from problem
        except smtplib.SMTPResponseException as problem:
            raise refusal(problem.smtp_code) from problem
        except (OSError, smtplib.SMTPException) as problem:
            raise Unclear("The mail server’s answer was cut off.") from problem
        finally:
            with contextlib.suppress(smtplib.SMTPException):  # how the good-bye went changes nothing
                backend.close()

    def ask(self, reference: uuid.UUID) -> Answer:
        return Answer.CANNOT_TELL


def refusal(code: int) -> Exception:
    """A mail server's answer from 500 on is for good, below it is for now (RFC 5321, 4.2.1)."""
    if code >= 500:
        return Refused(f"The mail server refused it ({code}).")
    return NotTaken(f"The mail server was busy ({code}).")


def message_id(reference: uuid.UUID) -> str:
    return f"<{reference}@{settings.PUBLIC_HOST.rsplit(':', 1)[0]}>"
