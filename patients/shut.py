"""Records that are shut to a reader: their own, a relation’s, and every colleague’s own (rule of care 4)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from patients.models import RecordBlock
from practice.models import Practice, User

Reader = User | int


def blocks(reader: Reader, **whose: Any) -> QuerySet[RecordBlock]:
    """What shuts these records to them."""
    theirs = Q(user=reader) | Q(kind=RecordBlock.Kind.OWN)
    return RecordBlock.objects.filter(theirs, ended_at=None, **whose)


def blocks_beside(reader: Reader, *, patient: str = "patient") -> QuerySet[RecordBlock]:
    """The same for each row of another question; `patient` is where such a row has the person."""
    return blocks(reader, practice=OuterRef("practice"), patient=OuterRef(patient))


def shut_to(reader: Reader, *, patient: str = "patient") -> Exists:
    """For `filter(~shut_to(request.user))`: nothing of records that are shut to the reader."""
    return Exists(blocks_beside(reader, patient=patient))


def shut_among(reader: Reader, practice: Practice, people: Iterable[int]) -> set[int]:
    """Which of these people's records are."""
    found = blocks(reader, practice=practice, patient__in=list(people))
    return set(found.values_list("patient_id", flat=True))
