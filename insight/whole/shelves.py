"""The texts of a request as a clinician goes through them: a page at a time, rows never torn apart."""

import dataclasses
import itertools

from django.apps import apps

from insight.models import AccessText
from insight.whole.gathering import place, section_title
from insight.whole.looked_back import TITLES as LOOKED_BACK
from insight.whole.tables import about_people

A_PAGE = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """Some texts of one kind, read together."""

    title: str
    number: int
    of: int
    rows: tuple[AccessText, ...]

    @property
    def first(self) -> int:
        """Which text its address names."""
        return self.rows[0].pk

    @property
    def read(self) -> int:
        return sum(bool(row.decision) for row in self.rows)

    @property
    def done(self) -> bool:
        return self.read == len(self.rows)

    @property
    def heading(self) -> str:
        return self.title if self.of == 1 else f"{self.title}, page {self.number} of {self.of}"


def pages(texts: list[AccessText]) -> list[Page]:
    """In the order of the answer."""
    ordered = sorted(texts, key=lambda row: (*order(row.model), row.row_id, row.pk))
    found = []
    for model, rows in itertools.groupby(ordered, key=lambda row: row.model):
        shared = together(list(rows))
        found += [
            Page(title_of(model), number, len(shared), tuple(some))
            for number, some in enumerate(shared, start=1)
        ]
    return found


def together(rows: list[AccessText]) -> list[list[AccessText]]:
    """As many rows of the record as fit a page; one that has more texts than that has a page of its own."""
    shared: list[list[AccessText]] = [[]]
    for _row, those in itertools.groupby(rows, key=lambda row: row.row_id):
        some = list(those)
        if shared[-1] and len(shared[-1]) + len(some) > A_PAGE:
            shared.append([])
        shared[-1] += some
    return shared


def order(model: str) -> tuple[bool, bool, int, str]:
    """What looks back comes last."""
    return (model in LOOKED_BACK, *place(about_people()[model]))


def title_of(model: str) -> str:
    return LOOKED_BACK.get(model) or section_title(apps.get_model(model))
