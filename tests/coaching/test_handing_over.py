"""Hand-over: one person or a leaver's whole caseload, with nothing dropped, seen before it happens."""

import datetime as dt
import re

import pytest

from coaching.actions.handing_over import hand_over
from coaching.models import FollowUp, Session
from coaching.sharing_out import Load, share_out
from practice.actions import NotPossible, end
from practice.models import TrailEvent
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_pages import post

TOMORROW = build.NOW + dt.timedelta(days=1)


@pytest.fixture
def work(elm, asha):
    """Two people with everything open, and one with a promise alone."""
    people = [build.a_patient(elm, family_name=name) for name in ("Adams", "Brown", "Clark")]
    for person in people[:2]:
        ways.begun(person, asha)
        made.a_booked(person, asha, booked_for=TOMORROW)
    for person in people:
        made.a_follow_up(person, asha)
    return people


def gone(asha, mo) -> None:
    end(member=asha, by=mo, now=build.NOW)


def test_everything_open_goes_along(work, asha, ben):
    hand_over(giver=asha, to={person.pk: ben for person in work}, by=asha, now=build.NOW)
    assert {person.enrolments.get().coach for person in work[:2]} == {ben}
    assert set(Session.objects.open().values_list("coach", flat=True)) == {ben.pk}
    assert set(FollowUp.objects.open().values_list("owner", flat=True)) == {ben.pk}
    events = TrailEvent.objects.filter(verb="caseload.handed_over")
    assert set(events.values_list("patient_id", flat=True)) == {person.pk for person in work}
    assert events.get(patient_id=work[0].pk).details["to"] == ben.pk


def test_what_was_signed_stays_whose_it_was(work, asha, ben):
    signed = Session.objects.counted().values_list("coach", flat=True)
    hand_over(giver=asha, to={work[0].pk: ben}, by=asha, now=build.NOW)
    assert set(signed) == {asha.pk}
    assert work[1].enrolments.get().coach == asha


def test_a_note_that_was_begun_stays_with_its_writer(work, asha, ben):
    begun = made.a_started(work[2], asha)
    hand_over(giver=asha, to={work[2].pk: ben}, by=asha, now=build.NOW)
    begun.refresh_from_db()
    assert begun.coach == asha


def test_who_works_here_no_more_takes_nobody_over(work, asha, ben, member):
    gone(ben, member("mo"))
    ben.refresh_from_db()
    with pytest.raises(NotPossible, match="does not work here any more"):
        hand_over(giver=asha, to={work[0].pk: ben}, by=asha, now=build.NOW)


def test_nothing_open_is_nothing_to_hand_over(mary, asha, ben):
    with pytest.raises(NotPossible, match="nothing to hand over"):
        hand_over(giver=asha, to={mary.pk: ben}, by=asha, now=build.NOW)


def seen(browser, address: str, **typed) -> dict[str, object]:
    """What the page that shows who would take whom sends on."""
    page = post(browser, address, typed)
    assert page.status_code == 200, page.text
    hidden = re.findall(r'name="(seen|takers|people)" value="(\w+)"', page.text)
    sent: dict[str, list[str]] = {}
    for name, value in hidden:
        sent.setdefault(name, []).append(value)
    return {"page": page.text, "sent": sent}


def test_a_leavers_caseload_is_seen_first_and_then_goes_over(browser_of, work, asha, member):
    ben, lena = member("ben"), member("lena")
    gone(asha, member("mo"))
    mo, address = browser_of("mo"), f"/A81001/hand-over/{asha.pk}"
    assert "Work of people who have left" in mo.get("/A81001/load").text
    shown = seen(mo, address, takers=[ben.pk, lena.pk])
    assert "Ben" in shown["page"] and "Lena" in shown["page"] and "Adams" not in shown["page"]
    assert set(FollowUp.objects.open().values_list("owner", flat=True)) == {asha.pk}
    answer = post(mo, address, shown["sent"], follow=True)
    assert "3 people have gone over" in answer.text
    assert set(FollowUp.objects.open().values_list("owner", flat=True)) == {ben.pk, lena.pk}
    assert "Work of people who have left" not in mo.get("/A81001/load").text


def test_one_person_goes_from_their_page(browser, work, asha, ben):
    address = f"/A81001/hand-over/{asha.pk}"
    page = browser.get(f"{address}?person={work[1].pk}").text
    assert re.findall(r'name="people" value="(\d+)"[^>]* checked', page) == [str(work[1].pk)]
    shown = seen(browser, address, takers=ben.pk, people=work[1].pk)
    assert "Mary Brown: 1 programme, 1 session to come, 1 follow-up" in shown["page"]
    post(browser, address, shown["sent"])
    assert [person.enrolments.get().coach for person in work[:2]] == [asha, ben]


def test_what_has_changed_since_is_shown_again(browser, work, asha, ben):
    address = f"/A81001/hand-over/{asha.pk}"
    shown = seen(browser, address, takers=ben.pk, people=work[0].pk)
    made.a_booked(work[0], asha, booked_for=TOMORROW)
    answer = post(browser, address, shown["sent"])
    assert "Something has changed since you looked" in answer.text
    assert work[0].enrolments.get().coach == asha


def test_nobody_chosen_is_said(browser, work, asha):
    answer = post(browser, f"/A81001/hand-over/{asha.pk}", {})
    assert answer.status_code == 422 and "Choose at least one colleague" in answer.text


def test_what_stays_is_said(browser, work, asha):
    made.a_started(work[2], asha)
    assert "1 note that was begun stays" in browser.get(f"/A81001/hand-over/{asha.pk}").text


def test_shared_out_by_what_everybody_can_carry():
    loads = [Load(1, points=50, capacity=60), Load(2, points=10, capacity=60)]
    assert set(share_out([(7, 3), (8, 2), (9, 1)], loads).values()) == {2}


def test_without_capacity_by_what_they_carry():
    given = share_out([(person, 2) for person in range(10)], [Load(1, 4), Load(2, 0)])
    assert [list(given.values()).count(taker) for taker in (1, 2)] == [4, 6]
    assert set(given) == set(range(10))


def test_another_role_takes_its_own_people_along(browser_of, work, asha, member):
    from practice.actions import change_role
    from practice.permissions import Role

    change_role(member=asha, role=Role.LINK_WORKER, by=member("mo"), now=build.NOW)
    address = f"/A81001/hand-over/{asha.pk}"
    now_here = member("asha", role="link_worker")
    shown = seen(browser_of("mo"), address, takers=now_here.pk)
    post(browser_of("mo"), address, shown["sent"])
    assert {person.enrolments.get().coach for person in work[:2]} == {now_here}
