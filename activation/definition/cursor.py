"""A place in the file, read field by field: what is missing, of the wrong kind or unknown is noted there."""

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from activation.definition.problems import Problems

MOST_WORDING = 600
MARKUP = re.compile(r"<[A-Za-z!/?]|&#?\w+;")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
JOINERS = "\u200c\u200d\u200e\u200f"  # some scripts need them
Read = TypeVar("Read")


class Cursor:
    """One object of the file. Each field that is asked for is known; what nobody asked for is said by `close`."""

    def __init__(self, raw: object, place: str, problems: Problems) -> None:
        self.place, self.problems, self.known = place, problems, set[str]()
        self.fields: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
        self.is_object = isinstance(raw, dict)
        if not self.is_object:
            self.wrong("", f"this must be an object, {{…}}, not {kind_of(raw)}")

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place and name else self.place or name

    def wrong(self, name: str, words: str) -> None:
        self.problems.add(self.at(name), words)

    def value(self, name: str, *, required: bool = True) -> Any:
        """What stands there; None where nothing does."""
        self.known.add(name)
        found = self.fields.get(name)
        if found is None and required and self.is_object:
            self.wrong(name, "this is missing")
        return found

    def text(self, name: str, *, most: int, required: bool = True) -> str:
        found = self.value(name, required=required)
        return "" if found is None else self.plain(name, found, most, required=required)

    def plain(self, name: str, found: object, most: int, *, required: bool = True) -> str:
        """Words and nothing else."""
        if not isinstance(found, str):
            self.wrong(name, f"this must be words in quotes, not {kind_of(found)}")
            return ""
        fault = fault_of(found, most, required=required)
        if fault:
            self.wrong(name, fault)
        return "" if fault else found.strip()

    def matching(self, name: str, pattern: str, words: str) -> str:
        """A short name of a given shape."""
        found = self.text(name, most=60)
        if found and not re.fullmatch(pattern, found):
            self.wrong(name, f"“{found}” cannot stand here: {words}")
            return ""
        return found

    def choice(self, name: str, choices: Sequence[str], default: str | None = None) -> str:
        found = self.value(name, required=default is None)
        if found is None:
            return default or ""
        if found not in choices:
            self.wrong(name, f"{shown(found)} is not one of {', '.join(choices)}")
            return ""
        return str(found)

    def flag(self, name: str, *, default: bool) -> bool:
        found = self.value(name, required=False)
        if found is not None and not isinstance(found, bool):
            self.wrong(name, f"this must be true or false, not {kind_of(found)}")
        return found if isinstance(found, bool) else default

    def number(self, name: str, *, required: bool = True) -> float | None:
        return number_at(self.problems, self.at(name), self.value(name, required=required))

    def whole(self, name: str, least: int, most: int, *, required: bool = True) -> int | None:
        """A whole number in a range."""
        found = self.value(name, required=required)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int):
            self.wrong(name, f"this must be a whole number, not {kind_of(found)}")
        elif not least <= found <= most:
            self.wrong(name, f"{shown(found)} is not between {least} and {most}")
        else:
            return found
        return None

    def wholes(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; none where nothing is said."""
        found = self.value(name, required=False)
        good = isinstance(found, list) and all(type(number) is int for number in found)
        if found is not None and not good:
            self.wrong(name, "this must be a list of whole numbers, [0, 1]")
        return tuple(found) if good else ()

    def words(self, name: str, *, required: bool = True) -> dict[str, str] | None:
        """Language to wording; None where nothing is said."""
        found = self.value(name, required=required)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.wrong(name, f'this must name its language, {{"en": "…"}}, not {kind_of(found)}')
            return None
        said = {code: self.plain(f"{name}.{code}", text, MOST_WORDING) for code, text in found.items()}
        return {code: text for code, text in said.items() if text}

    def each(self, name: str, read: Callable[["Cursor"], Read], *, required: bool = True) -> tuple[Read, ...]:
        """Each object of a list."""
        found = self.value(name, required=required)
        if found is not None and not isinstance(found, list):
            self.wrong(name, f"this must be a list, […], not {kind_of(found)}")
        rows = found if isinstance(found, list) else []
        return tuple(self.inside(f"{name}[{index}]", raw, read) for index, raw in enumerate(rows))

    def part(self, name: str, read: Callable[["Cursor"], Read], *, required: bool = True) -> Read | None:
        found = self.value(name, required=required)
        return None if found is None else self.inside(name, found, read)

    def inside(self, name: str, raw: object, read: Callable[["Cursor"], Read]) -> Read:
        cursor = Cursor(raw, self.at(name), self.problems)
        done = read(cursor)
        cursor.close()
        return done

    def close(self) -> None:
        """Fields that mean nothing here are refused: a slip in a name would otherwise go unseen."""
        for name in self.fields.keys() - self.known:
            if self.problems.full:
                return
            near = difflib.get_close_matches(name, self.known, n=1)
            self.wrong(name[:60], "there is no such field" + (f"; is it “{near[0]}”?" if near else ""))


def number_at(problems: Problems, place: str, found: object) -> float | None:
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        problems.add(place, f"this must be a number, not {kind_of(found)}")
    elif not math.isfinite(found) or abs(found) > 1e6:
        problems.add(place, "this number is out of all range")
    else:
        return float(found)
    return None


def fault_of(text: str, most: int, *, required: bool = True) -> str:
    """Why these are not plain words; empty if they are."""
    if required and not text.strip():
        return "there is no wording"
    if len(text) > most:
        return f"this is longer than {most} characters"
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in JOINERS for char in text):
        return "there is a character in it that nobody can see; type it again"
    if MARKUP.search(text):
        return "there is markup in it; only plain words are shown"
    return ""


def kind_of(found: object) -> str:
    kinds = {bool: "true or false", str: "words", list: "a list", dict: "an object", type(None): "nothing"}
    return kinds.get(type(found), "a number")


def shown(found: object) -> str:
    """A value in a message, not longer than a glance."""
    said = f"“{found}”" if isinstance(found, str) else str(found)
    return said if len(said) <= 40 else f"{said[:39]}…"
