"""What ends, what is protected, and who stands on the list by name."""

from datetime import timedelta

import pytest

from patients import nhs_number
from patients.made_up import ANCHOR, DEMO_SEED, OMAR, PAT, people


@pytest.fixture(scope="module")
def both():
    lists = (people(seed=DEMO_SEED, count=1000, practice_index=index, today=ANCHOR) for index in (0, 1))
    return [person for one in lists for person in one]


def test_the_demo_has_people_who_died_left_or_are_protected(both):
    assert 3 < sum(person.died_on is not None for person in both) < 60
    assert 10 < sum(person.left_on is not None for person in both) < 80
    assert 1 <= sum(person.restricted for person in both) < 12
    assert 1 <= sum(bool(person.alerts) for person in both) < 25
    assert 3 < sum(person.contact_with_care for person in both) < 40


def test_nobody_both_left_and_died(both):
    ended = [person for person in both if person.left_on or person.died_on]
    assert all((person.left_on is None) != (person.died_on is None) for person in ended)
    assert all(person.registered_on <= (person.left_on or person.died_on) <= ANCHOR for person in ended)


def test_lives_run_in_order(both):
    for person in both:
        assert person.birth_date <= person.registered_on <= ANCHOR
        assert all(consent.from_on <= ANCHOR for consent in person.consents)
        assert all((point.confirmed_on or ANCHOR) <= ANCHOR for point in person.contact_points)


def test_nobody_shares_a_number_in_the_demo(both):
    used = [person.nhs_number for person in both if person.nhs_number]
    assert len(used) == len(set(used))
    assert len({person.source_id for person in both}) == len(both)


def test_children_are_reached_through_a_parent(both):
    young = [p for p in both if p.birth_date > ANCHOR - timedelta(days=15 * 365)]
    assert young
    homes = [point for person in young for point in person.contact_points if point.kind == "home"]
    assert homes
    assert {point.whose for point in homes} == {"parent"}
    assert not any(person.consents or person.circumstances or person.alerts for person in young)


def test_what_was_agreed_moves_with_the_day():
    later = ANCHOR + timedelta(days=700)
    now, then = (
        [c.from_on for p in people(seed=5, count=300, practice_index=0, today=day) for c in p.consents]
        for day in (ANCHOR, later)
    )
    assert [day + timedelta(days=700) for day in now] == then


def test_the_cast_have_their_fixed_numbers():
    assert (PAT.nhs_number, OMAR.nhs_number) == ("9990000018", "9990000026")
    assert nhs_number.read(PAT.nhs_number) and nhs_number.read(OMAR.nhs_number)


def test_pat_needs_large_print_and_an_interpreter():
    assert PAT.known_as == "Pat" and PAT.interpreter_needed and PAT.language != "English"
    assert any("Large print" in need.words for need in PAT.needs)
    assert not PAT.restricted


def test_omar_is_restricted_and_has_details_that_must_not_show():
    assert OMAR.restricted
    assert OMAR.address and OMAR.postcode and OMAR.contact_points


def test_omars_details_are_nobody_elses(both):
    theirs = {point.value for person in both for point in person.contact_points}
    assert not {point.value for point in OMAR.contact_points} & theirs
    assert OMAR.address not in {person.address for person in both}
    assert OMAR.family_name not in {person.family_name for person in both}
