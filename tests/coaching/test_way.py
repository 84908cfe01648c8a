"""A person's way through a programme: every step dated and by whom, none of them lost."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from coaching import way
from coaching.actions import enrolling
from coaching.models import Enrolment, EnrolmentStep
from patients.actions import leaving
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from tests import build
from tests.coaching import made, ways

DAY = dt.date(2026, 3, 1)
LATER = build.NOW + dt.timedelta(days=7)


def kinds(enrolment) -> list[str]:
    return list(enrolment.steps.order_by("noted_at", "pk").values_list("kind", flat=True))


def test_referred_with_a_reason(mary, asha, ben):
    begun = ways.begun(mary, ben, "referred", coach=None, reason="Sleeps badly", knows_of_it=False)
    assert (begun.stands, begun.stands_since, begun.coach) == ("referred", build.NOW.date(), None)
    step = begun.steps.get()
    assert (step.kind, step.member, step.happened_on) == ("referred", ben, build.NOW.date())
    assert TrailEvent.objects.filter(verb="enrolment.referred", patient_id=mary.pk).exists()


def test_a_whole_way_and_back_without_shame(mary, asha):
    begun = ways.begun(mary, asha, "invited")
    for kind in ("enrolled", "paused", "enrolled", "lapsed", "enrolled", "completed"):
        begun = ways.taken(begun, kind, asha)
    assert kinds(begun) == ["invited", "enrolled", "paused", "enrolled", "lapsed", "enrolled", "completed"]
    assert (begun.stands, begun.coach) == ("completed", asha)


def test_withdrawing_says_whose_choice_and_why(mary, asha):
    begun = ways.taken(ways.begun(mary, asha), "withdrew", asha, whose_choice="theirs", because="No time now")
    step = begun.steps.latest("pk")
    assert (step.whose_choice, step.because, step.member) == ("theirs", "No time now", asha)


@pytest.mark.parametrize("kind", ["referred", "invited", "completed", "nonsense"])
def test_a_step_that_cannot_follow_is_refused(mary, asha, kind):
    begun = ways.taken(ways.begun(mary, asha), "completed", asha)
    with pytest.raises(Stale):
        ways.taken(begun, kind, asha)


def test_somebody_else_changed_it(mary, asha):
    begun = ways.begun(mary, asha)
    ways.taken(begun, "paused", asha)
    with pytest.raises(Stale):
        enrolling.step(enrolment=begun, version=1, kind="completed", happened_on=DAY, by=asha, now=build.NOW)


def test_one_open_way_for_each_person_and_programme(mary, asha, elm):
    ways.taken(ways.begun(mary, asha), "lapsed", asha)
    with pytest.raises(NotPossible, match="already"):
        ways.begun(mary, asha)
    other = ways.a_programme(asha, name="Walking")
    assert ways.begun(mary, asha, programme=other).stands == "enrolled"


def test_the_database_refuses_a_second_one_too(mary, asha):
    first = ways.begun(mary, asha)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_after_the_end_it_may_begin_anew(mary, asha):
    ways.taken(ways.begun(mary, asha), "completed", asha)
    assert ways.begun(mary, asha).stands == "enrolled"


@pytest.mark.parametrize("fact", ["died_on", "left_on"])
def test_nobody_joins_who_is_gone(elm, asha, fact):
    gone = build.a_patient(elm, **{fact: DAY})
    with pytest.raises(NotPossible, match="not on the list any more"):
        ways.begun(gone, asha)


@pytest.mark.care(15)
@pytest.mark.parametrize(("born", "joins"), [(dt.date(2008, 3, 3), False), (dt.date(2008, 3, 2), True)])
def test_nobody_under_eighteen_joins(elm, asha, born, joins):
    young = build.a_patient(elm, birth_date=born)
    if joins:
        assert ways.begun(young, asha)
        return
    with pytest.raises(NotPossible, match=r"18 and over, and Mary is 17.*children and young people"):
        ways.begun(young, asha)


def test_the_practice_may_have_another_age(elm, asha):
    elm.minimum_age = 16
    young = build.a_patient(elm, birth_date=dt.date(2009, 1, 1))
    young.practice = elm
    assert ways.begun(young, asha)


def test_nobody_new_begins_what_has_ended(mary, asha):
    from coaching.actions import programmes

    over = programmes.end(programme=ways.a_programme(asha), version=1, by=asha, now=build.NOW)
    with pytest.raises(NotPossible, match="nobody new can begin"):
        ways.begun(mary, asha, programme=over)


def test_who_is_enrolled_has_a_coach(mary, asha, ben):
    with pytest.raises(NotPossible, match="Choose the coach"):
        ways.begun(mary, ben, coach=None)
    referred = ways.begun(mary, ben, "referred", coach=None, knows_of_it=False)
    with pytest.raises(NotPossible, match="Choose the coach"):
        ways.taken(referred, "enrolled", ben)
    enrolled = ways.taken(referred, "enrolled", asha, coach=asha)
    assert (enrolled.coach, enrolled.knows_of_it) == (asha, True)


def undone(enrolment, by):
    enrolment.refresh_from_db()
    return enrolling.undo(enrolment=enrolment, version=enrolment.version, by=by, now=LATER)


def test_a_wrong_step_is_taken_back_and_kept(mary, asha):
    begun = ways.taken(ways.begun(mary, asha), "completed", asha)
    back = undone(begun, asha)
    assert (back.stands, back.stands_since) == ("enrolled", build.NOW.date())
    assert kinds(back) == ["enrolled", "completed", "enrolled"]
    assert back.steps.latest("pk").because == way.TAKEN_BACK
    assert undone(back, asha).stands == "completed"


def test_a_first_step_taken_back_ends_it(mary, asha):
    back = undone(ways.begun(mary, asha), asha)
    assert (back.stands, back.steps.latest("pk").because) == ("withdrew", way.BY_MISTAKE)


def test_what_ended_does_not_come_back_beside_a_new_one(mary, asha):
    old = ways.taken(ways.begun(mary, asha), "completed", asha)
    ways.begun(mary, asha)
    with pytest.raises(NotPossible, match="already"):
        undone(old, asha)


def test_steps_are_never_changed(mary, asha):
    step = ways.begun(mary, asha).steps.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentStep.objects.filter(pk=step.pk).update(because="Other")


def test_dying_ends_it_by_nobody_and_a_mistake_is_taken_back(mary, asha):
    begun = ways.taken(ways.begun(mary, asha), "paused", asha)
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    begun.refresh_from_db()
    last = begun.steps.latest("pk")
    assert (begun.stands, last.member, last.because) == ("withdrew", None, "The patient died")
    leaving.undo_died(patient=mary, by=asha, now=LATER)
    begun.refresh_from_db()
    assert begun.stands == "paused"


def test_who_withdrew_before_stays_so_after_a_mistaken_departure(mary, asha):
    begun = ways.taken(ways.begun(mary, asha), "withdrew", asha, whose_choice="theirs", because="Enough")
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=asha, now=build.NOW)
    leaving.undo_left(patient=mary, by=asha, now=LATER)
    begun.refresh_from_db()
    assert begun.stands == "withdrew" and len(kinds(begun)) == 2


def test_a_session_belongs_to_the_only_programme(mary, asha):
    assert made.a_booked(mary, asha).enrolment is None
    begun = ways.begun(mary, asha)
    assert made.a_booked(mary, asha).enrolment == begun
    assert made.a_started(build.a_patient(asha.practice), asha).enrolment is None
    ways.begun(mary, asha, programme=ways.a_programme(asha, name="Walking"))
    assert made.a_booked(mary, asha).enrolment is None
    assert made.a_booked(mary, asha, enrolment=begun).enrolment == begun


def test_weight_in_one_press(mary, asha):
    begun = enrolling.weigh(enrolment=ways.begun(mary, asha), weight="heavy", by=asha, now=build.NOW)
    assert Enrolment.objects.get(pk=begun.pk).weight == "heavy"


def test_every_standing_has_its_words():
    for stands in Enrolment.Stands.values:
        assert stands in way.NEXT and stands in way.MEANS
        assert all(says for _kind, says in way.presses(stands))
    assert way.press("lapsed", "enrolled") == "Welcome back"


def test_two_records_of_one_person_in_one_programme(elm, asha, browser):
    """Both go on until a person ends one; each goes back where it was when the records part."""
    from patients.actions.merging import merge, unmerge

    two = [build.a_patient(elm, given_name="Ada", family_name="Twice") for _record in range(2)]
    kept, gone = (ways.begun(person, asha) for person in two)
    done = merge(kept=two[0], gone=two[1], take=(), versions=(1, 1), by=asha, now=build.NOW)
    assert set(Enrolment.objects.open().filter(patient=two[0])) == {kept, gone}
    assert browser.get("/mine/caseload").text.count("Ada Twice</a>") == 2
    assert browser.get(f"/A81001/patients/{two[0].pk}").text.count("Twice in one programme") == 1
    unmerge(done=done, by=asha, now=build.NOW)
    assert Enrolment.objects.open().get(patient=two[1]) == gone
