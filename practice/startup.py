"""What must hold before the first request: nobody walks through the walls, and nothing written is lost."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from practice import readiness


def refuse_unsafe() -> None:
    """Stop the start, with everything that is wrong at once. A demo has only its log-in looked at."""
    try:
        found = readiness.refused() if settings.PRODUCTION else list(readiness.log_in())
    finally:
        connection.close()
    if found:
        lines = [f"{n}. {what}\n   {do}" for n, (what, do) in enumerate(found, 1)]
        raise ImproperlyConfigured("\n".join(["Skerry does not start.", *lines]))
