"""Hand-over: one person or a leaver's whole caseload, with nothing dropped, seen before it happens."""

import datetime as dt
import re

import pytest

from coaching.actions.drafts import save_draft
from coaching.actions.grouping import start_series
from coaching.actions.handing_over import hand_over
from coaching.models import FollowUp, Session
from coaching.sharing_out import Load, share_out
from patients.actions.asking import ask
from patients.models import HelpAsked
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


@pytest.fixture
def begun(mary, asha, ben):
    """Asha's session, with words of hers, that went over to Ben."""
    session = made.a_started(mary, asha)
    save_draft(session=session, member=asha, fields={"notes": ["Knee"]}, version=0, page="", now=build.NOW)
    hand_over(giver=asha, to={mary.pk: ben}, by=asha, now=build.NOW)
    session.refresh_from_db()
    return session


def test_a_session_that_was_begun_is_finished_by_somebody(begun, asha, ben, browser_of, at):
    """The words stay the draft of who typed them."""
    assert begun.coach == ben and begun.drafts.get().member == asha
    page = browser_of("ben").get(at("session", begun)).text
    assert "Asha Rao has an unsigned draft" in page and "Knee" not in page


def test_the_words_of_who_has_left_are_read_by_who_finishes(begun, asha, member, browser_of, at):
    gone(asha, member("mo"))
    page = browser_of("ben").get(at("session", begun)).text
    assert "Knee" in page and "does not work here any more" in page


def test_what_patients_sent_goes_along(mary, asha, ben):
    asked = ask(patient=mary, kind=HelpAsked.Kind.HELP, owner=asha, by=asha, now=build.NOW)
    hand_over(giver=asha, to={mary.pk: ben}, by=asha, now=build.NOW)
    asked.refresh_from_db()
    assert asked.owner == ben


@pytest.fixture
def walks(elm, asha):
    values = {"name": "Walks", "place": "", "facilitator": asha, "places": 8, "agreement": ""}
    return start_series(practice=elm, values=values, by=asha, now=build.NOW)


def test_groups_go_when_everybody_does(browser_of, walks, work, asha, ben):
    address, mo = f"/A81001/hand-over/{asha.pk}", browser_of("mo")
    one = seen(browser_of("asha"), address, takers=ben.pk, people=work[0].pk)
    assert "Leads from then on" not in one["page"]
    shown = seen(mo, address, takers=ben.pk)
    assert "Walks" in shown["page"]
    assert "3 people, 1 group" in post(mo, address, shown["sent"], follow=True).text
    walks.refresh_from_db()
    assert walks.facilitator == ben and walks.version == 2


def test_groups_alone_are_handed_over_too(browser_of, walks, asha, ben, member):
    gone(asha, member("mo"))
    address, mo = f"/A81001/hand-over/{asha.pk}", browser_of("mo")
    assert "1 group" in mo.get("/A81001/load").text
    post(mo, address, seen(mo, address, takers=ben.pk)["sent"])
    walks.refresh_from_db()
    assert walks.facilitator == ben


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
    assert "Handed over from Asha Rao: 3 people" in answer.text
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
