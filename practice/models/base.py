"""What every row of a practice has in common."""

from typing import Any

from django.db import models


class PracticeKey(models.ForeignKey):
    """A key to another row of the same practice.

    The database holds it with a composite key on (id, practice_id), which Django cannot
    write, so Django's own constraint is off and the migration says `same_practice`.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class TenantModel(models.Model):
    """A row that belongs to one practice and is seen only there."""

    practice = models.ForeignKey("practice.Practice", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class NetworkKey(models.ForeignKey):
    """A key to another row of the same network: as `PracticeKey`, with (id, network_id) and `same_network`."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class NetworkModel(models.Model):
    """A row that the practices of one network share. It holds nothing about patients."""

    network = models.ForeignKey("practice.Network", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def both_or_neither(at: str, by: str, name: str) -> models.CheckConstraint:
    """A fact has a time and a person, or has not happened."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
    )


def somebody_or_themselves(at: str, by: str, name: str) -> models.CheckConstraint:
    """A fact has a time; and a colleague, unless the person did it themselves through a link."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{f"{at}__isnull": False}) | models.Q(**{f"{by}__isnull": True}),
    )
