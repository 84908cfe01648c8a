"""Load and flow: figures that agree with the catalogue, hidden where small, with a list and a file behind."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insight import flow, flow_tables, period, tables
from insight.catalogue import MEASURES, asking
from patients.actions.blocks import set_block
from practice.models import TrailEvent
from tests import build
from tests.coaching import made, ways
from tests.insight import happened
from tests.prescribing import ways as referrals

TODAY = build.NOW.date()
YEAR = period.ending(dt.date(2026, 3, 1), 12, TODAY)
PAGE, FILE, BEHIND = (f"/A81001/figures/{name}" for name in ("flow", "file", "behind"))


@pytest.fixture
def filled(elm, asha, member):
    happened.everything(elm, asha, member("lena"))
    return elm


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_page_says_what_the_file_and_the_catalogue_say(filled, browser_of):
    with CaptureQueriesContext(connection) as asked:
        answer = browser_of("asha").get(PAGE)
    assert len(asked) <= 30
    shown = {one["name"]: one for one in answer.context["now"] + answer.context["then"]}
    for name, table in flow_tables.flowing(filled, YEAR, 0).items():
        cells = [row["cells"] if isinstance(row, dict) else row for row in shown[name]["rows"]]
        assert [row[0] for row in cells] == [str(row[0]) for row in table.rows], name
    kept = asking.total(filled, MEASURES["follow-ups-kept"], since=YEAR.since, until=YEAR.until)
    lines = {row[0]: row[1:3] for row in flow_tables.flowing(filled, YEAR, 0)["measures"].rows}
    assert lines[MEASURES["follow-ups-kept"].title] == [kept.n, kept.d]
    assert b"counted" in answer.content and "Does not apply" in answer.content.decode()


def test_who_waits_and_how_long(elm, asha, member):
    for days in (3, 20, 100):
        person, then = build.a_patient(elm), build.NOW - dt.timedelta(days=days)
        ways.begun(person, asha, now=then)
        referrals.referred(person, member("lena"), now=then)
    made.a_finished(person, asha)
    now = flow.standing(elm, TODAY)
    assert flow.waits(now, "now-waiting-coaching") == [3, 20]
    assert flow.waits(now, "now-waiting-prescribing") == [3, 20, 100]
    assert flow.carried(flow.colleagues(elm), now, "now-coaching", "now-waiting-coaching") == [
        (asha.name, 3, 2, 20)
    ]
    assert flow.banded([3, 20, 100])[0] == ("Under 2 weeks", 1)
    (line, *_rest) = flow_tables.waits(now, TODAY, "Now", 0).rows
    assert line[1:] == [2, 11.5, 20]


def test_services_by_how_long_they_take(filled):
    (one,) = [row for row in flow.replies(filled, YEAR) if row.sent]
    assert (one.sent, one.answered, one.silent) == (4, 4, 0) and one.days == 4
    assert flow_tables.services(filled, YEAR, 0).rows == [[one.service, 4, 4, 4.0, 0]]
    assert flow_tables.services(filled, YEAR, 5).rows[0][1:] == [None, None, None, None]


def test_nobody_at_all(elm, browser_of):
    answer = browser_of("mo").get(PAGE)
    assert answer.status_code == 200 and "Nothing to count yet" in answer.content.decode()
    assert not any(flow.standing(elm, TODAY).values())


def test_small_numbers_do_not_leave(filled, browser_of):
    """Whoever takes the file; and the page of a manager says the same."""
    text = browser_of("asha").get(FILE, {"page": "flow"}).content.decode()
    table = rows(text)
    numbers = [cell for row in table for cell in row[1:] if cell.isdigit()]
    assert "Not shown" in text and not [cell for cell in numbers if 0 < int(cell) < 5]
    assert TrailEvent.objects.filter(verb="figures.taken", details__page="flow").count() == 1
    page = browser_of("mo").get(PAGE)
    assert "Not shown" in page.content.decode() and "See the list" not in page.content.decode()


def test_one_table_says_what_it_counts(elm, browser_of):
    answer = browser_of("asha").get(FILE, {"page": "flow", "table": "measures", "months": 6})
    lines = rows(answer.content.decode())
    assert lines[0] == ["Kept, done and completed"] and lines[1] == ["Elm Surgery (A81001)"]
    assert lines[2] == ["Period: October 2025 to March 2026"] and lines[3][0].startswith(
        "Counted: 2 March 2026"
    )
    assert any("Of the follow-ups due in these days" in line[0] for line in lines if line)
    assert browser_of("mo").get(FILE, {"page": "flow", "table": "no"}).status_code == 404
    assert browser_of("mo").get(FILE, {"page": "no"}).status_code == 404


def test_no_cell_runs():
    table = tables.Table(
        "=1+1", ["@SUM(A1)"], "2026", ["-x", "n"], [["=HYPERLINK(1)", 3], ["b", None], ["c", 2.25]]
    )
    lines = rows(tables.as_csv("Elm", build.NOW, [table]))
    assert lines[0] == ["'=1+1"] and lines[4] == ["'@SUM(A1)"]
    assert lines[-4:] == [["'-x", "n"], ["'=HYPERLINK(1)", "3"], ["b", "Not shown"], ["c", "2.2"]]


def test_who_stands_behind(filled, browser_of, asha, member):
    names = [
        one.patient.given_name for one in browser_of("asha").get(BEHIND, {"of": "missed"}).context["rows"]
    ]
    assert names == ["Person 0", "Person 1", "Person 2", "Person 3"]
    others = browser_of("asha").get(BEHIND, {"of": "missed", "who": "others"})
    assert len(others.context["rows"]) == 4 and "who is not in it" in others.content.decode()
    event = TrailEvent.objects.filter(verb="figure.opened").latest("pk")
    assert event.details == {"figure": "missed", "from": "2025-04-01", "others": True}
    shut = filled.patients.get(given_name="Person 2")
    set_block(patient=shut, kind="relation", user=asha.user, by=member("mo"), now=build.NOW)
    assert "Person 2" not in browser_of("asha").get(BEHIND, {"of": "missed"}).content.decode()
    assert browser_of("asha").get(BEHIND, {"of": "now-waiting-prescribing"}).status_code == 200


@pytest.mark.parametrize("of", ["gaps", "alerts-in-time", "nothing", ""])
def test_no_list_where_nobody_stands_behind(elm, browser_of, of):
    assert browser_of("asha").get(BEHIND, {"of": of}).status_code == 404
    assert browser_of("mo").get(BEHIND, {"of": "sessions"}).status_code == 403


def test_definitions_are_the_catalogues(elm, browser_of):
    text = browser_of("cara").get("/A81001/figures/definitions").content.decode()
    assert all(measure.title in text for measure in MEASURES.values())
    lines = rows(browser_of("cara").get(FILE, {"page": "definitions"}).content.decode())
    assert len(lines) == len(MEASURES) + 7


@pytest.mark.parametrize(
    ("page", "head"), [("way", "Coaching: how far people came"), ("fairness", "Fairness. ")]
)
def test_files_of_other_pages(filled, browser_of, page, head):
    """The link on each leads to a file of the same, in which nobody is."""
    browser = browser_of("asha")
    text = browser.get(f"/A81001/figures/{page}", {"aim": "coaching"}).content.decode()
    assert f"/A81001/figures/file?page={page}&amp;aim=coaching&amp;" in text
    lines = rows(browser.get(FILE, {"page": page, "aim": "coaching"}).content.decode())
    assert lines[0][0].startswith(head) and sum(line == ["Elm Surgery (A81001)"] for line in lines) > 3
    assert not [cell for line in lines for cell in line[1:] if cell.split(" ")[0] in ("1", "2", "3", "4")]
