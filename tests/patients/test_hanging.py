"""One walk finds what hangs on a person; a merge, a disposal and an answer to what is held all go by it."""

import pytest
from django.apps import apps
from django.db import models

from insight.whole import tables as answering
from patients import hanging, merge_parts
from patients.disposing import relations
from patients.models import Patient
from practice.models import PracticeKey, TenantModel


def forget() -> None:
    """What is asked once and then known."""
    for known in (hanging.hanging, relations.tables, answering.about_people):
        known.cache_clear()


@pytest.fixture
def added_tomorrow():
    """Two tables in a room to the left: one with a key to a person, one that hangs on that by a key of its own."""

    class Kite(TenantModel):
        flown_by = PracticeKey(Patient, related_name="+")

        class Meta:
            app_label = "insight"

    class Tail(TenantModel):
        kite = PracticeKey(Kite, related_name="+")

        class Meta:
            app_label = "insight"

    class Found(TenantModel):
        patient_id = models.BigIntegerField()

        class Meta:
            app_label = "insight"

    forget()
    yield
    for name in ("kite", "tail", "found"):
        del apps.all_models["insight"][name]
    apps.clear_cache()
    forget()


def test_a_table_that_is_added_tomorrow_moves_goes_and_is_answered_for(added_tomorrow):
    going = [table.label for table in relations.in_order_of_going()]
    assert going.index("insight.tail") < going.index("insight.kite")
    given = {table.label: table.ways for table in answering.given()}
    assert given["insight.Kite"] == ("flown_by_id",)
    assert given["insight.Tail"] == ("kite__flown_by_id",)
    moving = {(part.label, part.column) for part in merge_parts.parts()}
    assert ("insight.kite", "flown_by_id") in moving  # its tail hangs on it, and so goes along


def test_a_number_that_is_no_key_is_found_too(added_tomorrow):
    assert "insight.found" in {table.label for table in relations.tables()}
    assert "insight.Found" in {table.label for table in answering.given()}
    assert ("insight.found", "patient_id") in {(part.label, part.column) for part in merge_parts.parts()}


def test_what_each_leaves_out_is_little_and_named():
    every = {one.model for one in hanging.hanging()}
    labels = {model._meta.label_lower for model in every}
    assert labels - {table.label for table in relations.tables()} == relations.STAYS
    assert labels == {label.lower() for label in answering.about_people()}
    columns = {one.model for one in hanging.hanging() if one.own}
    kept = columns - {part.model for part in merge_parts.parts()}
    assert kept == {*merge_parts.NOT_MOVED, *(one.model for one in hanging.hanging() if one.is_derived)}
