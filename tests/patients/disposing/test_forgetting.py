"""What is kept for a time only: each goes when its time is over, and not a day before."""

import datetime as dt
import os

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from config.celery import app
from patients import old_lists
from patients.models import ImportRun
from practice import forgetting
from practice.models import FormKey, History, SignInEvent
from prescribing import forgetting as from_outside
from prescribing.models import Arrival
from reminders.providers.printing import KEPT_DAYS, PrintQueue
from reminders.tasks import letters
from tests import build
from tests.patients import lists
from tests.patients.disposing.conftest import colleague

NOW = build.NOW
DAY = dt.timedelta(days=1)


@pytest.fixture
def kept(settings, tmp_path):
    """Files of this test alone, and each period an even one."""
    settings.UPLOADS, settings.LETTERS = tmp_path / "uploads", tmp_path / "letters"
    settings.UPLOADS_KEPT_DAYS, settings.LIST_LINES_KEPT_MONTHS = 30, 13
    return settings


def old_and_new(practice, now: dt.datetime) -> tuple[ImportRun, ImportRun]:
    return tuple(
        lists.checked(practice, lists.as_list(lists.MARY), now=when) for when in (now, now + 2 * DAY)
    )


def test_a_list_that_nobody_brought_in_goes_after_a_month(practice, kept):
    old, new = old_and_new(practice, NOW)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert old_lists.let_go_everywhere(NOW + 31 * DAY) == 1
    old.refresh_from_db()
    assert (old.stored_as, old.findings.count(), old.changes.count()) == ("", 0, 0)
    assert "Nobody brought this list in" in old.stopped_because
    assert [path.name for path in kept.UPLOADS.iterdir()] == [new.stored_as]


def test_whom_a_list_added_is_told_for_thirteen_months(practice, kept):
    run = lists.brought_in(practice, lists.as_list(lists.MARY))
    old_lists.let_go_everywhere(NOW + 13 * 31 * DAY)
    assert run.changes.count() == 1
    old_lists.let_go_everywhere(NOW + 13 * 31 * DAY + dt.timedelta(seconds=1))
    assert run.changes.count() == 0
    assert practice.patients.filter(nhs_number="9990000034").exists()


def test_a_file_that_nothing_names_goes(practice, kept):
    run = lists.received(practice, lists.as_list(lists.MARY))
    orphan = kept.UPLOADS / ("0" * 32)
    orphan.write_text("left by a server that stopped")
    for path in kept.UPLOADS.iterdir():
        os.utime(path, (1, 1))
    from_outside.sweep_uploads(NOW)
    assert [path.name for path in kept.UPLOADS.iterdir()] == [run.stored_as]


def an_arrival(practice, settled_at: dt.datetime | None) -> Arrival:
    who = {"who": "self", "name": "Zyxwvut Quill", "birth_date": dt.date(1970, 1, 1)}
    settled = {"settled_at": settled_at, "settled_by": colleague("cara") if settled_at else None}
    times = {"received_at": NOW, "due_at": NOW}
    return Arrival.objects.create(
        practice=practice, **who, **times, **settled, settled="not_ours" if settled_at else ""
    )


def test_what_was_never_matched_goes_and_leaves_no_copy(practice, kept):
    kept.ARRIVALS_KEPT_MONTHS = 12
    old, new, held = (an_arrival(practice, when) for when in (NOW, NOW + 2 * DAY, None))
    assert from_outside.forget(NOW + 12 * 31 * DAY + DAY) == 1
    assert set(Arrival.objects.values_list("pk", flat=True)) == {new.pk, held.pk}
    assert not History.objects.filter(table_name="prescribing_arrival", row_id=old.pk).exists()
    assert History.objects.filter(table_name="prescribing_arrival", row_id=held.pk).exists()


def test_sign_ins_form_keys_sessions_and_cache(practice, kept):
    kept.SIGN_INS_KEPT_MONTHS, asha = 24, colleague("asha")
    old = [SignInEvent.objects.create(at=when, kind="failed") for when in (NOW - 24 * 31 * DAY - DAY, NOW)]
    FormKey.objects.create(
        practice=practice, member=asha, key="6f1f5b4e-0000-4000-8000-000000000001", at=NOW - 31 * DAY
    )
    worn = "('old', 'x', now() - interval '1 s'), ('new', 'x', now() + interval '1 h')"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO skerry_cache VALUES {worn}; INSERT INTO django_session VALUES {worn}")
        gone = forgetting.forget(NOW)
        cursor.execute("SELECT cache_key FROM skerry_cache UNION ALL SELECT session_key FROM django_session")
        left = [key for (key,) in cursor.fetchall()]
    assert (left.count("old"), left.count("new")) == (0, 2)
    assert (gone["sign_ins"], gone["form_keys"]) == (1, 1)
    assert gone["sessions"] >= 1 <= gone["cache"]
    assert SignInEvent.objects.filter(pk__in=[event.pk for event in old]).count() == 1


def test_letters_say_nothing_any_more_after_sixty_days(kept):
    letter = PrintQueue().path("6f1f5b4e-0000-4000-8000-000000000001")
    letter.parent.mkdir(parents=True)
    for age, stays in ((KEPT_DAYS - 1, True), (KEPT_DAYS + 1, False)):
        letter.write_text("{}")
        when = (NOW - age * DAY).timestamp()
        os.utime(letter, (when, when))
        letters.forget_old(NOW)
        assert letter.exists() == stays


def test_the_web_may_ask_for_none_of_it(elm):
    for call in ("forget_sign_ins(now(), 1)", f"forget_arrivals({elm.pk}, now())"):
        with (
            pytest.raises(DatabaseError, match="denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT {call}")


def test_the_worker_may(owner_sql):
    for function in ("forget_sign_ins(timestamptz, integer)", "forget_arrivals(bigint, timestamptz)"):
        assert owner_sql("SELECT has_function_privilege('skerry_worker', %s, 'EXECUTE')", [function]) == [
            (True,)
        ]


@pytest.mark.parametrize(
    "task",
    [
        *("practice.tasks.forget", "patients.tasks.let_old_lists_go", "patients.tasks.count_what_may_go"),
        *("prescribing.tasks.forget", "reminders.tasks.archive", "coaching.tasks.let_held_words_expire"),
    ],
)
def test_each_stands_in_the_timetable_and_can_be_called(task):
    app.loader.import_default_modules()
    assert task in {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert task in app.tasks
