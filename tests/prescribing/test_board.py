"""The board: what is to do first, then the caseload by stage, over all my practices."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from patients.actions.blocks import set_block
from patients.actions.leaving import mark_died, undo_died
from practice.models import Membership
from practice.tenancy import in_view
from prescribing.actions import choosing, contacting, moving, triaging
from prescribing.actions.closing import close
from prescribing.board_queries import in_two_days
from tests import build
from tests.prescribing import placements, ways

LONG_AGO = build.NOW - dt.timedelta(days=40)


@pytest.fixture
def lenas(referral, lena):
    return triaging.take(referral=referral, worker=lena, by=lena, now=build.NOW)


def board(browser, query="") -> str:
    return browser.get(f"/mine/referrals{query}").text


def part(text, name) -> str:
    return text.split(f'id="board-{name}"')[1].split("</section>")[0]


def test_an_empty_board_says_what_comes_here(browser, elm):
    text = board(browser)
    assert "Nobody waits for a link worker" in text and "Nobody is due today" in text


def test_whom_nobody_saw_in_two_working_days_is_overdue(browser, elm, ben):
    for name, now in (("Ada", LONG_AGO), ("Bea", build.NOW)):
        ways.referred(build.a_patient(elm, given_name=name), ben, now=now, urgency="soon")
    text = part(board(browser), "waiting")
    assert text.count("Overdue") == 1 and text.index("Ada") < text.index("Overdue") < text.index("Bea")


def test_an_agreement_that_has_run_out_is_somebodys_work(browser, lenas, mary, lena):
    placements.a_sent(mary, lena, agreed_until=build.NOW.date() - dt.timedelta(days=1))
    assert "may they go on knowing it?" in part(board(browser), "needed")


def test_a_service_that_was_chosen_and_never_told_is_somebodys_work(browser, lenas, mary, lena, clock):
    chosen = placements.a_chosen(mary, lena)
    assert "Not sent yet" not in part(board(browser), "needed")
    clock.move(days=2)
    needed = part(board(browser), "needed")
    assert "Not sent yet" in needed and f"/A81001/placements/{chosen.pk}" in needed
    choosing.withdraw(
        placement=chosen, version=chosen.version, because="Found a choir", by=lena, now=clock.now()
    )
    assert "Not sent yet" not in part(board(browser), "needed")


def test_a_service_that_waits_for_who_died_is_somebodys_work_until_it_is_told(browser, lenas, mary, lena):
    sent = placements.a_sent(mary, lena)
    mark_died(patient=mary, died_on=build.NOW.date(), by=lena, now=build.NOW)
    assert "The person died: the service still waits for them" in part(board(browser), "needed")
    choosing.withdraw(placement=sent, version=sent.version, because="Died", by=lena, now=build.NOW)
    assert "still waits" not in board(browser)


def test_a_mistaken_death_asks_nobody_to_tell_a_service(browser, lenas, mary, lena):
    placements.a_sent(mary, lena)
    mark_died(patient=mary, died_on=build.NOW.date(), by=lena, now=build.NOW)
    undo_died(patient=mary, by=lena, now=build.NOW)
    assert "still waits" not in board(browser)


def test_what_nobody_has_is_sorted_by_urgency_and_time(browser, elm, ben):
    for name, urgency, now in (
        ("Ada", "usual", LONG_AGO),
        ("Bea", "soon", build.NOW),
        ("Cleo", "can_wait", LONG_AGO),
    ):
        ways.referred(build.a_patient(elm, given_name=name), ben, now=now, urgency=urgency)
    text = part(board(browser), "waiting")
    assert text.index("Bea") < text.index("Ada") < text.index("Cleo")
    assert "4 to 8 weeks: <strong>2</strong>" in text and "Under 2 weeks: <strong>1</strong>" in text


def test_who_was_taken_is_to_be_contacted(browser, lenas):
    text = board(browser)
    assert "To contact" in part(text, "due") and "Mary Webb" in part(text, "due")
    assert "Mary Webb" in text.split('id="stage-accepted"')[1].split("</section>")[0]
    assert "Mary Webb" not in part(text, "waiting")


def test_a_day_that_is_set_comes_back_on_its_day(browser, lenas, lena, clock):
    day = dt.date(2026, 3, 9)
    contacting.come_back(referral=lenas, next_on=day, next_words="Ring her", by=lena, now=build.NOW)
    assert "Ring her" not in part(board(browser), "due")
    clock.move(days=7)
    assert "Ring her" in part(board(browser), "due")


def test_what_needs_somebody_comes_first(browser, elm, asha):
    placement = placements.a_sent(build.a_patient(elm), asha)
    placement.needs_somebody_at, placement.needs_somebody_because = build.NOW, "They did not come"
    placement.save()
    ways.arrived(elm)
    text = part(board(browser), "needed")
    assert "They did not come" in text and "From outside" in text


def test_closed_ones_are_gone_from_it(browser, lenas, lena):
    moving.move(lenas, to="attending", now=build.NOW, by=lena)
    assert "Mary Webb" in board(browser)
    lenas.refresh_from_db()
    close(referral=lenas, version=lenas.version, outcome="going", because="Goes", by=lena, now=build.NOW)
    assert "Mary Webb" not in board(browser)


def test_a_colleague_covers(browser_of, lenas, lena, asha):
    assert "Mary Webb" not in board(browser_of("asha"))
    assert "Mary Webb" in board(browser_of("asha"), f"?of={lena.pk}")
    assert "Mary Webb" not in board(browser_of("asha"), "?of=x")


def test_a_record_that_is_shut_is_not_on_it(browser, lenas, mary, lena, asha):
    set_block(patient=mary, user=lena.user, kind="relation", by=asha, now=build.NOW)
    assert "Mary Webb" not in board(browser)


@pytest.mark.care(1)
def test_it_runs_over_all_practices_and_no_further(browser_of, oak, lenas):
    with in_view([oak]):
        dev = (
            Membership.objects.filter(practice=oak, user__email__startswith="dev")
            .select_related("practice")
            .get()
        )
        ways.referred(build.a_patient(oak, given_name="Olive"), dev)
    text = board(browser_of("lena"))
    assert "Olive" in text and "Oak Surgery" in text
    assert "Mary Webb" not in board(browser_of("dev"))


def test_as_many_queries_with_two_as_with_twenty(browser, elm, lena, ben):
    counts = []
    board(browser)  # the first page of a session keeps who is there
    for people in (2, 10):
        for _number in range(people):
            made = ways.referred(build.a_patient(elm), ben)
            triaging.take(referral=made, worker=lena, by=lena, now=build.NOW)
            ways.referred(build.a_patient(elm), ben)
        with CaptureQueriesContext(connection) as asked:
            board(browser)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_two_working_days():
    assert in_two_days(dt.date(2026, 3, 5)) == dt.date(2026, 3, 9)
