"""SAFETY 24: identity and authority checked, every text read by somebody who may, and nothing out in one press."""

import datetime as dt

import pytest

from insight.actions import access_copies, access_requests, access_texts
from insight.models import AccessCopy, AccessText
from insight.whole.due import due_on, first_month_over
from patients.actions.noting import note
from patients.models import Need
from practice.acting import Stale
from practice.actions import NotPossible, end
from practice.models import History, Membership
from tests import build
from tests.coaching import made as sessions
from tests.insight.whole import asked


@pytest.fixture
def ben(member):
    return member("ben")


@pytest.fixture
def request_read(elm, ben):
    """Checked, and every text read by Ben."""
    request = asked.gathered(elm)
    asked.checked(request)
    asked.all_given(request, ben)
    return request


@pytest.mark.parametrize(
    ("came", "extended", "due"),
    [
        ((2026, 1, 31), False, (2026, 2, 28)),
        ((2026, 3, 2), False, (2026, 4, 2)),
        ((2025, 11, 30), True, (2026, 2, 28)),
        ((2026, 12, 15), True, (2027, 3, 15)),
    ],
)
def test_a_calendar_month_and_two_more(came, extended, due):
    assert due_on(dt.date(*came), extended=extended) == dt.date(*due)


def test_it_can_be_extended_once_within_the_first_month(elm, asha, now):
    request = asked.opened(build.a_patient(elm), came_on=dt.date(2026, 2, 2))
    assert not first_month_over(request.came_on, now.date())
    done = access_requests.extend(request=request, version=1, because="Many volumes", by=asha, now=now)
    assert done.due_on == dt.date(2026, 5, 2)
    with pytest.raises(NotPossible):
        access_requests.extend(request=request, version=2, because="More", by=asha, now=now)
    late = asked.opened(build.a_patient(elm), came_on=dt.date(2026, 2, 1))
    with pytest.raises(NotPossible):
        access_requests.extend(request=late, version=1, because="Late", by=asha, now=now)


@pytest.mark.care(24)
def test_nothing_is_approved_before_it_was_checked_who_asks(elm, ben, asha):
    request = asked.gathered(elm)
    asked.all_given(request, ben)
    with pytest.raises(NotPossible, match="not been checked"):
        asked.approved(request, asha)


@pytest.mark.care(24)
def test_somebody_else_needs_authority(elm, ben, asha):
    request = asked.gathered(elm, asker="solicitor", asker_name="Reed and Co")
    with pytest.raises(NotPossible, match="authority"):
        asked.checked(request)
    asked.checked(request, **asked.SIGNED)
    asked.all_given(request, ben)
    assert asked.approved(request, asha)


@pytest.mark.care(24)
def test_nothing_is_approved_while_a_text_is_unread(elm, ben, asha):
    request = asked.gathered(elm)
    asked.checked(request)
    with pytest.raises(NotPossible, match="must be read first"):
        asked.approved(request, asha)
    assert not AccessCopy.objects.exists()


def test_what_is_edited_after_it_was_read_is_read_again(elm, ben, asha, request_read):
    need = Need.objects.get(patient=request_read.patient_id)
    Need.objects.filter(pk=need.pk).update(words="Large print, as Ada Webb said")
    with pytest.raises(NotPossible, match="must be read first"):
        asked.approved(request_read, asha)
    access_texts.gather(request=request_read, by=asha, now=build.NOW)
    (row,) = [row for row in asked.texts(request_read) if row.model == "patients.Need"]
    assert (row.decision, row.reviewed_by, bool(row.changed_at)) == ("", None, True)
    assert History.objects.filter(table_name="insight_accesstext", row_id=row.pk, before__decision="as_it_is")


def test_what_came_in_since_is_read_too(elm, asha, request_read):
    patient = request_read.patient
    note(patient=patient, model=Need, values={"kind": "support", "words": "A loop"}, by=asha, now=build.NOW)
    with pytest.raises(NotPossible, match="One text must be read"):
        asked.approved(request_read, asha)


@pytest.mark.care(24)
def test_words_are_blacked_out_in_the_copy_and_stay_in_the_record(elm, ben, asha, request_read):
    rows = {(row.model, row.field): row for row in asked.texts(request_read)}
    asked.left_out(rows["patients.Supporter", "name"], ben)
    asked.left_out(rows["patients.Supporter", "relation"], ben, decision="whole", reason="harm")
    copy = asked.approved(request_read, asha)
    told = str(copy.content)
    assert "Ada Webb" not in told and "Sister" not in told and "[left out]" in told and "Large print" in told
    assert copy.left_out == {"somebody": 1, "harm": 1}
    assert request_read.patient.supporters.get().name == "Ada Webb"


@pytest.mark.care(24)
def test_who_has_read_a_text_does_not_approve_while_somebody_else_may(elm, ben, asha, request_read):
    with pytest.raises(NotPossible, match="Somebody who has not"):
        asked.approved(request_read, ben)
    others = Membership.objects.filter(practice=elm, ended_at=None).exclude(user=ben.user)
    mo = others.filter(role="administrator").get()
    for one in others.exclude(user=mo.user).exclude(role="care_coordinator"):
        end(member=one, by=mo, now=build.NOW)
    Membership.objects.filter(user=mo.user).update(ends_on=build.NOW.date() - dt.timedelta(days=1))
    asked.approved(request_read, ben)
    assert asked.again(request_read).approved_alone


def test_a_sensitive_note_is_read_by_its_author_alone(elm, ben, asha, member):
    patient = build.a_patient(elm)
    sessions.a_finished(patient, asha, notes="He hits me", sensitive=True, readers=(member("lena"),))
    request = asked.gathered(elm, patient)
    closed = [row for row in asked.texts(request) if row.note_id]
    assert {"notes", "what_matters"} & {row.field for row in closed}
    with pytest.raises(NotPossible, match="not yours"):
        asked.left_out(closed[0], ben, decision="whole")
    open_ones = {row.pk: row.version for row in asked.texts(request) if not row.note_id}
    access_texts.give_as_they_are(request=request, shown=open_ones, by=ben, now=build.NOW)
    with pytest.raises(NotPossible, match="not yours"):
        asked.all_given(request, ben)
    asked.all_given(request, member("lena"))
    assert all(row.decision for row in asked.texts(request))


def test_a_note_that_nobody_here_may_read_is_left_out_unread(elm, ben, asha, member):
    patient = build.a_patient(elm)
    sessions.a_finished(patient, asha, notes="He hits me", sensitive=True)
    request = asked.gathered(elm, patient)
    row = next(row for row in asked.texts(request) if row.note_id)
    about = {"text": row, "version": row.version, "now": build.NOW}
    with pytest.raises(NotPossible, match="works here"):
        access_texts.leave_out_unread(**about, by=ben)
    end(member=asha, by=member("mo", role="administrator"), now=build.NOW)
    with pytest.raises(NotPossible):
        access_texts.leave_out_unread(**about, by=member("lena"))
    assert access_texts.leave_out_unread(**about, by=ben).decision == "whole"


def test_a_coach_reads_no_others_texts(elm, asha):
    with pytest.raises(NotPossible, match="not yours"):
        asked.all_given(asked.gathered(elm), asha)


def test_the_slower_of_two_readers_looks_again(elm, ben):
    row = asked.texts(asked.gathered(elm))[0]
    asked.left_out(row, ben, decision="whole")
    with pytest.raises(Stale):
        asked.left_out(row, ben, decision="whole")


@pytest.mark.care(24)
def test_nothing_is_handed_over_or_taken_before_it_is_approved(elm, asha, now):
    request = asked.gathered(elm)
    version = asked.again(request).version
    with pytest.raises(NotPossible):
        access_requests.hand_over(
            request=request, version=version, how="post", to_whom="Her", by=asha, now=now
        )
    with pytest.raises(NotPossible):
        access_copies.take(request=request, what="data", by=asha, now=now)


def test_taking_the_approval_back_and_ending_shut_it_again(elm, asha, now, request_read):
    asked.approved(request_read, asha)
    request = access_copies.take_back(request=request_read, by=asha, now=now)
    assert request.approved_at is None
    asked.approved(request_read, asha)
    version = asked.again(request_read).version
    done = access_requests.end(
        request=request_read, version=version, how="withdrawn", because="Rang us", by=asha, now=now
    )
    assert (done.approved_at, done.is_open) == (None, False)
    assert access_requests.open_again(request=done, by=asha, now=now).is_open


def test_the_copy_holds_what_was_approved_whatever_comes_after(elm, asha, now, request_read):
    asked.approved(request_read, asha)
    Need.objects.filter(patient=request_read.patient_id).update(words="Something else")
    copy = access_copies.take(request=asked.again(request_read), what="data", by=asha, now=now)
    assert "Large print" in str(copy.content) and "Something else" not in str(copy.content)


def test_texts_that_are_gone_are_counted_no_more(elm, asha, request_read):
    Need.objects.filter(patient=request_read.patient_id).update(words="")
    access_texts.gather(request=request_read, by=asha, now=build.NOW)
    assert AccessText.objects.get(request=request_read, model="patients.Need", field="words").gone_at
