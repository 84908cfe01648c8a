"""Questions that stand for themselves, as the page shows them: each by itself, hidden where small."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from activation.scoring import level_of
from insight.changed import words
from insight.changed.drawing import drawn
from insight.changed.rulers import Ruler
from insight.changed.section import Look
from insight.changed.sums import Sums, summed
from insight.dashboard import said
from practice import small


def sections(rulers: Sequence[Ruler], look: Look) -> list[dict[str, Any]]:
    """By questionnaire."""
    found = groupby(rulers, key=lambda ruler: ruler.definition.key)
    return [section(list(group), look) for _key, group in found]


def section(rulers: Sequence[Ruler], look: Look) -> dict[str, Any]:
    sums = [sums_of(ruler, look) for ruler in rulers]
    told = [words.mean_words(one.mean) if one else "Not shown" for one in sums]
    marks = [
        (ruler.name, one.mean if one and one.pairs > 1 else None)
        for ruler, one in zip(rulers, sums, strict=True)
    ]
    definition = rulers[0].definition
    return {
        "key": definition.key,
        "name": definition.name,
        "rows": [row(*parts, look) for parts in zip(rulers, sums, told, strict=True)],
        "drawn": drawn(f"{definition.name}: mean change from 0 to 10", marks, told),
        "bands": [table for ruler in rulers if (table := bands(ruler, look))],
    }


def row(ruler: Ruler, sums: Sums | None, told: str, look: Look) -> tuple[str, str | int, str, str]:
    """Label, how many, their average, and the list behind."""
    label = f"{ruler.name} (lower is better)" if ruler.lower_is_better else ruler.name
    pairs = said(sums.pairs if sums else None)
    return label, pairs, told, look.link(f"{ruler.key}.pair") if ruler.pairs else ""


def sums_of(ruler: Ruler, look: Look) -> Sums | None:
    """Nothing where so few answered twice, or so few did not, that it would point at them."""
    pairs = ruler.pairs
    rest = len(ruler.answers) - len(pairs)
    if 0 < len(pairs) < look.under or 0 < rest < look.under:
        return None
    return summed((one.first, one.points or 0, "") for one in pairs.values())


def bands(ruler: Ruler, look: Look) -> dict[str, Any] | None:
    """How many stand in each band by their latest answer in this time."""
    if not ruler.item.bands:
        return None
    counts = Counter(level_of(ruler.item.bands, one.latest) for one in ruler.answers.values())
    shown = small.shown_column([counts[band.id] for band in ruler.item.bands], look.under)
    return {
        "name": ruler.name,
        "unconfirmed": "" if all(band.confirmed for band in ruler.item.bands) else words.UNCONFIRMED,
        "rows": [(band.name, said(value)) for band, value in zip(ruler.item.bands, shown, strict=True)],
    }
