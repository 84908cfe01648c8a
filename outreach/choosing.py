"""Whom a wave would ask: of those whom a run found, without those who are not to be asked now, in their order."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from outreach import finding, ranking, ranking_queries
from outreach.models import CohortRun, LeftOut, Wave
from outreach.ranking import Ranked


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Everybody who could be asked now, in order; who of them would be; and who is left out by now, and why."""

    order: list[Ranked]
    chosen: list[Ranked]
    left_out: Counter[LeftOut]


def choice_of(run: CohortRun, values: dict[str, Any], now: dt.datetime) -> Choice:
    """By what is known at this moment: a run is of its day."""
    practice = run.practice
    found = list(finding.people_of(run).values_list("patient_id", flat=True))
    left_out = finding.left_out_now(practice, found, values["programme"], now)
    asking = [patient for patient in found if patient not in left_out]
    facts = ranking_queries.facts_of(practice, asking, now.date())
    order = ranking.ranked(facts, ranking_queries.points_here(practice), lot=run.pk)
    chosen = ranking.choose(
        order,
        values["size"],
        by_fifth=values["balance"] == Wave.Balance.DEPRIVATION,
        effort_percent=values["effort_percent"],
    )
    return Choice(order, chosen, Counter(left_out.values()))


def places(order: list[Ranked], chosen: Iterable[Ranked]) -> list[tuple[int, Ranked]]:
    """Each of the chosen with their place in the whole order."""
    wanted = {one.patient for one in chosen}
    return [(place, one) for place, one in enumerate(order, start=1) if one.patient in wanted]
