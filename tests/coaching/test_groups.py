"""Groups: a yes to the agreement, places that are kept, a register, and notes that stay each person's own."""

import datetime as dt

import pytest

from coaching.actions import grouping
from coaching.actions import meeting as meetings
from coaching.group_names import names_in
from coaching.models import GroupMeeting, GroupSeries, Session
from practice.acting import Stale
from practice.actions import NotPossible
from tests import build
from tests.coaching import made

WORDS = "What is said here stays here."


@pytest.fixture
def group(elm, asha, now) -> GroupSeries:
    values = {"name": "Moving more", "place": "Library", "facilitator": asha, "places": 2, "agreement": WORDS}
    return grouping.start_series(practice=elm, values=values, by=asha, now=now)


@pytest.fixture
def inside(group, mary, asha, now):
    """Mary is in it."""
    return grouping.take_in(series=group, patient=mary, agreed_to=1, by=asha, now=now)


@pytest.fixture
def other(group, elm, asha, now):
    """Somebody else is in it too."""
    return grouping.take_in(series=group, patient=build.a_patient(elm), agreed_to=1, by=asha, now=now)


@pytest.fixture
def meeting(group, asha, now) -> GroupMeeting:
    return grouping.book_meeting(series=group, booked_for=now, minutes=90, by=asha, now=now)


def changed(group, asha, now, **values):
    before = {name: getattr(group, name) for name in grouping.NAMES}
    return grouping.change_series(
        series=group, version=group.version, values=before | values, by=asha, now=now
    )


def held(meeting, members, asha, now, summary="We spoke about mornings."):
    return meetings.hold(
        meeting=meeting, version=meeting.version, came=members, summary=summary, by=asha, now=now
    )


def test_somebody_comes_in_with_their_yes(inside, now):
    assert (inside.agreed_version, inside.agreed_on) == (1, now.date())


def test_not_with_a_yes_to_other_words(group, mary, asha, now):
    changed(group, asha, now, agreement="Come when you can.")
    with pytest.raises(NotPossible, match="agreement has changed"):
        grouping.take_in(series=group, patient=mary, agreed_to=1, by=asha, now=now)


def test_other_words_are_another_version_and_the_old_yes_stays(group, inside, asha, now):
    assert changed(group, asha, now, name="Moving").agreement_version == 1
    group.refresh_from_db()
    assert changed(group, asha, now, agreement="Come when you can.").agreement_version == 2
    inside.refresh_from_db()
    assert inside.agreed_version == 1
    assert grouping.agree_again(member=inside, agreed_to=2, by=asha, now=now).agreed_version == 2


@pytest.mark.usefixtures("other")
def test_places_are_kept_and_freed(group, inside, elm, asha, now):
    third = build.a_patient(elm)
    with pytest.raises(NotPossible, match="All 2 places"):
        grouping.take_in(series=group, patient=third, agreed_to=1, by=asha, now=now)
    grouping.leave(member=inside, because="Works on Mondays", by=asha, now=now)
    assert grouping.take_in(series=group, patient=third, agreed_to=1, by=asha, now=now).left_at is None


def test_nobody_is_in_it_or_leaves_twice(group, inside, mary, asha, now):
    with pytest.raises(NotPossible):
        grouping.take_in(series=group, patient=mary, agreed_to=1, by=asha, now=now)
    grouping.leave(member=inside, because="Moved", by=asha, now=now)
    with pytest.raises(NotPossible):
        grouping.leave(member=inside, because="Moved", by=asha, now=now)


@pytest.mark.usefixtures("inside", "other")
def test_places_cannot_fall_below_who_is_inside(group, asha, now):
    with pytest.raises(NotPossible):
        changed(group, asha, now, places=1)


def test_two_who_change_it_at_once(group, asha, now):
    changed(group, asha, now, name="Moving")
    with pytest.raises(Stale):
        changed(group, asha, now, name="Walking")


def test_who_came_gets_a_session_of_their_own(meeting, inside, asha, now):
    held(meeting, [inside], asha, now)
    session = Session.objects.get(meeting=meeting)
    assert (session.patient_id, session.mode, session.coach) == (inside.patient_id, "group", asha)
    assert (session.started_at, session.finished_at) == (now, None)


def test_the_register_is_added_to_and_nobody_is_there_twice(meeting, inside, other, asha, now):
    meeting = held(meeting, [inside], asha, now)
    held(meeting, [inside, other], asha, now)
    assert Session.objects.filter(meeting=meeting).count() == 2


def test_a_register_that_somebody_else_kept_meanwhile(meeting, inside, asha, now):
    held(meeting, [inside], asha, now)
    with pytest.raises(Stale):
        held(meeting, [inside], asha, now)


def test_not_before_it_begins_and_not_when_cancelled(group, inside, asha, now):
    when = now + dt.timedelta(days=7)
    later = grouping.book_meeting(series=group, booked_for=when, minutes=90, by=asha, now=now)
    with pytest.raises(NotPossible, match="not begun"):
        held(later, [inside], asha, now)
    later = grouping.cancel_meeting(meeting=later, because="Hall is shut", by=asha, now=now)
    with pytest.raises(NotPossible, match="cancelled"):
        held(later, [inside], asha, when)


def test_nothing_to_add_signs_the_day_alone(meeting, inside, asha, now):
    held(meeting, [inside], asha, now, summary="We spoke about mornings.")
    session = meetings.nothing_to_add(session=Session.objects.get(meeting=meeting), by=asha, now=now)
    assert session.notes == "Took part in the group meeting of 2 March 2026. Nothing to add."
    assert "mornings" not in session.notes
    assert session.finished_at == now


def test_nothing_to_add_does_not_throw_a_draft_away(meeting, inside, asha, now):
    from coaching.actions.drafts import save_draft

    held(meeting, [inside], asha, now)
    session = Session.objects.get(meeting=meeting)
    save_draft(session=session, member=asha, fields={"notes": ["Hers"]}, version=0, page="", now=now)
    with pytest.raises(NotPossible):
        meetings.nothing_to_add(session=session, by=asha, now=now)


def test_only_for_a_session_of_a_group(started, asha, now):
    with pytest.raises(NotPossible):
        meetings.nothing_to_add(session=started, by=asha, now=now)


def test_a_group_ends_once_nothing_is_booked(group, meeting, mary, asha, now):
    with pytest.raises(NotPossible):
        grouping.end_series(series=group, by=asha, now=now)
    grouping.cancel_meeting(meeting=meeting, because="Hall is shut", by=asha, now=now)
    grouping.end_series(series=group, by=asha, now=now)
    with pytest.raises(NotPossible, match="ended"):
        grouping.take_in(series=group, patient=mary, agreed_to=1, by=asha, now=now)


def test_who_died_leaves_and_a_mistake_is_undone(inside, asha, now):
    from patients.actions.leaving import say_died, take_back_death

    say_died(patient=inside.patient, died_on=now.date(), by=asha, now=now)
    inside.refresh_from_db()
    assert inside.left_because == "The patient died"
    inside.patient.refresh_from_db()
    take_back_death(patient=inside.patient, by=asha, now=now)
    inside.refresh_from_db()
    assert (inside.left_at, inside.left_because) == (None, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mary rang the others", ["Mary"]),
        ("mary-anne and O’Hara walked", ["Mary", "O’Hara"]),
        ("We walked to the summary of it", []),
        ("Mrs Webb’s idea", ["Webb"]),
        ("", []),
    ],
)
def test_a_name_is_found_as_a_word_of_its_own(text, found):
    assert names_in(text, [("Mary", "Webb", ""), ("Sam", "O’Hara", "S")]) == found


def test_one_persons_note_is_in_their_own_record_alone(meeting, inside, other, asha, now):
    held(meeting, [inside, other], asha, now)
    hers = Session.objects.get(meeting=meeting, patient=inside.patient_id)
    note = made.Note(mode="group", notes="Wants to swim", next_step="Asks at the pool")
    made.finish(session=hers, note=note, next_contact=made.NONE, typed={}, draft_version=0, by=asha, now=now)
    assert Session.objects.get(meeting=meeting, patient=other.patient_id).notes == ""
    meeting.refresh_from_db()
    assert "swim" not in meeting.summary
