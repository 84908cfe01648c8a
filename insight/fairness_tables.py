"""Fairness at one practice, as a file: the table of each grouping."""

from django.conf import settings

from insight import fairness_page, how_far, period
from insight import fairness_words as words
from insight.tables import Table
from practice.requests import Request


def tables(request: Request, under: int) -> dict[str, Table]:
    """Of the aim, the stage, what it is compared with and the months of the address."""
    asked, time = words.read(request.GET), period.of(request)
    found = how_far.counted(request.practice, asked.aim, time, request.today)
    groups = how_far.named(found, least=settings.SMALL_NUMBERS_UNDER)
    made = fairness_page.tables_of(groups, how_far.everybody(found), asked, under)
    stage = asked.stage
    said = [
        f"{stage.title}: {asked.how}",
        f"{stage.base.title}: {stage.base.how}",
        words.COMPARED,
        words.GROUPS,
    ]
    title = f"Fairness. {asked.aim.label}: {stage.title.lower()}"
    return {
        one.name.lower(): Table(
            f"{title}, {one.caption.lower()}",
            said,
            time.words,
            [column["label"] for column in one.columns],
            one.rows,
        )
        for one in made
    }
