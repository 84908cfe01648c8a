"""A questionnaire's file becomes a definition: first its shape, then whether it makes sense."""

from typing import Any

from activation.definition import checks
from activation.definition.cursor import LANGUAGE, Cursor, kind_of, number_at, shown
from activation.definition.form import (
    Band,
    Change,
    Cutset,
    Definition,
    Item,
    Option,
    Scoring,
    Stage,
)
from activation.definition.problems import Problem, Problems, WrongFile

FORMAT = 1
MOST_ITEMS = 200
MOST_OPTIONS = 20
KEY = r"[a-z][a-z0-9-]{1,39}"
KEY_WORDS = "use small letters, digits and hyphens, a letter first, at most 40"
ID = r"[A-Za-z][A-Za-z0-9_-]{0,29}"
ID_WORDS = "use letters, digits, hyphens and underscores, a letter first, at most 30"
BAND_ID = r"[A-Za-z0-9_-]{1,8}"
VERSION = r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}"
LICENCES = ("open", "permission", "licensed")


def read(raw: object) -> Definition:
    """Raises WrongFile, whose `problems` name every place that is wrong."""
    if not isinstance(raw, dict):
        raise WrongFile([Problem("", f"The file must hold one object, {{…}}, not {kind_of(raw)}.")])
    refuse_huge(raw)
    problems = Problems()
    top = Cursor(raw, "", problems)
    if top.value("format") not in (None, FORMAT):
        top.wrong("format", f"{shown(raw['format'])} is not known here; this is format {FORMAT}")
    definition = whole(top)
    top.close()
    checks.check(definition, problems)
    problems.refuse()
    return definition


def refuse_huge(raw: dict[str, Any]) -> None:
    for name in ("items", "options", "stages", "bands", "other_cutsets"):
        rows = raw.get(name)
        if isinstance(rows, list) and len(rows) > MOST_ITEMS:
            raise WrongFile([Problem(name, f"there are {len(rows):,}; at most {MOST_ITEMS} are read")])


def whole(top: Cursor) -> Definition:
    return Definition(
        key=top.matching("key", KEY, KEY_WORDS),
        version=top.matching("version", VERSION, "use letters, digits, dots and hyphens, at most 20"),
        name=top.text("name", most=120),
        owner=top.text("owner", most=120),
        licence=top.choice("licence", LICENCES),
        source=top.text("source", most=600),
        about=top.text("about", most=2000, required=False),
        languages=languages(top),
        introduction=top.words("introduction", required=False) or {},
        stages=top.each("stages", stage, required=False),
        options=top.each("options", option, required=False),
        not_applicable=top.words("not_applicable", required=False),
        prefer_not=top.words("prefer_not", required=False),
        items=top.each("items", item, required=False),
        scoring=top.part("scoring", scoring) or Scoring(kind=""),
        bands=top.each("bands", band, required=False),
        cutset=top.part("cutset", cutset, required=False),
        other_cutsets=top.each("other_cutsets", other_cutset, required=False),
        change=top.part("change", change, required=False),
        repeat_after_days=top.whole("repeat_after_days", 1, 3660, required=False),
        provisional=top.text("provisional", most=300, required=False),
    )


def languages(top: Cursor) -> tuple[str, ...]:
    """The languages that every wording must have."""
    found = top.value("languages")
    if found is None:
        return ()
    if not isinstance(found, list) or not found or not all(isinstance(code, str) for code in found):
        top.wrong("languages", 'this must be a list of language codes, ["en"]')
        return ()
    for index, code in enumerate(found):
        if not LANGUAGE.fullmatch(code):
            top.wrong(f"languages[{index}]", f"{shown(code)} is not a language code such as en, cy or pl")
        elif code in found[:index]:
            top.wrong(f"languages[{index}]", f"{shown(code)} stands twice")
    return tuple(found)


def stage(at: Cursor) -> Stage:
    return Stage(at.matching("id", ID, ID_WORDS), at.text("name", most=120))


def option(at: Cursor) -> Option:
    value = at.whole("value", 0, MOST_OPTIONS - 1)
    return Option(
        -1 if value is None else value, at.words("text") or {}, at.words("easy", required=False) or {}
    )


def item(at: Cursor) -> Item:
    minimum, maximum = (
        at.whole("minimum", 0, 1000, required=False),
        at.whole("maximum", 1, 1000, required=False),
    )
    return Item(
        id=at.matching("id", ID, ID_WORDS),
        kind=at.choice("kind", ("options", "scale", "words"), "options"),
        stage=at.text("stage", most=60, required=False),
        text=at.words("text") or {},
        easy=at.words("easy", required=False) or {},
        options=at.each("options", option, required=False),
        minimum=0 if minimum is None else minimum,
        maximum=10 if maximum is None else maximum,
        low=at.words("low", required=False) or {},
        high=at.words("high", required=False) or {},
        higher_is=at.choice("higher_is", ("better", "worse"), "better"),
        look_at=at.wholes("look_at"),
        bands=at.each("bands", band, required=False),
    )


def scoring(at: Cursor) -> Scoring:
    minimum, maximum = at.number("minimum", required=False), at.number("maximum", required=False)
    return Scoring(
        kind=at.choice("kind", ("rasch", "table", "each", "entry")),
        minimum_answered=at.whole("minimum_answered", 1, MOST_ITEMS, required=False) or 0,
        design=design(at),
        table=by_total(at, "table"),
        missing=at.choice("missing", ("none", "prorate"), "none"),
        standard_errors=by_total(at, "standard_errors"),
        minimum=0.0 if minimum is None else minimum,
        maximum=100.0 if maximum is None else maximum,
    )


def design(at: Cursor) -> dict[str, Any] | None:
    """What the authors set before there are data."""

    def read_design(inner: Cursor) -> dict[str, Any]:
        model = inner.choice("model", ("rsm", "pcm"))
        if model == "pcm":
            return {"model": model, "items": inner.part("items", steps_of_items) or {}}
        thresholds = steps(inner, "thresholds", inner.value("thresholds"))
        return {
            "model": model,
            "locations": inner.part("locations", numbers) or {},
            "thresholds": thresholds,
        }

    return at.part("design", read_design, required=False)


def numbers(at: Cursor) -> dict[str, float]:
    """Item to number."""
    found = {name: at.number(name) for name in at.fields}
    return {name: number for name, number in found.items() if number is not None}


def steps_of_items(at: Cursor) -> dict[str, list[float]]:
    return {name: steps(at, name, at.value(name)) for name in at.fields}


def steps(at: Cursor, name: str, found: object) -> list[float]:
    """The steps from each answer to the next."""
    if found is None:
        return []
    if not isinstance(found, list) or not 1 <= len(found) < MOST_OPTIONS:
        at.wrong(name, "this must be a list of numbers, one for each step to the next answer")
        return []
    read_in = [
        number_at(at.problems, f"{at.at(name)}[{index}]", number) for index, number in enumerate(found)
    ]
    return [number for number in read_in if number is not None]


def by_total(at: Cursor, name: str) -> dict[int, float]:
    """Total to number; JSON has only words as names, so the total stands in quotes."""

    def read_rows(inner: Cursor) -> dict[int, float]:
        rows: dict[int, float] = {}
        for key in inner.fields:
            number = inner.number(key)
            if not (key.isascii() and key.isdigit() and len(key) <= 4):
                inner.wrong(key[:20], "this must be a total, a whole number from 0 in quotes")
            elif number is not None:
                rows[int(key)] = number
        return dict(sorted(rows.items()))

    return at.part(name, read_rows, required=False) or {}


def band(at: Cursor) -> Band:
    upper = at.number("upper")
    return Band(
        id=at.matching("id", BAND_ID, "use letters and digits, at most 8"),
        name=at.text("name", most=60),
        upper=float("nan") if upper is None else upper,
        source=at.text("source", most=600),
        confirmed=at.flag("confirmed", default=True),
    )


def cutset(at: Cursor) -> Cutset:
    return Cutset(
        id=at.matching("id", ID, ID_WORDS),
        date=at.text("date", most=20, required=False),
        rule=at.text("rule", most=300),
        source=at.text("source", most=600, required=False),
    )


def other_cutset(at: Cursor) -> Cutset:
    return Cutset(
        id=at.matching("id", ID, ID_WORDS),
        date=at.text("date", most=20, required=False),
        rule=at.text("rule", most=300),
        source=at.text("source", most=600, required=False),
        bands=at.each("bands", band),
    )


def change(at: Cursor) -> Change:
    return Change(
        minimal_important=at.number("minimal_important", required=False),
        detectable=at.number("detectable", required=False),
        source=at.text("source", most=600),
    )
