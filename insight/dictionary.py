"""The data dictionary: what every table and column holds, from the models, their remarks and the database's walls.

Words come from the docstring of a model, from `dictionary.txt` beside this file, from a remark at the field, or from
its choices; the walls are asked of the database, so what stands there is what holds.
"""

import ast
import inspect
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from insight.field_classes import classes_of

ROOMS = ("practice", "patients", "activation", "prescribing", "coaching", "reminders", "outreach", "insight")
WORDS = Path(__file__).with_name("dictionary.txt")
HEAD = """# Data dictionary

Made from the models and the database by `manage.py data_dictionary`; a test fails when it is not current. All that
the product keeps stands here, but for the tables of Django and django-allauth (sessions, second steps, cache).

- **Class**: *identifying* says who somebody is, *clinical* says something of their health or life, *neither* does
  neither by itself. It decides what a file without names leaves out and what may never stand in a log.
- **Rows**: which the web and worker log-ins of the database may see at all. *History*: every change leaves a row in
  `practice_history` with who, when and what stood before. *Append-only*: added and read, by nobody changed.
- Times are kept in UTC and shown as London's. A key to a patient is a number of our own that says nothing alone.
"""
TYPES: list[tuple[type[models.Field], str]] = [
    (models.ForeignKey, "key"),
    (ArrayField, "list"),
    (models.BooleanField, "yes or no"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.JSONField, "structure"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
    (models.IntegerField, "whole number"),
    (models.UUIDField, "random id"),
    (models.BinaryField, "bytes"),
    (models.CharField, "text"),
    (models.TextField, "text"),
]
_SEEN = "SELECT tablename, qual FROM pg_policies WHERE schemaname = 'public' AND policyname = 'in_view'"
_OTHER = "SELECT tablename, count(*) FROM pg_policies WHERE schemaname = 'public' GROUP BY 1"
_TRIGGERS = (
    "SELECT tgrelid::regclass::text, CASE WHEN tgname LIKE 'history%' THEN 'history' ELSE 'append' END"
    " FROM pg_trigger WHERE tgname LIKE 'history\\_%' OR tgname = 'append_only'"
)


def page() -> str:
    """All of it, as Markdown."""
    walls = asked()
    parts = [HEAD]
    for room in ROOMS:
        config = apps.get_app_config(room)
        parts.append(f"\n## {room}/\n\n{config.verbose_name}.\n")
        parts += [table(model, walls) for model in config.get_models()]
    return "".join(parts)


def asked() -> dict[str, dict[str, str]]:
    """What the database says of each table: its row policy, its history."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN)
        seen = dict(cursor.fetchall())
        cursor.execute(_OTHER)
        policies = dict(cursor.fetchall())
        cursor.execute(_TRIGGERS)
        kept = cursor.fetchall()
    return {
        "seen": {name: seen.get(name) or "a policy of its own" for name in policies},
        "history": {name: "yes" for name, what in kept if what == "history"},
        "append": {name: "yes" for name, what in kept if what == "append"},
    }


def table(model: type[models.Model], walls: dict[str, dict[str, str]]) -> str:
    name, classes = model._meta.db_table, classes_of(model._meta.label)
    lines = [f"\n### {name}\n\n{about(model)}\n\n{walls_of(name, walls)}\n"]
    lines.append("\n| column | type | what | class |\n| --- | --- | --- | --- |\n")
    lines += [
        f"| `{field.column}` | {kind(field)} | {meaning(model, field)} | {classes[field.name]} |\n"
        for field in model._meta.local_fields
    ]
    return "".join(lines)


def about(model: type[models.Model]) -> str:
    """The model's own docstring, on one line."""
    return " ".join((inspect.getdoc(model) or model.__name__).split())


def walls_of(name: str, walls: dict[str, dict[str, str]]) -> str:
    policy = walls["seen"].get(name)
    history = "history" if name in walls["history"] else "no history of its own"
    append = ", append-only" if name in walls["append"] else ""
    return f"Rows: {rows(policy)}; {history}{append}."


def rows(policy: str | None) -> str:
    """A row policy in words."""
    if policy is None:
        return "no row policy"
    if "networks_in_view" in policy and "practices_in_view" not in policy:
        return "of the networks in view"
    if "networks_in_view" not in policy and re.fullmatch(
        r"\(practice_id = ANY .*practices_in_view.*\)", policy
    ):
        return "of the practices in view"
    return "by a policy of its own"


def kind(field: models.Field) -> str:
    return next((words for of, words in TYPES if isinstance(field, of)), type(field).__name__)


def meaning(model: type[models.Model], field: models.Field) -> str:
    """The first that says something: a remark in the source, our words, choices, what it points at, its name."""
    said = (
        remarks(model).get(field.name)
        or ours().get(f"{model.__name__}.{field.name}")
        or ours().get(field.name)
    )
    options = "; ".join(str(label) for _value, label in field.flatchoices or () if label)
    found = [words for words in (said or by_name(field), options if len(options) < 200 else "") if words]
    return cell(": ".join(found))


def by_name(field: models.Field) -> str:
    """What a name says by the house's custom: `_at` when, `_by` who, `_on` on which day."""
    if field.is_relation and not field.name.endswith("_by"):
        target: Any = field.related_model
        return f"`{target._meta.db_table}`"
    words = field.name.replace("_", " ")
    for end, form in ((" at", "When: {}"), (" by", "Who: {}"), (" on", "Day: {}"), (" because", "Why: {}")):
        if words.endswith(end):
            return form.format(words.removesuffix(end))
    return words.capitalize()


@cache
def ours() -> dict[str, str]:
    """`name: words` or `Model.name: words`, a line each."""
    lines = (line.partition(": ") for line in WORDS.read_text(encoding="utf-8").splitlines() if ": " in line)
    return {name: words for name, _colon, words in lines}


@cache
def remarks(model: type[models.Model]) -> dict[str, str]:
    """The remark behind or above each field, where the source has one."""
    source = inspect.getsource(model)
    lines, found = source.splitlines(), {}
    for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            behind = lines[(node.end_lineno or node.lineno) - 1].partition("  # ")[2]
            above = lines[node.lineno - 2].strip()
            said = behind or (above.removeprefix("# ") if above.startswith("# ") else "")
            if said:
                found[node.targets[0].id] = (
                    said.rstrip(".").capitalize() if said[0].islower() else said.rstrip(".")
                )
    return found


def cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
