"""What stands on every page until somebody acts on it: each room registers what it has to say."""

import dataclasses
from collections.abc import Callable

from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Notice:
    """One line with a link. Never a name: it stands on every page, whoever looks over a shoulder."""

    text: str
    url: str


Source = Callable[[Request], list[Notice]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready(). A source may cost one query where it has nothing to say."""
    _sources[name] = source


def notices_for(request: Request) -> list[Notice]:
    """Everything for this member, in the practices in view; nothing on a page that says no."""
    if getattr(request, "refused", False):
        return []
    return [notice for source in _sources.values() for notice in source(request)]
