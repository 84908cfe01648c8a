"""Every measure: runs for nobody and for everybody, leaves out what was struck, keeps to its days and its practice."""

import dataclasses
import datetime as dt
import re

import pytest
from django.db import connection

from coaching.actions.booking import cancel, did_not_attend
from coaching.actions.striking import strike
from insight import counting, how_far
from insight.catalogue import MEASURES, Kind, asking
from insight.changed import groups
from patients.actions.blocks import set_block
from prescribing.actions import contacting, referring, triaging
from tests import build
from tests.coaching import made
from tests.insight import happened
from tests.prescribing import ways as referrals

TODAY = build.NOW.date()
TOMORROW = TODAY + dt.timedelta(days=1)
YEAR = {"since": dt.date(2025, 4, 1), "until": dt.date(2026, 4, 1)}
# Questionnaires and their scales: a handful of rows that all practices read.
OF_EVERYBODY = ("activation_instrument", "activation_calibration")
EVER = {"since": dt.date(2015, 1, 1), "until": dt.date(2027, 1, 1)}


@pytest.fixture
def filled(elm, asha, member):
    happened.everything(elm, asha, member("lena"))
    return elm


def test_names_are_short_and_each_is_said(elm):
    assert len(MEASURES) >= 25 and all(len(name) <= 40 for name in MEASURES)
    assert len({measure.title for measure in MEASURES.values()}) == len(MEASURES)
    for measure in MEASURES.values():
        assert measure.how.endswith(".") and measure.unit and measure.rows.count("%(practice)s") >= 1
        assert (measure.unit == "%") == (measure.kind is Kind.SHARE)


def test_nobody_and_somebody(filled, oak):
    found = asking.totals(filled, MEASURES.values(), **YEAR)
    spreads = asking.spreads(filled, MEASURES.values(), **YEAR)
    for name, measure in MEASURES.items():
        whole = found[name]
        months = asking.series(filled, measure, by="month", **YEAR)
        assert not any(point.d for point in asking.series(oak, measure, by="week", **YEAR)), name
        assert whole.d and len(months) == 12 and whole.d == sum(point.d for point in months), name
        assert measure.kind is not Kind.COUNT or whole.n == sum(point.n for point in months), name
        assert (whole.d, whole) == (spreads[name].count, asking.total(filled, measure, **YEAR)), name
        listed = asking.people(filled, measure, user=0, most=500, **YEAR)
        assert len(listed) == whole.people or measure.kind is Kind.MEAN, name
        only_its_days(filled, name)


def test_other_pages_say_the_same(elm, asha):
    """What the overview counts by itself, for speed."""
    for days in (0, 40, 41):
        made.a_finished(build.a_patient(elm), asha, now=build.NOW - dt.timedelta(days=days))
    year = counting.by_month(elm, TODAY)
    for name, of in (("sessions", "sessions"), ("people-seen", "people")):
        found = asking.series(elm, MEASURES[name], by="month", **YEAR)
        assert {point.start: point.value for point in found} == {
            day: getattr(one, of) for day, one in year.items()
        }


def only_its_days(practice, name: str) -> None:
    """A day is in the days before it or in those from it on, never in both."""
    measure, ever = MEASURES[name], asking.total(practice, MEASURES[name], **EVER)
    before = asking.total(practice, measure, since=EVER["since"], until=TODAY)
    after = asking.total(practice, measure, since=TODAY, until=EVER["until"])
    assert not asking.total(practice, measure, since=TODAY, until=TODAY).d, name
    assert ever.d == before.d + after.d, name


def plan_of(sql: str, practice) -> list[dict]:
    """Every node, where the planner is told that reading a whole table is dear."""
    values = {"practice": practice.pk, "since": YEAR["since"], "until": YEAR["until"]}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        nodes = [cursor.fetchone()[0][0]["Plan"]]
    for node in nodes:
        nodes += node.get("Plans", [])
    return nodes


def test_no_search_needs_a_whole_table_of_everybodys(elm):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for name, measure in MEASURES.items():
        for node in plan_of(measure.rows, elm):
            if node.get("Relation Name") in OF_EVERYBODY:
                continue
            assert node["Node Type"] != "Seq Scan", name


def counted(elm, name: str) -> float:
    return asking.total(elm, MEASURES[name], since=TODAY, until=TOMORROW).n


def test_what_was_struck_never_counts(elm, asha, member):
    person, lena = build.a_patient(elm), member("lena")
    session = made.a_finished(person, asha, next_contact=made.IN_TWO_WEEKS)
    referral = referrals.referred(person, lena)
    assert (counted(elm, "sessions"), counted(elm, "referrals")) == (1, 1)
    strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    referring.strike(
        referral=referral, version=referral.version, because="Wrong person", by=lena, now=build.NOW
    )
    for name, measure in MEASURES.items():
        assert not asking.total(elm, measure, **EVER).d, name


def test_sessions_missed_and_cancelled(elm, asha):
    person = build.a_patient(elm)
    made.a_finished(person, asha)
    about_it = {"by": asha, "now": build.NOW}
    missed_one = made.a_booked(person, asha)
    did_not_attend(
        session=missed_one, version=1, absence="did_not_attend", next_contact=made.IN_TWO_WEEKS, **about_it
    )
    cancel(session=made.a_booked(person, asha), version=1, because="Ill", **about_it)
    about = {"since": TODAY, "until": TOMORROW}
    assert asking.total(elm, MEASURES["missed"], **about).value == 50
    assert round(asking.total(elm, MEASURES["cancelled"], **about).value) == 33
    missed = MEASURES["missed"]
    assert [one.patient_id for one in asking.people(elm, missed, user=0, **about)] == [person.pk]


def test_days_to_contact(elm, member):
    lena = member("lena")
    for days in (2, 4, 9):
        then = build.NOW - dt.timedelta(days=days)
        referral = referrals.referred(build.a_patient(elm), lena, now=then)
        triaging.take(referral=referral, worker=lena, by=lena, now=build.NOW)
        contacting.note_contact(referral=referral, mode="phone", result="spoke", by=lena, now=build.NOW)
    about = {"since": TODAY, "until": TOMORROW}
    assert asking.total(elm, MEASURES["days-to-contact"], **about).value == 5
    found = asking.spreads(elm, [MEASURES["days-to-contact"]], **about)["days-to-contact"]
    assert (found.count, found.mean, found.middle, found.most) == (3, 5, 4, 9)


def test_a_shut_record_is_not_listed(elm, asha, member):
    shut, open_one = build.a_patient(elm), build.a_patient(elm)
    for person in (shut, open_one):
        made.a_finished(person, asha)
    set_block(patient=shut, kind="relation", user=asha.user, by=member("mo"), now=build.NOW)
    about = {"since": TODAY, "until": TOMORROW}
    found = asking.people(elm, MEASURES["sessions"], user=asha.user_id, **about)
    assert [one.patient_id for one in found] == [open_one.pk]
    assert len(asking.people(elm, MEASURES["sessions"], user=0, **about)) == 2


@pytest.mark.care(28)
def test_nothing_is_counted_by_worker_but_load():
    """Neither how far people come nor what changed can be parted by who worked with them."""
    assert not {"worker", "coach", "member"} & {*how_far.BY, *(name.lower() for name in groups.ORDER)}
    assert {field.name for field in dataclasses.fields(counting.Load)} == {"sessions", "people"}
    for name, measure in MEASURES.items():
        given = measure.rows[: measure.rows.index("FROM")].lower()
        assert not {"worker", "coach", "member_id"} & set(re.findall(r"\w+", given)), name
