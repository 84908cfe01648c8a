"""Questionnaires are loaded once, for one practice or for all, and a practice sees its own and no other's."""

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, transaction
from django.db.migrations.executor import MigrationExecutor

from activation import after_migrate
from activation.actions import loading
from activation.actions.licensing import end_licence, note_licence
from activation.actions.loading import load, load_for_all, load_shipped, retire
from activation.definition import WrongFile
from activation.models import Calibration, HeldLicence, Instrument
from practice.actions import NotPossible
from practice.models import TrailEvent
from practice.permissions import Role
from tests.activation.files import SHIPPED, bent, shipped, small
from tests.conftest import look_at

both_log_ins = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def mo(member):
    return member("mo", role=Role.ADMINISTRATOR)


@pytest.fixture
def put(elm, mo, now):
    """`put(raw)`: loaded at Elm by Mo."""
    return lambda raw: load(definition_raw=raw, practice=elm, by=mo, now=now)


def places(call, *args) -> dict[str, str]:
    with pytest.raises(WrongFile) as wrong:
        call(*args)
    return {problem.place: problem.words for problem in wrong.value.problems}


def test_what_is_shipped_stands_for_everybody(elm):
    standing = Instrument.objects.standing().filter(practice=None)
    assert sorted(i.key for i in standing) == sorted(path.stem for path in SHIPPED.glob("*.json"))
    assert Calibration.objects.get(instrument__key="skerry-13").is_provisional


def test_a_practice_loads_its_own(put, elm, mo):
    done = put(small())
    assert (done.outcome, done.instrument.practice_id, done.instrument.loaded_by) == (
        "loaded",
        elm.pk,
        mo.user,
    )
    event = TrailEvent.objects.filter(verb="questionnaire.loaded", practice=elm).latest("pk")
    assert event.details == {"key": "our-three", "version": "1", "outcome": "loaded"}


def test_the_same_file_twice_changes_nothing(put):
    first = put(small())
    again = put(small())
    assert (again.outcome, again.instrument.pk) == ("unchanged", first.instrument.pk)


def test_a_new_version_retires_the_old(put, now):
    first = put(small()).instrument
    done = put(small(version="2"))
    first.refresh_from_db()
    assert (done.outcome, first.retired_at) == ("replaced", now)


def test_one_version_never_changes_its_words(put):
    put(small())
    raw = bent("items", 0, "text", "en", to="Another")
    assert "new version" in places(put, raw)["version"]


def test_a_version_that_was_replaced_does_not_come_back(put):
    put(small())
    put(small(version="2"))
    assert put(small()).outcome == "unchanged"
    assert Instrument.objects.standing().get(key="our-three").version == "2"


def test_a_wrong_file_leaves_nothing(put):
    assert "licence" in places(put, small(licence="free"))
    assert not Instrument.objects.filter(key="our-three").exists()


def test_a_name_of_the_whole_installation_is_taken(put):
    assert "whole installation" in places(put, small(key="skerry-13"))["key"]


def test_licensed_wording_needs_a_licence_that_holds(put, mo, now):
    raw = small(licence="licensed")
    assert "first note the licence" in places(put, raw)["licence"]
    note_licence(key="our-three", reference="L-1", expires_on=now.date(), by=mo, now=now)
    assert put(raw).outcome == "loaded"


def test_a_licence_that_ran_out_holds_no_more(put, mo, clock):
    today = clock.now()
    note_licence(key="our-three", reference="L-1", expires_on=today.date(), by=mo, now=today)
    tomorrow = clock.move(days=1)
    with pytest.raises(WrongFile, match="first note the licence"):
        load(definition_raw=small(licence="licensed"), practice=mo.practice, by=mo, now=tomorrow)


def test_a_licensed_file_stands_in_place_of_the_score_alone(put, mo, now):
    note_licence(key="pam", reference="L-2", expires_on=now.date(), by=mo, now=now)
    assert put(small(key="pam", licence="licensed")).outcome == "loaded"


def test_another_practice_sees_nothing_of_it(put, oak):
    put(small())
    look_at(oak)
    assert not Instrument.objects.filter(key="our-three").exists()
    assert Instrument.objects.filter(key="skerry-13").exists()


def test_the_web_log_in_cannot_load_for_everybody(elm, now):
    with pytest.raises(DatabaseError, match="policy"), transaction.atomic():
        load_for_all(small(), now=now)


def test_a_renewed_licence_ends_the_one_before(mo, now):
    first = note_licence(key="pam", reference="L-1", expires_on=now.date(), by=mo, now=now)
    second = note_licence(key="pam", reference="L-2", expires_on=now.date(), by=mo, now=now)
    first.refresh_from_db()
    assert (first.ended_by, second.holds(now.date())) == (mo, True)
    assert HeldLicence.objects.filter(ended_at=None).count() == 1


def test_a_licence_ends_once(mo, now):
    licence = note_licence(key="pam", reference="L-1", expires_on=now.date(), by=mo, now=now)
    end_licence(licence=licence, by=mo, now=now)
    with pytest.raises(NotPossible, match="already"):
        end_licence(licence=licence, by=mo, now=now)


def test_a_licence_of_yesterday_is_not_noted(mo, clock):
    today = clock.now().date()
    with pytest.raises(NotPossible, match="run out"):
        note_licence(key="pam", reference="L-1", expires_on=today, by=mo, now=clock.move(days=1))


def test_its_own_is_taken_out_of_use_and_what_is_everybodys_is_not(put, mo, now):
    own = put(small()).instrument
    assert retire(instrument=own, by=mo, now=now).retired_at == now
    with pytest.raises(NotPossible, match="already"):
        retire(instrument=own, by=mo, now=now)
    shared = Instrument.objects.get(key="skerry-13")
    with pytest.raises(NotPossible, match="whole installation"), transaction.atomic():
        retire(instrument=shared, by=mo, now=now)


@both_log_ins
def test_what_comes_with_the_product_is_found_unchanged(elm, now):
    assert {done.outcome for done in load_shipped(now=now, using="owner")} == {"unchanged"}


@both_log_ins
def test_a_new_version_for_everybody_stands_in_every_trail(elm, oak, now):
    raw = shipped("confidence") | {"version": "2"}
    assert load_for_all(raw, now=now, using="owner").outcome == "replaced"
    for practice in (elm, oak):
        look_at(practice)
        found = TrailEvent.objects.filter(practice=practice, verb="questionnaire.loaded").latest("pk")
        assert found.details["outcome"] == "replaced"


@both_log_ins
def test_licensed_wording_is_nobodys_for_everybody(elm, now):
    raw = small(licence="licensed")
    with pytest.raises(WrongFile, match="the practice that holds the licence"):
        load_for_all(raw, now=now, using="owner")


def test_what_is_shipped_has_no_colleague_behind_it(elm):
    assert Instrument.objects.filter(practice=None, loaded_by=None).count() == 6


def test_half_way_through_migrating_nothing_is_loaded(db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one more"])
    monkeypatch.setattr(after_migrate, "load_shipped", lambda **given: pytest.fail("too early"))
    assert after_migrate.load_what_is_shipped(using="default") is None


@both_log_ins
def test_a_shipped_file_that_changed_without_a_new_version_stops_the_upgrade(db, monkeypatch):
    changed = shipped("confidence") | {"name": "Another name"}
    monkeypatch.setattr(loading, "shipped", lambda: [changed])
    with pytest.raises(CommandError, match="give this one a new version"):
        after_migrate.load_what_is_shipped(using="owner")
