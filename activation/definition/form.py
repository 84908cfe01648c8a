"""The parts of a questionnaire as its file says them. Nothing here changes once it is read."""

import dataclasses
from collections.abc import Mapping
from typing import Any

Words = Mapping[str, str]  # language to wording


class NoWording(LookupError):
    """There is no wording in this language. It is never replaced by another language's."""


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """One step of what the questionnaire is built on."""

    id: str
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. `easy` may be empty: then `text` is easy enough."""

    value: int
    text: Words
    easy: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """A range of scores with a name: from just above the band before it to `upper`, after rounding to 0.1."""

    id: str
    name: str
    upper: float
    source: str
    confirmed: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Cutset:
    """Which published set of bands this is: two sets may stand for one score."""

    id: str
    date: str
    rule: str
    source: str = ""
    bands: tuple[Band, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One statement or question. Kinds: 'options' (one of a few), 'scale' (a whole number), 'words' (free text).

    `higher_is` is 'better' or 'worse', and says how one number is read. `look_at` are answers that ask a
    colleague to look; `bands` name ranges of this item's own number.
    """

    id: str
    kind: str
    stage: str
    text: Words
    easy: Words
    options: tuple[Option, ...] = ()
    minimum: int = 0
    maximum: int = 10
    low: Words = dataclasses.field(default_factory=dict)
    high: Words = dataclasses.field(default_factory=dict)
    higher_is: str = "better"
    look_at: tuple[int, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a score.

    Kinds: 'rasch' (a measure from a calibration; `design` is the one that the authors set), 'table' (the file's
    own, from the total), 'each' (every number stands for itself, never added up), 'entry' (typed in).
    """

    kind: str
    minimum_answered: int = 0
    design: dict[str, Any] | None = None
    table: Mapping[int, float] = dataclasses.field(default_factory=dict)
    missing: str = "none"
    standard_errors: Mapping[int, float] = dataclasses.field(default_factory=dict)
    minimum: float = 0.0
    maximum: float = 100.0


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """How large a change must be to matter to people, and to be more than noise, as somebody published it."""

    minimal_important: float | None
    detectable: float | None
    source: str


@dataclasses.dataclass(frozen=True, slots=True)
class Definition:
    """One version of one questionnaire."""

    key: str
    version: str
    name: str
    owner: str
    licence: str
    source: str
    about: str
    languages: tuple[str, ...]
    introduction: Words
    stages: tuple[Stage, ...]
    options: tuple[Option, ...]
    not_applicable: Words | None
    prefer_not: Words | None
    items: tuple[Item, ...]
    scoring: Scoring
    bands: tuple[Band, ...]
    cutset: Cutset | None
    other_cutsets: tuple[Cutset, ...]
    change: Change | None
    repeat_after_days: int | None
    provisional: str

    def item(self, item_id: str) -> Item:
        """Raises KeyError."""
        return next(iter(item for item in self.items if item.id == item_id), None) or _none(item_id)

    def band(self, band_id: str) -> Band:
        """Raises KeyError."""
        return next(iter(band for band in self.bands if band.id == band_id), None) or _none(band_id)

    def stage(self, stage_id: str) -> Stage:
        """Raises KeyError."""
        return next(iter(stage for stage in self.stages if stage.id == stage_id), None) or _none(stage_id)

    def words(self, words: Words | None, language: str) -> str:
        """The wording in this language. Raises NoWording: never another language by default."""
        said = (words or {}).get(language)
        if not said:
            raise NoWording(language)
        return said

    def says(self, thing: Item | Option, language: str, easy: bool) -> str:
        """A statement or an answer as it is put; in easy-read words where there are some in this language."""
        if easy and thing.easy.get(language):
            return thing.easy[language]
        return self.words(thing.text, language)

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """The answers that an item offers: its own, else the questionnaire's."""
        return (item.options or self.options) if item.kind == "options" else ()

    @property
    def scored(self) -> tuple[Item, ...]:
        """The items whose answers are added up."""
        together = self.scoring.kind in ("rasch", "table")
        return tuple(item for item in self.items if item.kind == "options") if together else ()

    @property
    def maximum_raw(self) -> int:
        """The largest possible total."""
        return sum(max(0, len(self.options_of(item)) - 1) for item in self.scored)

    @property
    def cutsets(self) -> tuple[Cutset, ...]:
        """The set in force first; then the others that were published for the same score."""
        return (self.cutset, *self.other_cutsets) if self.cutset else self.other_cutsets

    @property
    def has_easy_read(self) -> bool:
        return bool(self.items) and all(item.easy for item in self.items)


def _none(name: str) -> Any:
    raise KeyError(name)
