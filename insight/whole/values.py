"""What stands in a column, in words; and which one a key points at, asked for all rows of a kind at once."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, JSONField, Model

from activation.answers_shown import said
from activation.definition import definition_of
from activation.models import Instrument, Measurement
from practice import wording
from practice.models import Membership

# What others are called: the column, or the way to it.
NAMED = {
    "activation.Instrument": "name",
    "coaching.GroupMeeting": "series__name",
    "coaching.GroupSeries": "name",
    "coaching.Programme": "name",
    "outreach.CohortRun": "cohort__name",
    "outreach.OfferedTime": "starts_at",
    "outreach.OptOutCheck": "run__cohort__name",
    "outreach.PeopleList": "name",
    "outreach.Wave": "name",
    "patients.ImportRun": "received_at",
    "prescribing.Address": "service__name",
    "prescribing.Service": "name",
    "prescribing.SocialNeed": "words",
}


def names_of(model: type[Model], keys: Iterable[Any]) -> dict[Any, str]:
    """What these are called, in one query; nothing where they have no name of their own."""
    if model is Membership:
        members = Membership.objects.filter(pk__in=set(keys)).select_related("user")
        return {one.pk: named(one) for one in members}
    found = model._base_manager.filter(pk__in=set(keys))
    if column := NAMED.get(model._meta.label):
        return {key: plain(name) for key, name in found.values_list("pk", column)}
    return {}


def named(member: Membership) -> str:
    """As the plan and the trail say it."""
    return f"{member.name}, {member.get_role_display().lower()}"


def words_of(field: Field, value: Any) -> str:
    """One value, as the page and the file say it. A key says nothing by itself."""
    if isinstance(field, ForeignKey) or value is None or value == "":
        return ""
    if field.choices and not isinstance(value, list | dict):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, JSONField):
        return "\n".join(lines(value))
    return plain(value)


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return wording.date_and_time(value)
    if isinstance(value, dt.date):
        return wording.long_date(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value)
    return str(value)


def lines(value: Any, before: str = "") -> Iterable[str]:
    """What stands in a list of lists, a line each: `outcome: text: She rang`."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from lines(inside, f"{before}{str(name).replace('_', ' ')}: ")
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for inside in value:
            yield from lines(inside, before)
    elif value not in (None, "", [], {}):
        yield before + plain(value)


def answers(row: Measurement, instruments: dict[int, Instrument]) -> str:
    """Statement by statement, in the words in which they were put; unanswered ones are left away."""
    definition = definition_of(instruments[row.instrument_id])
    return "\n".join(
        f"{definition.says(item, row.language, row.easy_read)} "
        f"{said(definition, item, row.answers[item.id], row.language, row.easy_read)}"
        for item in definition.items
        if item.id in row.answers
    )


def from_history(field: Field, value: Any) -> str:
    """What stood there before; history keeps dates as text, and a file or a list as it was."""
    if isinstance(field, JSONField):
        return words_of(field, value)
    try:
        return words_of(field, field.to_python(value))
    except ValidationError:  # a value that the column would not take any more
        return plain(value)
