"""A list of records that may go: two different people, and everything that stops it."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from coaching.actions.contacting import note_contact
from patients.actions.blocks import set_block
from patients.actions.disposing import approve, draw_up, put_back, take_off, withdraw
from patients.models import DisposalCount, DisposalList, Disposed
from patients.tasks import count_what_may_go
from practice.actions import NotPossible
from tests import build
from tests.patients.disposing import things

ELM = "A81001"
NOW = build.NOW
WHY = "Their family has asked for a copy"


@pytest.fixture
def patient(elm):
    return things.who_left(elm, given_name="Nora", family_name="Quill")


@pytest.fixture
def made(patient, member) -> DisposalList:
    return things.a_list(patient.practice, member("mo"))


@pytest.fixture
def says_yes(made, member):
    """`says_yes("mo", role)`: approves the list."""

    def yes(name: str, role: str = "", now: dt.datetime = NOW) -> DisposalList:
        return approve(disposal_list=made, by=member(name, role=role), now=now)

    return yes


def text(response) -> str:
    return " ".join(response.content.decode().split())


def page(name: str, *more: int) -> str:
    return reverse(f"patients:{name}", args=[ELM, *more])


@pytest.mark.care(23)
def test_safety_23_the_same_person_does_not_approve_twice_in_whatever_role(says_yes):
    says_yes("mo", "manager")
    for role in ("manager", "administrator"):
        with pytest.raises(NotPossible, match="Somebody else has to look at it"):
            says_yes("mo", role)


def test_safety_23_the_database_refuses_one_person_twice(says_yes, made, member):
    says_yes("mo", "manager")
    other = member("mo", role="administrator")
    values = {"second_at": NOW, "second_by": other, "second_user": other.user}
    with pytest.raises(IntegrityError, match="disposal_two_people"), transaction.atomic():
        DisposalList.objects.filter(pk=made.pk).update(**values)
    values["second_user"] = member("ben").user  # and does not believe another name
    with pytest.raises(IntegrityError, match="disposal_second_is_that_person"), transaction.atomic():
        DisposalList.objects.filter(pk=made.pk).update(**values)


def test_an_approval_is_not_written_over(says_yes, made, member):
    says_yes("mo")
    ben = member("ben")
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        DisposalList.objects.filter(pk=made.pk).update(first_by=ben, first_user=ben.user)


def test_a_second_person_makes_it_ready_and_a_third_is_told(says_yes):
    says_yes("mo")
    assert says_yes("ben").second_by.user.name == "Ben Carter"
    with pytest.raises(NotPossible, match="Two people have approved"):
        says_yes("ben")


def test_safety_23_a_new_contact_or_hold_falls_off_and_says_why(patient, made, says_yes, asha):
    stays = things.who_left(patient.practice)
    withdraw(disposal_list=made, because="Somebody is missing", by=asha, now=NOW)
    both = things.a_list(patient.practice)
    things.a_hold(patient)
    note_contact(patient=stays, kind="spoke", words="Rang", by=asha, now=NOW)
    with pytest.raises(NotPossible, match="Nobody stands on this list"):
        approve(disposal_list=both, by=asha, now=NOW)
    made = things.who_left(patient.practice), both
    approve(disposal_list=draw_again(both, asha), by=asha, now=NOW)
    assert made[0].disposal_lines.get().stands


def draw_again(before: DisposalList, by) -> DisposalList:
    withdraw(disposal_list=before, because="Drawn up anew", by=by, now=NOW)
    return draw_up(practice=before.practice, by=by, now=NOW)


def test_who_falls_off_while_others_stand(patient, made, member, browser_of):
    withdraw(disposal_list=made, because="Somebody is missing", by=member("mo"), now=NOW)
    things.who_left(patient.practice, given_name="Olaf")
    both = things.a_list(patient.practice)
    things.a_hold(patient)
    assert "Stays</strong> On legal hold" in text(browser_of("mo").get(page("disposal", both.pk)))
    approve(disposal_list=both, by=member("mo"), now=NOW)
    line = both.lines.get(patient=patient)
    assert (line.fell_at, line.fell_because) == (NOW, "On legal hold")


def test_safety_23_a_stale_list_is_not_approved(says_yes):
    says_yes("mo")
    with pytest.raises(NotPossible, match="too old"):
        says_yes("ben", now=NOW + dt.timedelta(days=31))


def test_taken_off_with_a_reason_and_put_back_while_nobody_has_approved(patient, made, says_yes, asha):
    line = made.lines.get(patient=patient)
    take_off(line=line, because=WHY, by=asha, now=NOW)
    assert put_back(line=line, by=asha, now=NOW).stands
    says_yes("mo")
    take_off(line=line, because=WHY, by=asha, now=NOW)
    with pytest.raises(NotPossible, match="does not grow"):
        put_back(line=line, by=asha, now=NOW)


def test_what_was_withdrawn_stays_withdrawn(made, says_yes, asha):
    withdraw(disposal_list=made, because="Too early", by=asha, now=NOW)
    with pytest.raises(NotPossible, match="withdrawn or carried out"):
        says_yes("mo")
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        DisposalList.objects.filter(pk=made.pk).update(withdrawn_at=None, withdrawn_by=None)


def test_one_list_at_a_time(made, asha):
    with pytest.raises(NotPossible, match="open list already"):
        things.a_list(made.practice, asha)


def test_safety_23_the_web_deletes_nothing_and_writes_no_stub(made, patient):
    stub = {"practice": made.practice, "record": patient.pk, "disposal_list": made, "disposed_at": NOW}
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        Disposed.objects.create(**stub, last_contact_on=NOW.date(), because="years", rows={})
    for table in ("patients_patient", "practice_history", "patients_disposed"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('skerry.disposing', '1', true), set_config('skerry.forgetting', 'yes', true)"
            )
            cursor.execute(f"DELETE FROM {table}")


def test_every_week_it_is_counted_and_said_and_nothing_goes(elm, patient, browser_of):
    count_what_may_go()
    assert DisposalCount.objects.get(practice=elm).people == 1
    said = "1 record is beyond the time for which records are kept at Elm Surgery"
    assert said in text(browser_of("mo").get(f"/{ELM}/disposal"))
    assert said not in text(browser_of("asha").get("/mine/today"))
    assert elm.patients.filter(pk=patient.pk).exists()


def test_the_pages_lead_from_the_list_to_two_approvals(elm, patient, browser_of):
    mo, ben = browser_of("mo"), browser_of("ben")
    made = mo.post(page("draw-up-disposal"), follow=True)
    assert "Nora" in text(made)
    assert "nothing can be brought back" in text(made)
    pk = elm.disposal_lists.get().pk
    assert mo.post(page("approve-disposal", pk)).status_code == 422
    assert "Somebody else has to look at it too" in text(
        mo.post(page("approve-disposal", pk), {"looked": "on"}, follow=True)
    )
    assert "waits for approval" in text(ben.get(page("disposal", pk)))
    assert "Second approval: Ben Carter" in text(
        ben.post(page("approve-disposal", pk), {"looked": "on"}, follow=True)
    )


def test_a_colleagues_own_record_shows_no_name(patient, made, member, browser_of):
    set_block(patient=patient, user=member("cara").user, kind="own", by=member("mo"), now=NOW)
    shown = text(browser_of("mo").get(page("disposal", made.pk)))
    assert "Nora" not in shown
    assert f"Record {patient.pk}" in shown


def test_a_hold_is_set_shown_looked_at_again_and_lifted(patient, browser_of, member):
    mo = browser_of("mo")
    day = {"review_on_day": "1", "review_on_month": "6", "review_on_year": "2026"}
    mo.post(page("set-hold", patient.pk), {"reason": things.CLAIM, **day})
    hold = patient.holds.get()
    assert things.CLAIM in text(mo.get(page("record", patient.pk)))
    assert things.CLAIM not in text(browser_of("asha").get(page("record", patient.pk)))
    assert "Nora" in text(mo.get(page("holds")))
    mo.post(page("review-hold", hold.pk), day | {"review_on_year": "2027"})
    mo.post(page("lift-hold", hold.pk), {"because": "The claim is settled"})
    hold.refresh_from_db()
    assert (hold.review_on, hold.ended_by.user.name) == (dt.date(2027, 6, 1), "Mo Haddad")
