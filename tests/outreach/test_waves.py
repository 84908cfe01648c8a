"""A wave from making to stopping: who is in it, on which day, and what is refused."""

import datetime as dt

import pytest

from outreach import counting
from outreach.actions import waves
from outreach.actions.ranking import set_points
from outreach.models import Invitation, InvitingTerms
from outreach.ranking import SHIPPED
from outreach.ranking_queries import changes, facts_of
from patients.actions.leaving import say_died
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from tests import build
from tests.outreach import rows
from tests.outreach.waves import a_started, a_wave, wanted

DAY = dt.timedelta(days=1)
TUESDAY = build.NOW.date() + DAY


@pytest.fixture
def people(elm):
    return [build.a_patient(elm) for _one in range(7)]


@pytest.fixture
def run(elm, people):
    return rows.a_run_of(elm, people, {})


@pytest.fixture
def cara(member):
    return member("cara")


def asked_on(wave):
    return [(one.ask_on - TUESDAY).days for one in wave.invitations.open().order_by("position")]


def test_a_wave_keeps_its_people_in_order_with_points_reasons_and_days(run, people):
    wave = a_wave(run, a_day=2, size=6)
    kept = list(wave.invitations.order_by("position"))
    assert len({one.patient_id for one in kept}) == 6
    # Tuesday, Wednesday, Thursday: two a day.
    assert asked_on(wave) == [0, 0, 1, 1, 2, 2]
    assert kept[0].because == [["never_asked", 2], ["activation", 2], ["long_ago", 2], ["only_call", 2]]
    assert (kept[0].points, kept[0].effort, wave.chase_after_days) == (8, ["call"], 7)
    assert all(one.asked_at is None for one in kept)


def test_weekends_and_bank_holidays_are_no_days_to_ask(run):
    good_friday_eve = dt.date(2026, 4, 2)
    wave = a_wave(run, a_day=5, starts_on=good_friday_eve)
    days = [one.ask_on for one in wave.invitations.order_by("position")]
    assert days[4:6] == [good_friday_eve, dt.date(2026, 4, 7)]


def test_nobody_to_ask_is_said(run, people, cara, now):
    for person in people:
        say_died(patient=person, died_on=None, by=cara, now=now)
    with pytest.raises(NotPossible, match="Nobody"):
        a_wave(run)


def test_start_leaves_out_who_died_since_and_spreads_the_others(run, cara, now):
    wave = a_wave(run, a_day=3)
    gone = wave.invitations.get(position=1)
    say_died(patient=gone.patient, died_on=None, by=cara, now=now)
    started = waves.start(wave=wave, version=wave.version, by=cara, now=now + 9 * DAY)
    gone.refresh_from_db()
    assert (gone.closed, gone.closed_by) == (Invitation.Closed.GONE, cara)
    assert started.started_by == cara
    # Nine days later is a Wednesday; what was to be yesterday is from today on.
    assert asked_on(started) == [8, 8, 8, 9, 9, 9]


def test_start_refuses_what_was_not_shown(run, cara, now):
    wave = a_wave(run)
    for wrong in ({"version": 9}, {"version": 1, "people": 6}):
        with pytest.raises(Stale):
            waves.start(wave=wave, by=cara, now=now, **wrong)
    assert waves.start(wave=wave, version=1, people=7, by=cara, now=now).started_at
    with pytest.raises(Stale):
        waves.start(wave=wave, version=2, by=cara, now=now)


def test_two_waves_do_not_ask_the_same_person(elm, run):
    first = a_started(run, size=4)
    second = a_wave(run)
    both = [set(wave.invitations.values_list("patient", flat=True)) for wave in (first, second)]
    assert (len(both[0]), len(both[1]), both[0] & both[1]) == (4, 3, set())


def test_stop_drops_who_is_silent_and_keeps_who_answered(run, cara, now):
    wave = a_started(run)
    wants_call = wave.invitations.filter(position=2)
    wants_call.update(asked_at=now, answer="call", answered_at=now, to_call_since=now)
    waves.stop(wave=wave, because="The telephone is down", by=cara, now=now)
    assert list(wave.invitations.open()) == [wants_call.get()]
    assert wave.invitations.filter(closed="stopped", closed_by=cara).count() == 6
    with pytest.raises(NotPossible, match="already"):
        waves.stop(wave=wave, because="", by=cara, now=now)


def test_a_stop_is_undone_within_a_day(run, cara, now):
    wave = a_started(run, a_day=3)
    wave.invitations.filter(position__lt=3).update(asked_at=now)
    waves.stop(wave=wave, because="By mistake", by=cara, now=now)
    with pytest.raises(NotPossible, match="more than a day"):
        waves.undo_stop(wave=wave, by=cara, now=now + 25 * DAY / 24)
    again = waves.undo_stop(wave=wave, by=cara, now=now + DAY)
    assert (again.stopped_at, again.stopped_because) == (None, "")
    # Those who were asked keep their day; the others begin again today.
    assert asked_on(wave) == [0, 0, 0, 0, 0, 1, 1]


def test_somebody_is_taken_out_and_put_back_before_the_start_only(run, cara, now):
    wave = a_wave(run)
    one = wave.invitations.get(position=3)
    waves.take_out(invitation=one, by=cara, now=now)
    assert wave.invitations.open().count() == 6
    waves.put_back(invitation=one, by=cara, now=now)
    waves.start(wave=wave, version=1, by=cara, now=now)
    waves.take_out(invitation=one, by=cara, now=now)
    with pytest.raises(NotPossible, match="before a wave is started"):
        waves.put_back(invitation=one, by=cara, now=now)
    assert TrailEvent.objects.filter(verb="wave.taken_out", patient_id=one.patient_id).count() == 2


def test_who_was_asked_is_not_taken_out(run, cara, now):
    wave = a_started(run)
    one = wave.invitations.get(position=1)
    wave.invitations.filter(pk=one.pk).update(asked_at=now)
    with pytest.raises(NotPossible, match="asked already"):
        waves.take_out(invitation=one, by=cara, now=now)


def test_points_are_the_practices_own_and_the_history_tells_who_changed_them(elm, run, cara, now):
    first = {**SHIPPED, "never_asked": 9}
    set_points(practice=elm, seen=SHIPPED, points=first, by=cara, now=now)
    set_points(practice=elm, seen=first, points={**SHIPPED, "never_asked": 0}, by=cara, now=now + DAY)
    told = [(one.line, one.was, one.points, one.by) for one in changes(elm)]
    assert told == [("Never invited", 9, 0, cara.name), ("Never invited", 2, 9, cara.name)]
    assert ["never_asked", 2] not in a_wave(run).invitations.get(position=1).because
    with pytest.raises(Stale):
        set_points(practice=elm, seen=SHIPPED, points=SHIPPED, by=cara, now=now)


def test_facts_are_read_from_the_record(elm, now):
    plain = build.a_patient(elm)
    protected = build.a_patient(elm, restricted=True, interpreter_needed=True)
    elm.patients.filter(pk__in=[plain.pk, protected.pk]).update(deprivation=2)
    found = {one.patient: one for one in facts_of(elm, [plain.pk, protected.pk], now.date())}
    assert (found[plain.pk].fifth, found[plain.pk].interpreter, found[plain.pk].only_call) == (1, False, True)
    assert (found[protected.pk].fifth, found[protected.pk].interpreter) == (None, True)


def test_values_of_a_wave_are_kept(run):
    wave = a_wave(run, name="Third wave", size=3)
    assert {name: getattr(wave, name) for name in wanted()} == wanted(name="Third wave", size=3)


def test_the_funnel_counts_each_person_once_over_several_waves(elm, run, cara, now):
    first = a_started(run, size=3)
    first.invitations.update(asked_at=now - DAY)
    waves.stop(wave=first, because="Too many said yes", by=cara, now=now)
    elm.patients.filter(pk=first.invitations.get(position=1).patient_id).update(gender="1")
    again = rows.a_run_of(elm, [one.patient for one in first.invitations.all()], {})
    InvitingTerms.objects.create(practice=elm, months_between=0, set_at=now, set_by=cara)
    second = a_started(again, starts_on=now.date())
    second.invitations.filter(position=1).update(answer="yes", answered_at=now)
    everybody, groups = counting.funnel(elm, now, now + DAY, now.date())
    told = dict(zip(counting.NAMES, everybody, strict=True))
    assert (told["chosen"], told["asked"], told["yes"]) == (3, 3, 1)
    assert [(label, counts[0]) for label, counts in groups["Sex"]] == [("Male", 1), ("Female", 2)]
    assert counting.funnel(elm, now + DAY, now + 2 * DAY, now.date())[0][0] == 0
