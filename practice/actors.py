"""Who acts: a member of a practice, somebody holding a signed link, or the system itself."""

import dataclasses
from typing import Protocol


class Actor(Protocol):
    """What the trail needs to know of whoever acts."""

    @property
    def actor_kind(self) -> str: ...
    @property
    def actor_label(self) -> str: ...
    @property
    def actor_user_id(self) -> int | None: ...


@dataclasses.dataclass(frozen=True, slots=True)
class System:
    """The product acting by itself: an import, a tick, the demo."""

    name: str

    @property
    def actor_kind(self) -> str:
        return "system"

    @property
    def actor_label(self) -> str:
        return f"system:{self.name}"

    @property
    def actor_user_id(self) -> int | None:
        return None
