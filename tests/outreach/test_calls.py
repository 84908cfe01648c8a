"""Calls: whom, by whom, what came of each, and the last one taken back. Nothing says why somebody was chosen."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.models import Enrolment, Session
from outreach.actions import answering, calling
from outreach.models import CallTry, Invitation
from patients.models import Patient, RecordBlock
from practice.acting import Stale
from practice.actions import NotPossible
from reminders.models import Refusal
from tests import build
from tests.outreach.asking import DAY, a_wave_for, of, offered

Closed = Invitation.Closed


@pytest.fixture
def wave(mary, asha):
    return a_wave_for([mary], asha)


@pytest.fixture
def to_ring(wave, mary, clock):
    """Mary has to be rung."""
    return answering.answer(invitation=of(mary), said="call", by=build.TEST, now=clock.now())


@pytest.fixture
def time(wave, asha):
    """One that Asha offers."""
    return offered(wave, asha, 10)[0]


@pytest.fixture
def ring(mary, cara, clock):
    """`ring("no_answer")`: what came of Cara's call."""

    def noted(outcome, **said):
        now = of(mary)
        return calling.ring(
            invitation=now, version=now.version, outcome=outcome, by=cara, now=clock.now(), **said
        )

    return noted


@pytest.fixture
def page(browser_of, mary, elm):
    """`page("cara")`: the list, or Mary's call, as somebody reads it."""

    def read(name, path="/mine/calls"):
        answer = browser_of(name).get(path)
        return answer.status_code, " ".join(answer.content.decode().split())

    return read


@pytest.mark.usefixtures("to_ring")
def test_three_times_in_vain_then_left_in_peace_and_undone(mary, ring, cara, clock):
    for _day in range(2):
        ring("no_answer")
        assert of(mary).call_on == clock.now().date() + DAY
        clock.move(days=1)
    last = ring("left_message")
    assert (of(mary).closed, of(mary).call_on) == (Closed.IN_PEACE, None)
    calling.take_back(tried=last, by=cara, now=clock.now())
    now = of(mary)
    assert (now.closed, now.caller, bool(now.to_call_since)) == ("", cara, True)
    last.refresh_from_db()
    assert last.taken_back_by == cara


@pytest.mark.usefixtures("to_ring")
def test_yes_with_a_time_and_the_undo_of_all_it_led_to(mary, time, ring, cara, clock):
    tried = ring("yes", time=time)
    way, session = Enrolment.objects.get(patient=mary), Session.objects.get(patient=mary)
    assert (way.stands, way.opened_by, session.booked_by) == ("enrolled", cara, cara)
    assert (of(mary).closed, of(mary).answered_by) == (Closed.CAME, cara)
    calling.take_back(tried=tried, by=cara, now=clock.now())
    assert (of(mary).answer, of(mary).closed, of(mary).time) == ("", "", None)
    assert Enrolment.objects.get().stands == "withdrew" and not Session.objects.open().exists()


@pytest.mark.usefixtures("to_ring")
def test_do_not_ask_again_is_kept_for_every_wave_and_can_be_taken_back(mary, ring, cara, clock):
    tried = ring("stop")
    assert of(mary).closed == Closed.SAID_NO
    assert set(Refusal.objects.values_list("kind", "noted_by")) == {
        ("invite", cara.pk),
        ("ask_again", cara.pk),
    }
    calling.take_back(tried=tried, by=cara, now=clock.now())
    assert not Refusal.objects.filter(ended_at=None).exists()


@pytest.mark.usefixtures("to_ring")
def test_another_time_waits_for_its_day_and_counts_as_no_failure(mary, ring, page, clock):
    ring("another_time", call_on=clock.now().date() + 2 * DAY)
    assert "To ring now: 0" in page("cara")[1] and "On a later day: 1" in page("cara")[1]
    clock.move(days=2)
    assert "To ring now: 1" in page("cara")[1]
    with pytest.raises(NotPossible, match="today or later"):
        ring("another_time", call_on=dt.date(2026, 3, 1))
    assert CallTry.objects.count() == 1


def test_two_do_not_ring_the_same_person(mary, to_ring, cara, asha, clock):
    calling.take(invitation=to_ring, by=cara, now=clock.now())
    with pytest.raises(NotPossible, match="Cara Mills has this call"):
        calling.take(invitation=to_ring, by=asha, now=clock.now())
    calling.take(invitation=to_ring, by=asha, now=clock.now(), take_over=True)
    with pytest.raises(Stale):
        calling.ring(invitation=to_ring, version=1, outcome="yes", by=cara, now=clock.now())
    calling.let_go(invitation=to_ring, by=asha, now=clock.now())
    assert of(mary).caller is None


def test_an_answer_by_the_link_meanwhile_stands(mary, to_ring, ring, cara, clock):
    tried = ring("no_answer")
    answering.answer(invitation=of(mary), said="not_now", by=build.TEST, now=clock.now() + DAY)
    with pytest.raises(NotPossible, match="Nobody has to ring"):
        ring("yes")
    with pytest.raises(NotPossible, match="they have answered since"):
        calling.take_back(tried=tried, by=cara, now=clock.now() + DAY)


@pytest.mark.care(27)
@pytest.mark.parametrize("name", ["lena", "cara", "asha"])
def test_the_pages_show_no_condition_no_search_and_no_wave(mary, to_ring, page, name):
    status, listed = page(name)
    here, called = page(name, f"/A81001/calls/{to_ring.pk}")
    assert (status, here) == (200, 200) and "Mary Webb" in listed and "Asked us to ring" in listed
    assert "07700 900123" in called and "Is this a good moment?" in called and "Leave no voicemail" in called
    for shown in (listed, called):
        assert "diabetes" not in shown and "Wave of" not in shown


@pytest.mark.usefixtures("to_ring")
def test_of_somebody_protected_no_number_is_shown(mary, page):
    Patient.objects.filter(pk=mary.pk).update(restricted=True)
    shown = page("cara", f"/A81001/calls/{of(mary).pk}")[1]
    assert "Contact details protected: use the GP record" in shown and "07700" not in shown


@pytest.mark.usefixtures("to_ring")
def test_a_record_that_is_shut_to_me_is_counted_and_not_named(mary, page, cara, elm):
    said = {"kind": RecordBlock.Kind.values[0], "user": cara.user}
    at = {"set_at": build.NOW, "set_by": cara}
    names = {field.name for field in RecordBlock._meta.get_fields()}
    RecordBlock.objects.create(
        practice=elm, patient=mary, **said, **{k: v for k, v in at.items() if k in names}
    )
    shown = page("cara")[1]
    assert "1 more is for a colleague to ring" in shown and "Mary" not in shown


def test_each_press_of_the_page(mary, to_ring, browser_of, time):
    cara, where = browser_of("cara"), f"/A81001/calls/{to_ring.pk}"
    assert cara.post(f"{where}/take")["Location"] == where
    wrong = cara.post(where, {"version": of(mary).version})
    assert wrong.status_code == 422 and "Press what came of the call" in wrong.content.decode()
    missing = cara.post(where, {"version": of(mary).version, "outcome": "another_time"})
    assert missing.status_code == 422
    assert cara.post(where, {"version": 1, "outcome": "yes"})["Location"] == where
    cara.post(where, {"version": of(mary).version, "outcome": "no_answer", "words": "Engaged"})
    tried = CallTry.objects.get()
    listed = cara.get("/mine/calls").content.decode()
    assert "Ring again on 3 March 2026" in listed and "Your calls today" in listed
    cara.post(f"/A81001/calls/tries/{tried.pk}/undo")
    cara.post(where, {"version": of(mary).version, "chosen": time.pk})
    assert of(mary).time == time and "They said yes" in cara.get(where).content.decode()


def test_the_record_says_what_they_were_invited_to(mary, to_ring, page):
    status, shown = page("lena", f"/A81001/patients/{mary.pk}")
    assert status == 200 and "Please ring me" in shown and "The call to them" in shown
    assert "Wave of" not in shown


def test_twenty_cost_as_many_questions_as_two(elm, asha, browser_of, clock):
    people = [build.a_patient(elm, given_name=f"Given{number}") for number in range(20)]
    a_wave_for(people, asha)
    coach, counts = browser_of("asha"), []
    coach.get("/mine/calls")
    for so_many in (2, 20):
        Invitation.objects.filter(patient__in=people[:so_many]).update(to_call_since=clock.now())
        with CaptureQueriesContext(connection) as asked:
            assert f"To ring now: {so_many}" in coach.get("/mine/calls").content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
