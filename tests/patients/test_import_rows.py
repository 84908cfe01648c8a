"""Rows of a list meet the people on it: who is new, who is meant, who is held."""

import datetime as dt

import pytest

from patients.actions.editing import change_details
from patients.models import Condition, ContactPoint, Patient, Summary, Surname
from patients.sensitive import sensitive_words
from tests import build
from tests.patients.lists import HEADINGS, JOHN, MARY, as_list, brought_in, checked

KEPT = ("created", "updated", "unchanged", "held", "review", "refused", "past")


def counts(run) -> dict[str, int]:
    return {name: run.counts[name] for name in KEPT if run.counts[name]}


def mary() -> Patient:
    return Patient.objects.get(nhs_number="9990000034")


def test_a_check_changes_nothing(elm):
    before = Patient.objects.count()
    run = checked(elm, as_list(MARY, JOHN))
    assert counts(run) == {"created": 2}
    assert Patient.objects.count() == before


def test_new_people_are_searchable_and_have_a_summary(elm):
    brought_in(elm, as_list(MARY))
    assert (mary().family_key, mary().given_key, mary().birth_date) == ("webb", "mary", dt.date(1970, 5, 4))
    assert Summary.objects.filter(patient=mary(), sessions=0).exists()
    assert Surname.objects.filter(practice=elm, word="webb").exists()


def test_the_same_file_twice_changes_nothing(elm):
    brought_in(elm, as_list(MARY, JOHN))
    before = list(Patient.objects.order_by("pk").values())
    assert counts(brought_in(elm, as_list(MARY, JOHN))) == {"unchanged": 2}
    assert list(Patient.objects.order_by("pk").values()) == before


def test_a_newer_file_updates(elm):
    brought_in(elm, as_list(MARY))
    assert counts(brought_in(elm, as_list((*MARY[:6], "EL2 3AB")))) == {"updated": 1}
    assert (mary().postcode, mary().version) == ("EL2 3AB", 2)


def test_an_empty_cell_takes_nothing_away(elm):
    brought_in(elm, as_list(MARY))
    assert counts(brought_in(elm, as_list((*MARY[:5], "", "")))) == {"unchanged": 1}
    assert mary().postcode == "EL1 2QY"


def test_what_staff_recorded_stays_and_the_difference_is_shown(elm, asha, now):
    brought_in(elm, as_list(MARY))
    change_details(patient=mary(), version=1, values={"postcode": "EL3 1AA"}, by=asha, now=now)
    run = brought_in(elm, as_list((*MARY[:6], "EL2 3AB")))
    assert mary().postcode == "EL3 1AA"
    assert list(run.findings.values_list("kind", "line", "column")) == [("difference", 2, "Postcode")]


@pytest.mark.care(6)
@pytest.mark.parametrize(
    ("place", "value", "column"), [(4, "05-May-1970", "Date of birth"), (2, "Jones", "Last name")]
)
def test_a_number_of_somebody_else_is_held(elm, place, value, column):
    brought_in(elm, as_list(MARY))
    before = list(Patient.objects.order_by("pk").values())
    run = brought_in(elm, as_list((*MARY[:place], value, *MARY[place + 1 :])))
    assert counts(run) == {"held": 1}
    assert run.findings.get().column == column
    assert list(Patient.objects.order_by("pk").values()) == before


def test_the_clinical_systems_own_number_finds_somebody_without_an_nhs_number(elm):
    brought_in(elm, as_list(("", *MARY[1:])))
    assert counts(brought_in(elm, as_list(MARY))) == {"updated": 1}
    assert mary().no_nhs_number_because == ""


def test_another_nhs_number_for_the_same_system_number_is_held(elm):
    brought_in(elm, as_list(MARY))
    assert counts(brought_in(elm, as_list((JOHN[0], *MARY[1:])))) == {"held": 1}


def test_names_birth_date_and_postcode_together_find_somebody(elm):
    build.a_patient(elm, postcode="EL1 2QY")
    assert counts(brought_in(elm, as_list((MARY[0], "", *MARY[2:])))) == {"updated": 1}
    assert mary().given_name == "Mary"


def test_the_same_name_and_birth_date_elsewhere_is_for_a_person_to_decide(elm):
    build.a_patient(elm, postcode="EL4 9ZZ")
    assert counts(brought_in(elm, as_list(MARY))) == {"review": 1}


def test_somebody_without_any_number_is_for_a_person_to_decide(elm):
    assert counts(brought_in(elm, as_list(("", "", *MARY[2:])))) == {"review": 1}


def test_two_lines_for_one_person_on_the_list_are_both_held(elm):
    brought_in(elm, as_list(MARY))
    twice = as_list((MARY[0], "", *MARY[2:]), ("", MARY[1], *MARY[2:]))
    assert counts(brought_in(elm, twice)) == {"held": 2}


def test_bad_lines_are_named_and_the_rest_goes_in(elm):
    run = brought_in(elm, as_list(MARY, ("999 000 0043", *JOHN[1:])))
    assert counts(run) == {"created": 1, "refused": 1}
    assert run.findings.get(kind="refused").line == 3


def test_another_practices_people_are_never_met(elm, oak):
    from practice.tenancy import in_view

    with in_view([oak]):
        brought_in(oak, as_list(MARY))
    assert counts(brought_in(elm, as_list(MARY))) == {"created": 1}


CONTACT = (*HEADINGS, "Mobile Telephone")


def test_a_changed_mobile_loses_what_was_safe_on_the_old_one(elm):
    brought_in(elm, as_list((*MARY, "07700 900123"), headings=CONTACT))
    ContactPoint.objects.filter(patient=mary()).update(may_send=True)
    assert counts(brought_in(elm, as_list((*MARY, "07700 900456"), headings=CONTACT))) == {"updated": 1}
    point = ContactPoint.objects.get(patient=mary())
    assert (point.value, point.may_send, len(point.changed_on)) == ("07700 900456", None, 1)


def test_the_same_mobile_written_otherwise_is_no_change(elm):
    brought_in(elm, as_list((*MARY, "07700 900123"), headings=CONTACT))
    assert counts(brought_in(elm, as_list((*MARY, "+44 7700 900123"), headings=CONTACT))) == {"unchanged": 1}


def test_a_number_that_staff_changed_stays_and_the_difference_is_shown(elm):
    brought_in(elm, as_list((*MARY, "07700 900123"), headings=CONTACT))
    Patient.objects.filter(pk=mary().pk).update(kept_here=["mobile"])
    run = brought_in(elm, as_list((*MARY, "07700 900456"), headings=CONTACT))
    assert (counts(run), run.findings.get().column) == ({"unchanged": 1}, "Mobile")
    assert ContactPoint.objects.get(patient=mary()).value == "07700 900123"


CODED = (*HEADINGS, "SNOMED Code", "Code Term", "Date")
DIABETES = ("44054006", "Type 2 diabetes mellitus", "12-Jan-2015")


def test_conditions_come_in_once(elm):
    run = brought_in(elm, as_list((*MARY, *DIABETES), headings=CODED))
    again = brought_in(elm, as_list((*MARY, *DIABETES), headings=CODED))
    assert (counts(run), counts(again)) == ({"created": 1}, {"unchanged": 1})
    assert list(Condition.objects.filter(patient=mary()).values_list("code", flat=True)) == ["44054006"]


@pytest.mark.care(17)
def test_sensitive_conditions_are_dropped_and_counted(elm):
    run = brought_in(elm, as_list((*MARY, "", "HIV positive", "12-Jan-2015"), headings=CODED))
    assert not Condition.objects.filter(patient=mary()).exists()
    assert "1 entry on the list of sensitive codes was dropped and not stored." in run.about["remarks"]


@pytest.fixture
def our_own_list(settings, tmp_path):
    """Sensitive here is asthma, and nothing else."""
    settings.SENSITIVE_LIST = str(tmp_path / "ours.txt")
    (tmp_path / "ours.txt").write_text("# agreed with the practice\nAsthma\n")
    sensitive_words.cache_clear()
    yield
    sensitive_words.cache_clear()


@pytest.mark.care(17)
@pytest.mark.usefixtures("our_own_list")
def test_another_list_of_sensitive_codes_takes_its_place(elm):
    lines = [(*MARY, "", term, "12-Jan-2015") for term in ("Asthma", "HIV positive")]
    brought_in(elm, as_list(*lines, headings=CODED))
    assert list(Condition.objects.filter(patient=mary()).values_list("term", flat=True)) == ["HIV positive"]
