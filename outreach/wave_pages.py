"""What the pages of one wave show: what came of it so far, and what a press would start."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from outreach import counting, equity_page, finding, ways
from outreach.actions.waves import MAY_UNDO, unasked
from outreach.allowing import needs_reason
from outreach.choosing import Choice, places
from outreach.counting import STAGES
from outreach.criteria import Criteria
from outreach.days import ask_days
from outreach.found_shown import hidden_under
from outreach.grouping import Counts, Rows
from outreach.models import CohortRun, Invitation, LeftOut, Wave
from outreach.ranking import EFFORTS, LINES, Ranked
from outreach.wave_queries import FINISHED, names, state
from practice import bars
from practice.clock import LONDON
from practice.requests import Request
from practice.small import shown, shown_parts
from reminders.kinds import Channel

SHOWN = 50  # of a look ahead; all of them stand on the page of the wave
DRAWN = ("asked", "answered", "yes")


def wave_page(request: Request, wave: Wave) -> dict[str, Any]:
    """Everything on it, at the same number of queries however many people."""
    under = hidden_under(request)
    everybody, groups = counting.of_wave(wave, request.today)
    words, meaning = state(wave)
    return {
        "wave": wave,
        "state": words,
        "meaning": meaning,
        "finished": words == FINISHED,
        "under": under,
        "most_hidden": under - 1,
        "stages": stages(everybody, under),
        "anybody": everybody[counting.NAMES.index("asked")] > 0,
        "drawing": stage_drawing(everybody, under),
        "tables": [group_table(at, *one, under) for at, one in enumerate(groups.items())],
        "short": equity_page.of_wave(wave, request.today, under).short,
        "may_undo": bool(wave.stopped_at and request.now - wave.stopped_at <= MAY_UNDO),
        "unreasoned": unreasoned(wave.run) if not wave.started_at else "",
        "last_day": wave.invitations.order_by("-ask_on").values_list("ask_on", flat=True).first(),
    }


def unreasoned(run: CohortRun) -> str:
    """The protected characteristics for which a manager's reason is missing, in words."""
    if not needs_reason(run.cohort, run.criteria):
        return ""
    return " and ".join(Criteria.read(run.criteria).protected)


def about(request: Request, run: CohortRun) -> dict[str, Any]:
    """What somebody has to know of a run before a wave is made from it."""
    days_ago = (request.today - run.run_at.astimezone(LONDON).date()).days
    return {"unreasoned": unreasoned(run), "days_ago": days_ago}


def stages(everybody: Counts, under: int) -> list[dict[str, Any]]:
    """Each stage with its number, its share of those chosen, and how it is counted."""
    return [
        {"words": words, "how": how, "cell": cell(everybody[0], everybody[at], under)}
        for at, (_name, words, how) in enumerate(STAGES)
    ]


def cell(whole: int, part: int, under: int) -> str:
    """4 (20%)."""
    ((people, number),) = shown_parts([(whole, part)], under)
    if number is None:
        return "Not shown"
    return f"{number} ({round(100 * number / people)}%)" if people else str(number)


def stage_drawing(everybody: Counts, under: int) -> bars.Drawing:
    whole = shown(everybody[0], under)
    rows = []
    for at, (_name, words, _how) in enumerate(STAGES[1:], start=1):
        ((_people, number),) = shown_parts([(everybody[0], everybody[at])], under)
        rows.append((words, [None if number is None or not whole else round(100 * number / whole)]))
    return bars.compared("What came of it", ("Share of those chosen",), rows)


def group_table(at: int, name: str, rows: Rows, under: int) -> dict[str, Any]:
    """One grouping: every stage in a table, three of them drawn."""
    columns = [
        shown_parts([(counts[0], counts[stage]) for _label, counts in rows], under)
        for stage in range(len(STAGES))
    ]
    words = {stage: words for stage, words, _how in STAGES}
    drawn = [counting.NAMES.index(stage) for stage in DRAWN]
    shares = [
        (label, [percent(columns[stage][row]) for stage in drawn])
        for row, (label, _counts) in enumerate(rows)
    ]
    return {
        "id": f"funnel-{at}",
        "name": name,
        "heads": list(words.values()),
        "rows": [
            (label, [(head, said(column[row])) for head, column in zip(words.values(), columns, strict=True)])
            for row, (label, _counts) in enumerate(rows)
        ],
        "drawing": bars.compared(f"Of those chosen, by {name.lower()}", [words[s] for s in DRAWN], shares),
    }


def percent(pair: tuple[int | None, int | None]) -> int | None:
    people, number = pair
    return None if number is None or not people else round(100 * number / people)


def said(pair: tuple[int | None, int | None]) -> str | int:
    return "Not shown" if pair[1] is None else pair[1]


@dataclasses.dataclass(frozen=True, slots=True)
class Ahead:
    """What a press on *start* would do now."""

    asking: int
    by: list[str]
    left_out: list[tuple[str, int]]
    first: dt.date | None
    last: dt.date | None


def ahead(wave: Wave, now: dt.datetime) -> Ahead:
    """Who is left out by now is not asked; how each is asked is looked at again on their day."""
    rows: list[Invitation] = list(unasked(wave))
    people = [one.patient_id for one in rows]
    left_out = finding.left_out_now(wave.practice, people, wave.programme, now, wave=wave)
    asking = [patient for patient in people if patient not in left_out]
    days = ask_days(max(wave.starts_on, now.date()), len(asking), wave.a_day)
    by = ways.said(ways.ways(wave.practice, asking, now)) if asking else []
    first, last = (days[0], days[-1]) if days else (None, None)
    return Ahead(len(asking), by, reasons(Counter(left_out.values())), first, last)


def reasons(left_out: Counter[LeftOut]) -> list[tuple[str, int]]:
    return [(why.label, left_out[why]) for why in LeftOut if left_out[why]]


def looked_ahead(request: Request, run: CohortRun, choice: Choice) -> dict[str, Any]:
    """The wave that a form would make: who, in which order, why; how they would be asked; and its make-up."""
    patients = [one.patient for one in choice.chosen]
    could = [one.patient for one in choice.order]
    called = names(request, patients[:SHOWN])
    found = ways.ways(request.practice, patients, request.now)
    return {
        "chosen": len(patients),
        "could": len(choice.order),
        "left_out": reasons(choice.left_out),
        "by": ways.said(found),
        "rows": [
            row(place, one, called[one.patient], found.get(one.patient))
            for place, one in places(choice.order, choice.chosen[:SHOWN])
        ],
        "more": max(0, len(patients) - SHOWN),
        "makeup": equity_page.make_up(run.practice, patients, could, request.today, 0),
    }


def row(place: int, one: Ranked, name: str, channel: Channel | None) -> dict[str, Any]:
    return {
        "place": place,
        "name": name,
        "points": one.points,
        "why": why(one.because),
        "effort": takes(one.effort, channel),
    }


def why(because: Sequence[Sequence[Any]]) -> str:
    """Most deprived fifth +3; Never invited +2. A rule that is gone since then shows its key."""
    told = "; ".join(f"{LINES.get(key, key)} +{points}" for key, points in because)
    return told or "No rule gives points"


def takes(effort: Sequence[str], channel: Channel | None) -> str:
    """As the ranking knows it; or else a call, where the sender finds no other way as things stand."""
    return efforts(effort) or (EFFORTS["call"] if channel == Channel.CALL else "")


def efforts(effort: Sequence[str]) -> str:
    """Ringing with an interpreter is ringing."""
    needed = [one for one in effort if one != "call" or "interpreter" not in effort]
    return ", ".join(EFFORTS.get(one, one) for one in needed)
