"""From the bytes of a file to plain values: size, encoding and JSON itself."""

import json
from typing import Any

from activation.definition.problems import Problem, WrongFile

MOST_BYTES = 1_000_000


class _Twice(ValueError):
    """One object names the same field twice; which of them counts would be chance."""


def parse(data: bytes) -> object:
    """What the JSON file says. Raises WrongFile."""
    if len(data) > MOST_BYTES:
        raise _wrong("", "This file is larger than 1 MB. A questionnaire is far smaller.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong("", "This file is not text in UTF-8. Save it as a JSON file in UTF-8.") from None
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _wrong(place, "the file stops being JSON here.") from None
    except _Twice as error:
        raise _wrong(str(error), "this field stands twice in one place. Keep one.") from None
    except RecursionError:
        raise _wrong("", "This file is nested far deeper than a questionnaire is.") from None
    except ValueError:
        raise _wrong("", "This file holds something that is not a number a questionnaire can hold.") from None


def _wrong(place: str, words: str) -> WrongFile:
    return WrongFile([Problem(place, words)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _value in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return said


def _no_number(name: str) -> float:
    raise ValueError(name)
