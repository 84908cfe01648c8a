"""Searches on their pages: counted, kept, run, compared; what a manager sees; lists and files."""

import io
import re

import openpyxl
import pytest

from outreach import finding
from outreach.actions import cohorts
from outreach.allowing import needs_reason
from outreach.criteria import Criteria
from outreach.models import Cohort, CohortExport, CohortRun, NotOptedOut, OptOutCheck, PeopleList
from patients.actions.merging import merge
from patients.models import Condition, Patient
from practice.actions import join
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.outreach import rows

pytestmark = pytest.mark.django_db
BASE = "/A81001/searches"
KEEP = {"press": "save", "name": "Diabetes, most deprived", "reason": "They gain most"}
NUMBERS = ("9990000034", "9990000042", "9990000050")


@pytest.fixture
def caras(browser_of):
    return browser_of("cara")


@pytest.fixture
def three(elm) -> list[Patient]:
    """Three people with diabetes."""
    found = [build.a_patient(elm, nhs_number=number, given_name=f"Dia{number[-2:]}") for number in NUMBERS]
    for one in found:
        Condition.objects.create(practice=elm, patient=one, code="44054006", term="Diabetes type 2")
    return found


@pytest.fixture
def run(elm, three) -> CohortRun:
    kept = rows.a_cohort(elm, Criteria(conditions=("44054006",)))
    return cohorts.run(cohort=kept, by=build.a_colleague(elm), now=build.NOW)


def part(browser, where: str, **typed):
    return browser.post(where, typed, headers={"HX-Request": "true"})


def test_counts_as_somebody_types_and_by_a_press_without_scripts(caras, three):
    typed = {"press": "count", "conditions": "44054006"}
    small = part(caras, f"{BASE}/add", **typed).text
    assert re.search(r'count__number">3<', small) and "Diabetes type 2 (44054006)" in small
    assert "<html" not in small and "<html" in caras.post(f"{BASE}/add", typed).text


def test_conditions_are_found_by_word_or_code_and_stay_ticked(caras, three):
    for words in ("diabet type", "44054006"):
        found = part(caras, f"{BASE}/add", press="codes", words=words).text
        assert "Diabetes type 2" in found and "checked" not in found
    again = part(caras, f"{BASE}/add", press="codes", words="asthma", without="44054006").text
    assert "No condition" not in again and "checked" in again


def test_what_cannot_be_meant_is_said_in_place_of_a_count(caras):
    wrong = part(caras, f"{BASE}/add", press="count", age_from="70", age_to="60", contact="within")
    assert wrong.status_code == 422
    assert "must not be below" in wrong.text and "how many months" in wrong.text


def test_kept_run_and_compared_with_an_earlier_day(caras, elm, three):
    where = caras.post(f"{BASE}/add", KEEP | {"conditions": "44054006"})["Location"]
    first = caras.post(f"{where}/find")["Location"]
    Condition.objects.filter(patient=three[0]).update(ended_at=build.NOW, ended_by=build.a_colleague(elm))
    second = caras.get(caras.post(f"{where}/find")["Location"])
    assert (second.context["new"], second.context["gone"], second.context["both"]) == (0, 1, 2)
    assert "There is no earlier day" in caras.get(first).text
    kept = Cohort.objects.get()
    assert kept.runs.count() == 2 and kept.owner.user.email == "cara@elm.example.org"
    assert caras.post(f"{BASE}/add", KEEP).status_code == 422


def test_who_was_slower_sees_what_the_other_wrote(caras, elm):
    kept = rows.a_cohort(elm)
    typed = {"press": "save", "name": "Mine", "reason": "Mine", "version": "1", "alone": "on"}
    assert caras.post(f"{BASE}/{kept.pk}/change", typed).status_code == 302
    late = caras.post(f"{BASE}/{kept.pk}/change", typed | {"name": "Late", "alone": ""})
    assert late.status_code == 422 and "as “Mine”" in late.text and "Living alone" in late.text
    assert 'value="Late"' in late.text and 'name="version" value="2"' in late.text


def test_names_are_for_those_who_invite_and_reading_them_is_kept(caras, browser_of, run):
    where = f"{BASE}/found/{run.pk}/people"
    assert "Dia34" in caras.get(where).text and browser_of("mo").get(where).status_code == 403
    event = TrailEvent.objects.get(verb="cohort.people_read")
    assert event.subject_id == run.pk and event.details["people"] == 3


def test_a_manager_sees_no_small_number(browser_of, run):
    managers = browser_of("mo").get(f"{BASE}/found/{run.pk}")
    assert managers.context["shown"].found is None and "Not shown" in managers.text
    assert "Dia34" not in managers.text and "See the names" not in managers.text


@pytest.mark.care(30)
def test_protected_choices_wait_for_a_reason_for_exactly_these(browser_of, elm):
    kept = rows.a_cohort(elm, Criteria(sex=("2",)))
    page = browser_of("mo").post(f"{BASE}/{kept.pk}/reason", {"reason": "A group for women", "version": "1"})
    assert page.status_code == 302 and not needs_reason(kept)
    said = {"name": kept.name, "reason": "x", "criteria": Criteria(sex=("1",)), "version": 1}
    changed = cohorts.change(cohort=kept, **said, by=build.a_colleague(elm), now=build.NOW)
    assert needs_reason(changed) and not needs_reason(changed, kept.criteria)
    assert "Nobody may be invited before" in browser_of("cara").get(f"{BASE}/{kept.pk}").text


@pytest.mark.care(30)
def test_a_manager_is_told_on_every_page_that_a_search_waits_for_a_reason(browser_of, elm):
    kept = rows.a_cohort(elm, Criteria(sex=("2",)))
    line = "A search at Elm Surgery waits for your reason before anybody is invited"
    page = browser_of("mo").get("/mine/find").text
    assert line in page and f'href="{BASE}/{kept.pk}/reason"' in page
    assert line not in browser_of("cara").get("/mine/find").text
    assert "Waits for a manager’s reason" in browser_of("cara").get(BASE).text
    rows.a_cohort(elm, Criteria(sex=("1",)))
    assert "2 searches at Elm Surgery wait for your reason" in browser_of("mo").get("/mine/find").text
    for one in elm.cohorts.all():
        browser_of("mo").post(f"{BASE}/{one.pk}/reason", {"reason": "A group", "version": "1"})
    assert "for your reason" not in browser_of("mo").get("/mine/find").text


def test_how_many_stands_in_one_line_that_comes_along_with_each_count(browser_of, three):
    whole = browser_of("cara").get(f"{BASE}/add").text
    assert whole.count('id="count-line"') == 1 and "hx-swap-oob" not in whole
    counted = part(browser_of("cara"), f"{BASE}/add", press="count", conditions="44054006").text
    assert 'id="count-line"' in counted and "<strong>3</strong> to ask now" in counted


def test_the_network_is_counted_practice_by_practice(browser_of, elm, oak, three, member):
    user = member("cara").user
    with in_view([oak]):
        by = {"by": build.TEST, "now": build.NOW, "starts_on": build.NOW.date()}
        join(practice=oak, user=user, role="coordinator", **by)
    page = part(browser_of("cara"), "/mine/searches", press="count", conditions="44054006")
    told = {practice.name: shown.to_ask for practice, shown in page.context["by_practice"]}
    assert told == {elm.name: 3, oak.name: 0}
    assert browser_of("lena").get("/mine/searches").status_code == 403


def sheet(*cells: str) -> io.BytesIO:
    book = openpyxl.Workbook()
    for cell in cells:
        book.active.append([cell])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "numbers.xlsx"
    return out


LISTED = {"name": "Search 12", "taken_on_day": "1", "taken_on_month": "3", "taken_on_year": "2026"}


@pytest.mark.parametrize("way", ["file", "numbers"])
def test_a_list_is_looked_through_before_anything_is_kept(caras, three, way):
    lines = ("NHS Number", "999 000 0034", "9990000034", "9990000042", "9990000043", "9990000077", "")
    given = {"file": sheet(*lines)} if way == "file" else {"numbers": "\n".join(lines[1:])}
    looked = caras.post(f"{BASE}/lists/add", LISTED | given)
    for said in ("last digit does not fit", "As on line", "Nobody on your list has this number"):
        assert said in looked.text
    assert not PeopleList.objects.exists()
    caras.post(f"{BASE}/lists/keep", {"carried": looked.context["carried"]})
    kept = PeopleList.objects.get()
    assert kept.listed.count() == 2 and (kept.rows, kept.doubled, kept.wrong, kept.unknown) == (5, 1, 1, 1)
    assert "9990000077" not in str(list(TrailEvent.objects.values_list("details")))


def test_nobody_else_keeps_it_and_it_is_chosen_in_a_search(caras, browser_of, elm, three):
    looked = caras.post(f"{BASE}/lists/add", LISTED | {"numbers": "9990000034"})
    browser_of("asha").post(f"{BASE}/lists/keep", {"carried": looked.context["carried"]})
    assert not PeopleList.objects.exists()
    caras.post(f"{BASE}/lists/keep", {"carried": looked.context["carried"]})
    kept = PeopleList.objects.get()
    assert finding.count(elm, Criteria(lists=(str(kept.pk),)), build.NOW).found == 1


@pytest.mark.care(13)
def test_a_file_for_care_says_why_and_runs_nothing(caras, run, three):
    Patient.objects.filter(pk=three[0].pk).update(family_name="=HYPERLINK(1)")
    Patient.objects.filter(pk=three[1].pk).update(restricted=True)
    where = f"{BASE}/found/{run.pk}/care"
    assert caras.post(where, {"columns": "family_name"}).status_code == 422
    taken = caras.post(where, {"columns": ["nhs_number", "family_name"], "words": "Letters"}).content.decode()
    assert "'=HYPERLINK(1)" in taken and "9990000042" not in taken
    assert CohortExport.objects.get().rows == 2


def test_other_uses_are_refused_until_the_opt_out_was_applied(caras, run, clock):
    where = f"{BASE}/found/{run.pk}/opt-out"
    wanted = {"purpose": "research", "words": "A study", "columns": ["nhs_number", "age"]}
    assert "is refused until the national data opt-out" in caras.post(f"{where}/take", wanted).text
    assert caras.post(f"{where}/numbers").content.decode().split() == list(NUMBERS)
    caras.post(f"{where}/back", {"numbers": f"{NUMBERS[0]}\n9990000077"})
    assert (OptOutCheck.objects.get().came_back, NotOptedOut.objects.count()) == (1, 1)
    taken = caras.post(f"{where}/take", wanted).content.decode()
    assert NUMBERS[0] in taken and NUMBERS[1] not in taken and "Dia" not in taken
    clock.move(days=22)
    assert caras.post(f"{where}/take", wanted).status_code == 422


def test_two_records_that_become_one_stay_once_in_what_found_them(caras, elm, run, three, member):
    looked = caras.post(f"{BASE}/lists/add", LISTED | {"numbers": "\n".join(NUMBERS)})
    caras.post(f"{BASE}/lists/keep", {"carried": looked.context["carried"]})
    kept, gone = three[:2]
    merge(
        kept=kept, gone=gone, take=(), versions=(kept.version, gone.version), by=member("cara"), now=build.NOW
    )
    assert run.people.filter(patient=kept).count() == 1
    assert PeopleList.objects.get().listed.filter(patient=kept).count() == 1
    assert "Dia42" not in caras.get(f"{BASE}/found/{run.pk}/people").text
