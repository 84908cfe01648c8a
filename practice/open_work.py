"""What still lies with somebody: each room says it, so that nobody leaves a team and takes people's care along."""

import dataclasses
from collections.abc import Callable, Iterable

from practice.models import Membership


@dataclasses.dataclass(frozen=True, slots=True)
class OpenWork:
    """One sentence about one colleague, numbers only, and where it is handed over."""

    member: Membership
    text: str
    url: str


Source = Callable[[Iterable[Membership]], list[OpenWork]]
_sources: dict[str, Source] = {}


def register(room: str, source: Source) -> None:
    """Called from AppConfig.ready(). A source costs a fixed number of queries, and none for nobody."""
    _sources[room] = source


def open_work_of(members: Iterable[Membership]) -> list[OpenWork]:
    """All that lies with these colleagues, in any room."""
    asked = list(members)
    return [work for source in _sources.values() for work in source(asked)] if asked else []
