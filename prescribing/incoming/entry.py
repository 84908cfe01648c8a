"""One entry of a directory, clean and in our own words, whatever shape it came in."""

import dataclasses
import hashlib
import json
from typing import Any


class Refused(ValueError):
    """This entry cannot be taken in; the words say why."""


@dataclasses.dataclass(slots=True)
class Entry:
    """A service with all that hangs on it. `values` holds fields of Service that the source speaks of."""

    key: str
    values: dict[str, Any]
    organisation_key: str
    organisation: dict[str, Any]
    venues: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    schedules: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    contacts: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    needs: list[str] = dataclasses.field(default_factory=list)
    categories: list[str] = dataclasses.field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def fingerprint(self) -> str:
        """The same for the same content: what was not changed is not written. When it was said does not count."""
        said = {name: getattr(self, name) for name in self.__slots__}
        said["values"] = {name: value for name, value in self.values.items() if name != "modified_at"}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def listed(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or of one object that stands where a list should; anything else is nothing."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def held(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
