"""Those who carry messages away, behind one port."""

from reminders.providers.files import FileProvider
from reminders.providers.port import Answer, NotTaken, Provider, Refused, Unclear, provider_of
from reminders.providers.smtp import SmtpProvider

__all__ = [
    "Answer",
    "FileProvider",
    "NotTaken",
    "Provider",
    "Refused",
    "SmtpProvider",
    "Unclear",
    "provider_of",
]
