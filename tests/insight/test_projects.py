"""An improvement project from its aim to the network's shelf, which names nobody."""

import datetime as dt
import io
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from insight import aim, case_page, demo_projects, driver_diagram, identifying
from insight.actions import cycles, drivers, measuring, projects, sharing
from insight.models import CaseStudy, Chart, Cycle, Driver, Project
from patients.names import key
from practice.acting import Stale
from practice.actions import NotPossible, open_practice
from practice.models import TrailEvent
from practice.pdf import pdf_of
from practice.tenancy import in_view
from tests import build
from tests.insight import rows
from tests.insight.projects import TEXTS, TODAY, a_cycle, a_driver, a_measure, a_project, finished, studied

HERE = "/A81001/improvement"
AIM = {"name": "Fewer missed sessions", "who": "People booked", "how_much": "missed sessions fall to 8%"}
BY = {"by_on_day": "31", "by_on_month": "May", "by_on_year": "2026"}
ABOUT = {"now": build.NOW}


@pytest.fixture
def mo(member):
    return member("mo")


@pytest.fixture
def project(asha) -> Project:
    return a_project(asha)


def test_an_aim_is_said_back_as_one_sentence():
    said = aim.sentence("People  who are booked.", "GP letters fall from 14 to 8", dt.date(2026, 5, 31))
    assert said == "By 31 May 2026, for people who are booked, GP letters fall from 14 to 8."


def test_anybody_starts_one_from_a_figure_and_reads_what_is_missing(browser_of, elm):
    browser = browser_of("cara")
    assert "Sessions missed" in browser.get(f"{HERE}/start?measure=missed").text
    wrong = browser.post(f"{HERE}/start", AIM | BY | {"how_much": "fewer"})
    assert wrong.status_code == 422 and "how much in a number" in wrong.text and "People booked" in wrong.text
    answer = browser.post(f"{HERE}/start", AIM | BY | {"measure": "missed"})
    page = browser.get(answer["Location"]).text
    assert "By 31 May 2026, for people booked, missed sessions fall to 8%." in page
    assert "An outcome measure" not in page and "A balancing measure" in page and "Cara Mills" in page
    assert Chart.objects.get().measure == "missed"


def test_a_measure_takes_the_chart_that_is_drawn_already(project, asha, mo):
    first = a_measure(project, asha)
    with pytest.raises(NotPossible, match="already"):
        a_measure(project, asha, kind="balancing")
    other = a_measure(a_project(asha), asha)
    assert other.chart_id == first.chart_id
    measuring.end(measure=first, by=asha, **ABOUT)
    measuring.put_back(measure=first, by=mo, **ABOUT)
    with pytest.raises(Stale):
        measuring.aim_for(measure=first, was=9.0, target=5.0, by=asha, **ABOUT)


def test_who_was_slower_sees_both_and_loses_nothing(browser_of, project, mo):
    projects.set_meeting(project=project, version=1, at=build.NOW, words="Room 2", by=mo, **ABOUT)
    where, browser = f"{HERE}/{project.pk}/meeting", browser_of("asha")
    typed = {
        "day_day": "9",
        "day_month": "3",
        "day_year": "2026",
        "time": "1pm",
        "words": "Room 5",
        "version": "1",
    }
    page = browser.post(where, typed)
    assert page.status_code == 409
    assert "Room 2" in page.text and 'value="Room 5"' in page.text and "2 March 2026" in page.text
    assert browser.post(where, typed | {"version": "2"}).status_code == 302
    assert Project.objects.get().next_meeting_words == "Room 5"


def test_the_team_is_who_was_ticked_and_whoever_leads_it(project, asha, mo, member):
    projects.set_team(project=project, version=1, members=[member("ben")], by=mo, **ABOUT)
    assert {one.member.name for one in projects.team(project)} == {"Asha Rao", "Ben Carter"}
    values = {**{name: getattr(project, name) for name in ("name", "problem", "who", "how_much", "by_on")}}
    projects.change(project=project, version=2, values=values | {"lead": mo}, by=asha, **ABOUT)
    assert "Mo Haddad" in {one.member.name for one in projects.team(project)}


def test_part_of_the_diagram_goes_and_comes_back_whole(project, asha):
    first, second = a_driver(project, asha, "Times"), a_driver(project, asha, "Words")
    behind = a_driver(project, asha, "Evenings", first, "secondary")
    a_driver(project, asha, "Ring at six", behind, "idea")
    drivers.move(driver=second, up=True, by=asha, **ABOUT)
    drivers.end(driver=first, by=asha, **ABOUT)
    assert [one.words for one in Driver.objects.filter(ended_at=None)] == ["Words"]
    with pytest.raises(NotPossible, match="Put that back first"):
        drivers.put_back(driver=behind, by=asha, **ABOUT)
    drivers.put_back(driver=first, by=asha, **ABOUT)
    words = driver_diagram.diagram("Aim.", list(Driver.objects.all())).description
    assert words == "Aim. It depends on: Words; Times (Evenings (Ring at six))."


def test_an_idea_stands_under_something(project, asha):
    with pytest.raises(NotPossible):
        a_driver(project, asha, "Ring", None, "idea")
    first = a_driver(project, asha, "Times")
    drivers.reword(driver=first, version=1, words="Free times", by=asha, **ABOUT)
    with pytest.raises(Stale):
        drivers.reword(driver=first, version=1, words="Other", by=asha, **ABOUT)


def a_tree(choices: list[tuple[int, int]]) -> list[Driver]:
    """Drivers whose parents are drawn from those before them; words of any length."""
    found: list[Driver] = []
    for pk, (above, length) in enumerate(choices, start=1):
        parents = [None, *(one for one in found if one.kind != "idea")]
        parent = parents[above % len(parents)]
        kind = {None: "primary", "primary": "secondary", "secondary": "idea"}[parent and parent.kind]
        found.append(Driver(pk=pk, parent_id=parent and parent.pk, kind=kind, words="word " * length))
    return found


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 40)), max_size=25))
def test_no_two_boxes_of_a_diagram_lie_on_one_another(choices):
    drawn = driver_diagram.diagram("An aim " * 9, a_tree(choices))
    assert len(drawn.boxes) == len(choices) + 1 and len(drawn.links) == len(choices)
    for column in {box.x for box in drawn.boxes}:
        boxes = sorted((box.y, box.y + box.height) for box in drawn.boxes if box.x == column)
        assert all(above[1] < below[0] for above, below in itertools.pairwise(boxes))
        assert boxes[-1][1] <= drawn.height


def test_cycles_are_numbered_and_a_prediction_stays_once_something_was_learned(project, asha):
    first, second = a_cycle(project, asha), a_cycle(project, asha)
    assert (first.number, second.number) == (1, 2)
    kept = studied(first, asha, "")
    values = {name: getattr(kept, name) for name in cycles.PLANNED} | {"prediction": "Three come"}
    with pytest.raises(NotPossible, match="stay as they were"):
        cycles.change_plan(cycle=first, version=kept.version, values=values, by=asha, **ABOUT)
    studied(first, asha, "adopt")
    cycles.undecide(cycle=first, by=asha, **ABOUT)
    assert Cycle.objects.get(pk=first.pk).learned == "Three came"


def test_what_is_adapted_leads_to_the_next_one_filled_in(browser_of, project, asha):
    cycle, browser = a_cycle(project, asha), browser_of("lena")
    typed = {"did": "Rang", "learned": "Three came", "decision": "adapt", "next_words": "Ring at six"}
    assert browser.post(f"{HERE}/cycles/{cycle.pk}", {"decision": "adopt", "version": "1"}).status_code == 422
    answer = browser.post(f"{HERE}/cycles/{cycle.pk}", typed | {"version": "1"})
    page = browser.get(answer["Location"]).text
    assert "Ring at six</textarea>" in page and "Four come</textarea>" in page and "Three came" in page


def test_before_it_finishes_it_says_what_was_not_studied_and_after_it_too(browser_of, project, asha):
    studied(a_cycle(project, asha), asha)
    left, browser, where = a_cycle(project, asha), browser_of("lena"), f"{HERE}/{project.pk}"
    page = browser.get(f"{where}/finish").text
    assert (
        "Not studied yet" in page and f"cycle {left.number}</a>. Once" in page and "cycle 1</a>" not in page
    )
    assert "Going on" in browser.get(where).text
    finished(project, asha)
    page = browser.get(where).text
    assert "Going on" not in page and "Not studied" in page


def test_a_finished_one_stands_still_and_opens_again_unless_others_read_it(project, asha, mo):
    done = finished(project, asha)
    with pytest.raises(NotPossible, match="has finished"):
        a_driver(project, asha, "Times")
    case = sharing.publish(project=done, looked="", by=asha, **ABOUT)
    with pytest.raises(NotPossible, match="Withdraw it first"):
        projects.open_again(project=done, by=mo, **ABOUT)
    with pytest.raises(NotPossible, match="on the shelf already"):
        sharing.publish(project=done, looked="", by=mo, **ABOUT)
    sharing.withdraw(case=case, by=mo, **ABOUT)
    assert not projects.open_again(project=done, by=mo, **ABOUT).result
    assert {"case_study.published", "case_study.withdrawn"} <= set(
        TrailEvent.objects.values_list("verb", flat=True)
    )


POINTS = (
    ("Mrs kaminski came", "kaminski"),
    ("It was Farouk’s idea", "Farouk"),
    ("Number 999 000 0018 rang", "999 000 0018"),
    ("Ring 07700 900123", "07700 900123"),
    ("Write to a@example.org", "a@example.org"),
    ("Of AB1 2CD", "AB1 2CD"),
)


@pytest.mark.parametrize(("text", "words"), POINTS)
def test_what_may_point_at_somebody_is_found(elm, text, words):
    assert words in [one.words for one in identifying.found_in({"Aim": text}, elm)]


def test_plain_words_and_figures_point_at_nobody(elm):
    plain = (
        "From 14% to 8% in 2026, 1,200 people, by 31.05.2026. The farouk web; sessions at 12:30 in room 2."
    )
    assert identifying.found_in({"Aim": plain}, elm) == []
    assert key("Farouk") == "farouk"


def test_publishing_asks_to_look_again_and_changes_no_word(browser_of, project, asha):
    done = finished(project, asha, what_happened="Pat Kaminski rang 07700 900123 often.")
    where, browser = f"{HERE}/{done.pk}/case-study/publish", browser_of("asha")
    page = browser.post(where)
    assert page.status_code == 422 and "07700 900123</strong> is a telephone number" in page.text
    assert not CaseStudy.objects.exists()
    browser.post(where, {"looked": "0" * 32})
    assert not CaseStudy.objects.exists()
    assert browser.post(where, {"looked": page.context["mark"]}).status_code == 302
    assert CaseStudy.objects.get().what_happened == "Pat Kaminski rang 07700 900123 often."


def test_the_network_reads_the_shelf_and_only_its_own_practice_withdraws(browser_of, project, asha):
    a_measure(project, asha)
    case = sharing.publish(project=finished(project, asha), looked="", by=asha, **ABOUT)
    dev = browser_of("dev")
    assert "Fewer missed sessions" in dev.get("/A81002/improvement/shelf?result=not").text
    assert "Fewer missed sessions" not in dev.get("/A81002/improvement/shelf?result=worked").text
    assert "We ring instead." in dev.get(f"/A81002/improvement/shelf/{case.pk}").text
    assert dev.get(f"/A81002/improvement/shelf/{case.pk}/file").content.startswith(b"%PDF")
    dev.post(f"/A81002/improvement/shelf/{case.pk}/withdraw")
    assert not CaseStudy.objects.get().withdrawn_at
    with in_view([open_practice(ods_code="B82001", name="Fern", network_name="Valley")]):
        assert not CaseStudy.objects.exists()


def test_a_chart_on_the_shelf_hides_small_numbers_whoever_put_it_there(project, asha, people_missed):
    a_measure(project, asha, "sessions")
    (kept,) = case_page.charts_of(finished(project, asha), TODAY)
    shown = [row[1] for row in kept["rows"]]
    assert "Not shown" in shown and not any(text.startswith(("1 ", "2 ", "3 ", "4 ")) for text in shown)
    assert "remarks" not in kept


@pytest.fixture
def people_missed(elm, asha) -> None:
    """Two sessions of January and six of February."""
    from tests.coaching import made

    for days, many in ((45, 2), (14, 6)):
        for _one in range(many):
            made.a_finished(build.a_patient(elm), asha, now=build.NOW - dt.timedelta(days=days))


@pytest.mark.parametrize("length", [1, 30])
def test_a_case_study_is_one_tagged_page(project, asha, people_missed, length):
    a_measure(project, asha, "sessions")
    longest = dict.fromkeys(TEXTS, ("word " * 100)[: 16 * length])
    Project.objects.filter(pk=project.pk).update(problem="word " * (3 * length + 10))
    done = finished(Project.objects.get(pk=project.pk), asha, **longest)
    made = PdfReader(io.BytesIO(pdf_of(case_page.document(case_page.of_project(done, TODAY)))))
    assert len(made.pages) == 1
    assert (made.metadata.title, made.trailer["/Root"]["/Lang"]) == ("Fewer missed sessions", "en-GB")
    assert "Sessions held by month" in alternatives(made.trailer["/Root"]["/StructTreeRoot"])


def alternatives(thing) -> str:
    """What is said of pictures."""
    node = thing.get_object()
    if isinstance(node, list):
        return " ".join(alternatives(kid) for kid in node)
    if not isinstance(node, dict):
        return ""
    return str(node.get("/Alt", "")) + (alternatives(node["/K"]) if "/K" in node else "")


def test_templates_to_print_are_there(browser_of, elm):
    browser = browser_of("mo")
    for slug in ("drivers", "cycle", "case-study"):
        assert "fill in by hand" in browser.get(f"{HERE}/blank/{slug}").text


def test_the_demo_has_one_that_runs_and_two_on_the_shelf(elm, oak):
    demo_projects.projects_happen(elm, now=build.NOW)
    assert [one.number for one in Cycle.objects.order_by("number")] == [1, 2, 3]
    assert {one.result for one in CaseStudy.objects.all()} == {"not", "worked"}
    assert Project.objects.open().get().measures.count() == 3


def test_as_many_questions_for_more_projects(browser_of, elm, asha):
    browser, asked = browser_of("asha"), []
    for _turn in range(2):
        for _one in range(3):
            a_project(asha)
            rows.a_case_study(elm)
        for page in (HERE, f"{HERE}/shelf"):
            browser.get(page)
            with CaptureQueriesContext(connection) as queries:
                browser.get(page)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
