"""Who is beyond the time for which records are kept; and who never is."""

import datetime as dt

import pytest

from coaching.actions.contacting import note_contact
from patients.actions.disposing import draw_up
from patients.actions.leaving import undo_left
from patients.disposing import relations, rooms
from patients.disposing.due import beyond, standing_of
from patients.disposing.kept import Because, Rule
from patients.models import Patient
from practice.actions import NotPossible
from tests import build, house
from tests.patients.disposing import things

TODAY = build.NOW.date()
BORN = dt.date(2000, 6, 15)
RULE = Rule(years=8, child_until=25)


def of(elm) -> list[int]:
    return [standing.patient_id for standing in beyond(elm, TODAY)]


def why_kept(patient: Patient) -> str:
    return standing_of(patient.practice, [patient.pk], TODAY)[patient.pk].kept_because


@pytest.mark.care(15, 23)
@pytest.mark.parametrize(
    ("began", "last", "until", "because"),
    [
        # Seen as an adult: eight years after the last contact.
        (dt.date(2019, 1, 1), dt.date(2020, 3, 1), dt.date(2028, 3, 1), Because.YEARS),
        (dt.date(2019, 1, 1), dt.date(2020, 2, 29), dt.date(2028, 2, 29), Because.YEARS),
        # Last seen at 15: the 25th birthday. At 17: the 26th. Eight years may be longer still.
        (dt.date(2015, 1, 1), dt.date(2016, 3, 1), dt.date(2025, 6, 15), Because.CHILD),
        (dt.date(2015, 1, 1), dt.date(2017, 9, 1), dt.date(2026, 6, 15), Because.CHILD),
        (dt.date(2015, 1, 1), dt.date(2019, 9, 1), dt.date(2027, 9, 1), Because.YEARS),
    ],
)
def test_safety_15_and_23_how_long_a_record_is_kept(began, last, until, because):
    assert RULE.keep_until(born=BORN, began=began, last=last) == (until, because)


def test_a_child_who_went_on_as_an_adult_is_kept_as_a_child_where_that_is_longer():
    short = Rule(years=2, child_until=25)
    until, because = short.keep_until(born=BORN, began=dt.date(2017, 1, 1), last=dt.date(2019, 1, 1))
    assert (until, because) == (dt.date(2026, 6, 15), Because.CHILD)


def test_who_left_long_ago_is_on_it_and_who_left_lately_is_not(elm):
    long_ago, lately = things.who_left(elm), things.who_left(elm, dt.date(2019, 1, 5))
    assert of(elm) == [long_ago.pk]
    assert why_kept(lately) == "Kept until 5 January 2027: the last contact was on 5 January 2019"


def test_the_day_itself_is_the_first_on_which_it_may_go(elm, settings):
    patient = things.who_left(elm, TODAY.replace(year=TODAY.year - 8))
    later = things.who_left(elm, TODAY.replace(year=TODAY.year - 8) + dt.timedelta(days=1))
    assert of(elm) == [patient.pk]
    settings.RECORDS_KEPT_YEARS = 7
    assert of(elm) == [patient.pk, later.pk]


@pytest.mark.care(23)
def test_safety_23_whoever_is_registered_here_is_never_on_it(elm):
    patient = things.who_left(elm)
    undo_left(patient=patient, by=build.TEST, now=build.NOW)
    assert of(elm) == []
    assert why_kept(patient) == "Registered here again"


def test_a_call_yesterday_keeps_the_record_of_somebody_who_left_long_ago(elm, asha):
    patient = things.who_left(elm)
    yesterday = build.NOW - dt.timedelta(days=1)
    note_contact(patient=patient, kind="spoke", words="Rang about a letter", by=asha, now=yesterday)
    assert of(elm) == []
    assert why_kept(patient).startswith("Kept until 1 March 2034")


@pytest.mark.care(23)
def test_safety_23_a_hold_keeps_it(elm):
    patient = things.who_left(elm)
    things.a_hold(patient)
    assert of(elm) == []
    assert why_kept(patient) == "On legal hold"


def test_nothing_beyond_its_time_makes_no_list(elm, asha):
    with pytest.raises(NotPossible, match="Nobody’s record is beyond its time"):
        draw_up(practice=elm, by=asha, now=build.NOW)


def test_every_table_of_a_person_says_whether_it_is_a_contact():
    """A table that is added tomorrow, in whatever room, has to say so: else a contact would be overlooked."""
    named = [one.label.lower() for one in rooms.seen()] + [label.lower() for label in rooms.not_seen()]
    of_a_person = {table.label for table in relations.tables() if table.own}
    assert sorted(of_a_person - set(named)) == []
    assert sorted(set(named) - of_a_person) == []
    assert len(named) == len(set(named))


def test_every_table_from_which_a_way_leads_to_a_person_is_covered():
    """Whatever holds a patient’s number under that name, by a key or without one."""
    columns = {"patient", "patient_id"}
    holds = {
        model._meta.label_lower
        for model in house.tenant_models()
        if columns & {field.name for field in model._meta.local_fields}
    }
    assert sorted(holds - {table.label for table in relations.tables()} - relations.STAYS) == []
