"""The pages of waves: looked at before anything goes, started by a press that names how many, stopped, watched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.actions import cohorts, waves
from outreach.models import OfferedTime, RankRule, Wave
from outreach.ranking import SHIPPED
from patients.models import RecordBlock
from practice.models import TrailEvent
from tests import build
from tests.coaching.made import a_booked
from tests.outreach import rows
from tests.outreach.waves import a_started, a_wave

TYPED = {
    "aim": "social",
    "size": "5",
    "a_day": "2",
    "starts_on_day": "3",
    "starts_on_month": "3",
    "starts_on_year": "2026",
    "balance": "deprivation",
    "effort_percent": "20",
    "name": "Wave of 2 March 2026",
}


@pytest.fixture
def people(elm):
    names = ("Ada", "Bea", "Cy", "Di", "Ed", "Flo", "Gus")
    found = [build.a_patient(elm, given_name=name, ethnic_category="H") for name in names]
    elm.patients.filter(pk__in=[one.pk for one in found[:4]]).update(deprivation=1, ethnic_category="A")
    return found


@pytest.fixture
def run(elm, people):
    return rows.a_run_of(elm, people, {})


@pytest.fixture
def cara(browser_of):
    return browser_of("cara")


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_wave_is_looked_at_first_and_nothing_is_kept(run, cara):
    where = f"/A81001/waves/make/{run.pk}"
    first = text(cara.get(where))
    assert "nobody is asked on this page" in first
    looked = text(cara.post(where, TYPED | {"press": "look"}))
    assert "5 people would be asked" in looked
    assert "Of 7 who can be asked now. As things stand: 5 by a call." in looked
    assert "Most deprived fifth +3; Never invited +2" in looked
    assert not Wave.objects.exists()
    assert TrailEvent.objects.filter(verb="wave.looked_ahead").count() == 1


def test_a_wave_is_made_and_started_by_a_press_that_names_how_many(run, cara):
    made = cara.post(f"/A81001/waves/make/{run.pk}", TYPED | {"press": "make"})
    wave = Wave.objects.get()
    assert made["Location"] == f"/A81001/waves/{wave.pk}"
    before = text(cara.get(f"/A81001/waves/{wave.pk}/start"))
    assert "Start: ask 5 people" in before
    assert "from Tuesday 3 March 2026 to Thursday 5 March 2026" in before
    cara.post(f"/A81001/waves/{wave.pk}/start", {"version": 1, "people": "ask-5"})
    wave.refresh_from_db()
    assert wave.started_by.user.email.startswith("cara@")


def test_a_press_on_what_has_changed_shows_it_anew(run, cara, member, now):
    wave = a_wave(run)
    waves.take_out(invitation=wave.invitations.get(position=1), by=member("cara"), now=now)
    answer = cara.post(f"/A81001/waves/{wave.pk}/start", {"version": 1, "people": "ask-7"})
    assert (answer.status_code, "Start: ask 6 people" in text(answer)) == (422, True)
    assert "Something has changed since you looked" in text(answer)
    assert not Wave.objects.filter(started_at__isnull=False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"size": "301"}, "Enter a number from 1 to 300"),
        ({"aim": ""}, "Choose what they are invited to"),
        ({"starts_on_year": "2025"}, "The first day must be today or later"),
        ({"name": " "}, "Enter a name for the wave"),
    ],
)
def test_what_is_typed_wrongly_is_said(run, cara, wrong, said):
    answer = cara.post(f"/A81001/waves/make/{run.pk}", TYPED | wrong | {"press": "make"})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Wave.objects.exists()


@pytest.mark.care(30)
def test_choosing_by_a_protected_characteristic_waits_for_a_managers_reason(elm, people, cara, member, now):
    run = rows.a_run_of(elm, people, {"sex": ["2"]})
    elm.cohorts.filter(pk=run.cohort_id).update(criteria=run.criteria)
    wave = a_wave(run)
    where = f"/A81001/waves/{wave.pk}/start"
    assert "chooses by sex" in text(cara.get(where))
    refused = cara.post(where, {"version": 1, "people": "ask-7"})
    assert (refused.status_code, "a practice manager gives a reason" in text(refused)) == (422, True)
    reason = {"reason": "Women are invited less here", "by": member("mo", role="manager"), "now": now}
    cohorts.give_reason(cohort=run.cohort, version=run.cohort.version, **reason)
    cara.post(where, {"version": 1, "people": "ask-7"})
    assert Wave.objects.get(pk=wave.pk).started_at


def test_the_list_of_people_says_points_and_why_and_is_kept_in_the_trail(run, people, cara, member, now):
    shut = {"practice": run.practice, "user": member("cara").user, "kind": "relation"}
    RecordBlock.objects.create(**shut, patient=people[1], set_at=now, set_by=member("mo"))
    wave = a_wave(run)
    page = text(cara.get(f"/A81001/waves/{wave.pk}/people"))
    assert "Ada Webb" in page and "Bea Webb" not in page and "A record that is shut to you" in page
    assert "Only a call reaches them +2" in page and "Not asked yet: a colleague rings" in page
    assert TrailEvent.objects.filter(verb="wave.people_read", subject_id=wave.pk).count() == 1


def test_somebody_is_taken_out_and_put_back_on_the_page(run, cara):
    one = a_wave(run).invitations.get(position=2)
    for press, closed in (("take-out", "taken_out"), ("put-back", "")):
        cara.post(f"/A81001/waves/{press}/{one.pk}")
        one.refresh_from_db()
        assert one.closed == closed


def test_the_list_costs_the_same_for_two_and_for_seven(elm, cara, people):
    counts = []
    cara.get("/A81001/waves")  # what the first request of a session asks besides
    for some in (people[:2], people[2:]):
        wave = a_wave(rows.a_run_of(elm, some, {}))
        with CaptureQueriesContext(connection) as asked:
            cara.get(f"/A81001/waves/{wave.pk}/people")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_counts_each_stage_by_itself_and_by_group(run, cara, now):
    wave = a_started(run)
    mine = wave.invitations.order_by("position")
    mine.filter(position__lte=4).update(asked_at=now)
    mine.filter(position=1).update(answer="yes", answered_at=now, closed="came", closed_at=now)
    mine.filter(position=2).update(answer="not_now", answered_at=now, closed="not_now", closed_at=now)
    mine.filter(position=3).update(closed="in_peace", closed_at=now)
    page = cara.get(f"/A81001/waves/{wave.pk}")
    told = {stage["words"]: stage["cell"] for stage in page.context["stages"]}
    assert list(told.values())[:5] == ["7 (100%)", "4 (57%)", "2 (29%)", "1 (14%)", "1 (14%)"]
    assert (told["Ring me"], told["Left in peace"], told["Begun"]) == ("0 (0%)", "1 (14%)", "0 (0%)")
    deprivation = page.context["tables"][0]["rows"]
    assert [(label, cells[0]) for label, cells in deprivation] == [
        ("1 most deprived", ("Chosen", 4)),
        ("Not known", ("Chosen", 3)),
    ]


def test_a_manager_sees_counts_without_names_and_small_ones_are_hidden(elm, run, browser_of):
    wave = a_started(run)
    mo = browser_of("mo")
    page = mo.get(f"/A81001/waves/{wave.pk}")
    told = {stage["words"]: stage["cell"] for stage in page.context["stages"]}
    assert (told["Chosen"], told["Asked"]) == ("7 (100%)", "0 (0%)")
    ethnic = mo.get(f"/A81001/waves/{wave.pk}/make-up").context["makeup"].tables[1]
    assert [part.wave for part in ethnic.parts if part.label in ("White", "Asian")] == [None, None]
    assert mo.get(f"/A81001/waves/{wave.pk}/people").status_code == 403
    assert "Webb" not in text(page)


def test_stop_says_why_and_is_undone_on_the_page(run, cara):
    wave = a_started(run)
    where = f"/A81001/waves/{wave.pk}"
    assert cara.post(f"{where}/stop", {"because": ""}).status_code == 422
    stopped = text(cara.post(f"{where}/stop", {"because": "The telephone is down"}, follow=True))
    assert "The telephone is down" in stopped and "Undo: let it go on" in stopped
    assert "The wave goes on" in text(cara.post(f"{where}/undo-stop", follow=True))


def test_times_are_offered_in_a_row_and_a_clash_is_said(elm, run, cara, asha, now):
    wave = rows.a_coaching_wave(elm, run)
    a_booked(build.a_patient(elm), asha, booked_for=now.replace(day=9, hour=10), minutes=30)
    typed = {"coach": asha.pk, "day_day": "9", "day_month": "3", "day_year": "2026", "time": "9:45am"}
    typed |= {"minutes": "30", "mode": "phone", "in_a_row": "3"}
    page = text(cara.post(f"/A81001/waves/{wave.pk}/times", typed, follow=True))
    assert "3 times are offered" in page and "something booked at 2 of these times" in page
    assert OfferedTime.objects.filter(wave=wave, ended_at=None).count() == 3
    again = cara.post(f"/A81001/waves/{wave.pk}/times", typed)
    assert (again.status_code, "They are offered already" in text(again)) == (422, True)
    cara.post(f"/A81001/waves/times/{OfferedTime.objects.latest('pk').pk}/end")
    assert OfferedTime.objects.filter(wave=wave, ended_at=None).count() == 2


def test_points_and_terms_are_kept_and_the_slower_of_two_looks_again(elm, cara):
    page = cara.get("/A81001/waves/ranking")
    typed = {**SHIPPED, "never_asked": "5", "seen": page.context["form"].initial["seen"]}
    assert "Kept" in text(cara.post("/A81001/waves/ranking", typed, follow=True))
    assert RankRule.objects.get().points == 5
    assert "Somebody else has changed" in text(cara.post("/A81001/waves/ranking", typed, follow=True))
    assert "Never invited: 2 became 5. Cara" in text(cara.get("/A81001/waves/ranking"))
    terms = {"months_between": "9", "chase_after_days": "5", "call_after_days": "4", "most_tries": "2"}
    cara.post("/A81001/waves/terms", terms | {"version": "0"})
    assert elm.pk and waves.terms_of(elm).months_between == 9
    slower = cara.post("/A81001/waves/terms", terms | {"version": "0", "most_tries": "1"})
    assert (slower.status_code, "Somebody else" in text(slower)) == (422, True)


def test_what_goes_on_stands_first_and_what_is_finished_cannot_be_stopped(run, cara):
    wave = a_started(run)
    where = f"/A81001/waves/{wave.pk}"
    assert "Waves that go on" in text(cara.get("/A81001/searches"))
    begun = text(cara.get(where))
    assert "Stop it" in begun and "Nobody has been asked yet. It begins on Tuesday 3 March 2026." in begun
    wave.invitations.update(closed="in_peace", closed_at=build.NOW, asked_at=build.NOW)
    assert "Waves that go on" not in text(cara.get("/A81001/searches"))
    over = text(cara.get(where))
    assert "Finished" in over and "Stop it" not in over and "Nobody has been asked" not in over


def test_a_second_wave_of_a_day_is_called_otherwise(run, cara):
    a_wave(run, name="Wave of 2 March 2026", size=1)
    a_wave(run, name="Wave of 2 March 2026, number 2", size=1)
    assert 'value="Wave of 2 March 2026, number 3"' in text(cara.get(f"/A81001/waves/make/{run.pk}"))
