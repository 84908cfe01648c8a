"""What a reading of a source did, counted and said: the same words for the page, the command and scripts."""

import dataclasses
from collections import Counter
from typing import Any

# Lines of each list that are kept; the counts are always complete.
KEPT_LINES = 500


@dataclasses.dataclass(slots=True)
class Report:
    """Counts, and a line for everything that was refused or cleaned."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: list[dict[str, str]] = dataclasses.field(default_factory=list)
    cleaned: list[dict[str, str]] = dataclasses.field(default_factory=list)
    replaced: list[dict[str, str]] = dataclasses.field(default_factory=list)
    doubted: int = 0
    remarks: list[str] = dataclasses.field(default_factory=list)

    def refuse(self, key: str, name: str, reason: str) -> None:
        self.refused.append({"id": key[:200], "name": name[:200], "reason": reason})

    def clean(self, key: str, field: str, done: str) -> None:
        self.cleaned.append({"id": key, "field": field, "reason": done})

    def whole(self) -> dict[str, Any]:
        """Every line; what scripts rely on."""
        return dataclasses.asdict(self)

    def kept(self) -> dict[str, Any]:
        """What stays with the reading: at most so many lines of each kind, and how many there were of which."""
        short = self.whole()
        for name in ("refused", "cleaned", "replaced"):
            lines = short[name]
            short[name] = lines[:KEPT_LINES]
            short[f"{name}_count"] = len(lines)
        for name in ("refused", "cleaned"):
            counted = Counter(line["reason"] for line in getattr(self, name))
            short[f"{name}_why"] = [[reason, count] for reason, count in counted.most_common(40)]
        return short
