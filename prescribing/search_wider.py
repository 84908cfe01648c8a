"""Nothing was found: what would be, if one thing were left out; counted, so that a press is not another guess."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from prescribing.search_forms import ANY, SearchForm, root
from prescribing.searching import PAGE, Sought, find
from prescribing.words import words_of

FEWER = {"day": "", "language": "", "free": "", "step_free": "", "women_only": "", "age": ""}
EMPTY = Sought()


@dataclasses.dataclass(frozen=True, slots=True)
class Wider:
    """One search that finds more, as it is pressed: its words, the values of the form, how many it finds."""

    label: str
    values: dict[str, str]
    found: str


def wider(form: SearchForm, *, network: int, today: dt.date) -> list[Wider]:
    """Each that finds anything; what was typed otherwise stays."""
    typed = {name: form.data.get(name, "") for name in form.fields if name != "page"}
    made = []
    for label, changed, sought in others(form.sought, typed):
        hits, more = find(sought, network=network, today=today)
        if hits:
            number = f"more than {PAGE}" if more else str(len(hits))
            made.append(Wider(label, typed | changed, number))
    return made


def others(sought: Sought, typed: dict[str, Any]) -> Iterator[tuple[str, dict[str, str], Sought]]:
    """Without the need, without the distance, with one of the words, without the rest."""
    if sought.need and (sought.words or sought.within):
        yield "Any need", {"need": ""}, dataclasses.replace(sought, need="")
    if sought.within and (sought.words or sought.need):
        yield "Any distance", {"within": ANY}, dataclasses.replace(sought, within=None)
    words = words_of(typed["words"])[:3]
    for word in words if len(words) > 1 else ():
        alone = dataclasses.replace(sought, words=(root(word),))
        yield f"Only “{word}”", {"words": word}, alone
        if sought.need:
            yield f"Any need, only “{word}”", {"words": word, "need": ""}, dataclasses.replace(alone, need="")
    if sought.words and sought.need:
        yield "Without the words", {"words": ""}, dataclasses.replace(sought, words=())
    fewer = dataclasses.replace(sought, **{name: getattr(EMPTY, name) for name in FEWER})
    if fewer != sought:
        yield "Without day, age, language, cost and access", FEWER, fewer
