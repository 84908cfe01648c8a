"""What is held about one person, as rows, and what is known of them together."""

import dataclasses
from typing import Any, Literal

from django.db.models import Model

from activation.models import Instrument

Back = Literal["all", "texts", ""]
Notes = dict[tuple[type[Model], int], int]  # by row, the sensitive note on which it hangs


@dataclasses.dataclass
class Found:
    """All rows, and what is known of them together."""

    people: list[int]
    restricted: bool
    rows: dict[str, list[Any]] = dataclasses.field(default_factory=dict)
    names: dict[type[Model], dict[Any, str]] = dataclasses.field(default_factory=dict)
    notes: Notes = dataclasses.field(default_factory=dict)
    instruments: dict[int, Instrument] = dataclasses.field(default_factory=dict)
