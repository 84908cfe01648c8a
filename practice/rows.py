"""Rows of our own SQL as models: for what every page asks, where a queryset takes longer to compose than to answer."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def columns(model: type[models.Model], table: str) -> str:
    """All of a model's columns, as `built` wants them; `table` is its name in the statement."""
    return ", ".join(f"{table}.{field.column}" for field in model._meta.concrete_fields)


def built(model: type[Row], values: Sequence[Any]) -> Row:
    """For plain columns: nothing that a field would convert on its way from the database."""
    return model.from_db("default", [field.attname for field in model._meta.concrete_fields], values)
