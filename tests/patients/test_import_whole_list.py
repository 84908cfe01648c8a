"""A missing row is not a leaver, unless the file is declared whole, newer, and loses few."""

import datetime as dt

import pytest

from patients.actions.importing import NotNow, undo_leavers
from patients.models import Patient
from tests import build
from tests.patients.lists import JOHN, MARY, as_list, brought_in

DAY = dt.date(2026, 3, 1)
LATER = build.NOW + dt.timedelta(days=1)


@pytest.fixture
def sixty(elm):
    """Sixty people who were registered last year; Pat and Omar of the cast are among the list's 62."""
    for number in range(60):
        build.a_patient(
            elm,
            source_id=f"7{number:03}",
            given_name=f"Ann{number}",
            family_name="Lake",
            registered_on=dt.date(2020, 1, 1),
        )
    Patient.objects.filter(registered_on=None).update(registered_on=dt.date(2020, 1, 1))
    return list(Patient.objects.order_by("pk"))


def line(patient: Patient) -> tuple[str, ...]:
    born = f"{patient.birth_date:%d-%b-%Y}"
    return (
        patient.nhs_number or "",
        patient.source_id,
        patient.family_name,
        patient.given_name,
        born,
        "",
        "",
    )


def left() -> list[str]:
    return list(Patient.objects.exclude(left_on=None).values_list("given_name", flat=True))


@pytest.mark.care(21)
def test_an_extract_makes_nobody_leave(elm, sixty):
    brought_in(elm, as_list(*map(line, sixty[:3])))
    assert left() == []


@pytest.mark.care(21)
def test_a_whole_list_marks_the_few_who_are_not_in_it(elm, sixty):
    run = brought_in(elm, as_list(*map(line, sixty[:-1])), whole_list=True, list_date=DAY)
    assert (run.counts["left"], left()) == (1, ["Ann59"])


@pytest.mark.care(21)
def test_too_many_leavers_stop_the_list_and_name_them(elm, sixty):
    run = brought_in(elm, as_list(*map(line, sixty[:40])), whole_list=True, list_date=DAY)
    assert "too many for a whole list" in run.stopped_because
    assert run.applied_at is None
    assert run.findings.filter(kind="leaver").count() == 22
    assert left() == []


@pytest.mark.care(21)
def test_a_whole_list_must_be_newer_than_the_last(elm, sixty):
    brought_in(elm, as_list(*map(line, sixty)), whole_list=True, list_date=DAY)
    run = brought_in(elm, as_list(*map(line, sixty)), whole_list=True, list_date=DAY)
    assert "not newer" in run.stopped_because


def test_a_held_line_keeps_its_person_on_the_list(elm, sixty):
    lines = [line(patient) for patient in sixty]
    lines[-1] = (*lines[-1][:2], "Married", *lines[-1][3:])
    run = brought_in(elm, as_list(*lines), whole_list=True, list_date=DAY)
    assert (run.counts["held"], left()) == (1, [])


@pytest.mark.parametrize("hidden", [(), (1,), (0, 1)], ids=["by its numbers", "by its number", "by its name"])
def test_a_refused_line_keeps_its_person_on_the_list(elm, sixty, hidden):
    last = list(line(sixty[-1]))
    for cell in hidden:
        last[cell] = ""
    last[4] = "31-Feb-1970"
    run = brought_in(elm, as_list(*map(line, sixty[:-1]), tuple(last)), whole_list=True, list_date=DAY)
    assert (run.counts["refused"], run.counts["left"], left()) == (1, 0, [])


def test_a_refused_line_that_could_be_anybodys_stops_a_whole_list(elm, sixty):
    nobody = ("", "", "", "", "31-Feb-1970", "", "")
    run = brought_in(elm, as_list(*map(line, sixty[:-1]), nobody), whole_list=True, list_date=DAY)
    assert "1 refused line has no number and no name" in run.stopped_because
    assert left() == []


@pytest.mark.care(21)
def test_leavers_can_be_put_back_for_seven_days(elm, sixty, asha):
    run = brought_in(elm, as_list(*map(line, sixty[:-1])), whole_list=True, list_date=DAY)
    assert undo_leavers(run=run, by=asha, now=LATER) == 1
    assert left() == []


@pytest.mark.care(21)
def test_after_seven_days_it_is_too_late(elm, sixty, asha):
    run = brought_in(elm, as_list(*map(line, sixty[:-1])), whole_list=True, list_date=DAY)
    with pytest.raises(NotNow, match="seven days"):
        undo_leavers(run=run, by=asha, now=build.NOW + dt.timedelta(days=8))


def test_somebody_who_left_and_is_in_a_later_whole_list_is_back(elm, sixty):
    brought_in(elm, as_list(*map(line, sixty[:-1])), whole_list=True, list_date=DAY)
    brought_in(elm, as_list(*map(line, sixty)), whole_list=True, list_date=DAY + dt.timedelta(days=30))
    assert left() == []


DEAD = ("NHS Number", "EMIS Number", "Family Name", "Given Name", "Date of Birth", "Gender", "Date of Death")


def test_a_death_in_the_list_is_marked(elm):
    brought_in(elm, as_list(MARY))
    run = brought_in(elm, as_list((*MARY[:6], "14-Feb-2026"), headings=DEAD))
    assert run.counts["updated"] == 1
    assert Patient.objects.get(nhs_number="9990000034").died_on == dt.date(2026, 2, 14)


def test_the_dead_who_were_never_on_the_list_are_not_added(elm):
    run = brought_in(elm, as_list((*JOHN[:6], "14-Feb-2026"), headings=DEAD))
    assert (run.counts["created"], run.counts["past"]) == (0, 1)
