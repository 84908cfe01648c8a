"""Typed readers for the environment; a bad value stops the start in words."""

import os
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """A required variable, unless a default is given."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. See docs/deploy.md for what it should hold.")
    return default


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None


def flag(name: str, default: bool) -> bool:
    """Yes or no."""
    value = os.environ.get(name, "").lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if not value else value in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    value = os.environ.get(name, "") or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not “{value}”.")
    return value


def number_of_notify(name: str) -> str:
    """The number that GOV.UK Notify gave a thing of its own, or nothing."""
    value = os.environ.get(name, "").strip()
    try:
        return str(uuid.UUID(value)) if value else ""
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be an ID as GOV.UK Notify shows it.") from None


def folder(name: str, default: Path) -> Path:
    """An absolute path."""
    return Path(os.environ.get(name, "") or default).resolve()


def database(name: str) -> dict[str, Any]:
    """A postgresql:// address as Django wants it; a socket folder may stand in ?host=."""
    address = urlsplit(text(name))
    if address.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(address.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", "") or address.hostname or "",
        "PORT": str(address.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def broker(name: str) -> str:
    """A redis address as Celery wants it."""
    address = text(name)
    return "redis+socket://" + address.removeprefix("unix://") if address.startswith("unix://") else address
