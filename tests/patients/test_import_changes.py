"""Whom a list adds and what it changes about whom: before it is brought in, and afterwards."""

import pytest
from django.urls import reverse

from patients.actions.blocks import set_block
from patients.actions.importing import apply, check, discard
from patients.models import ImportChange, ImportRun, Patient, RecordBlock
from practice.models import TrailEvent
from tests import build
from tests.patients.lists import HEADINGS, JOHN, MARY, as_list, brought_in, checked, received

ALL = (*HEADINGS, "Mobile", "Ethnicity", "Restricted", "Condition")
MORE = ("07700 900123", "", "", "")


def text(response) -> str:
    return " ".join(response.content.decode().split())


def changes(client, run, kind: str, **asked):
    return client.get(reverse("patients:import-changes", args=["A81001", run.pk, kind]), asked)


def fields(response) -> dict[str, tuple[str, str, str]]:
    (person,) = response.context["people"]
    return {field.label: (field.was, field.becomes, field.instead) for field in person.fields}


def mary() -> Patient:
    return Patient.objects.get(nhs_number="9990000034")


@pytest.fixture
def cara(elm, browser_of):
    return browser_of("cara")


@pytest.fixture
def on_list(elm) -> Patient:
    brought_in(elm, as_list((*MARY, *MORE), headings=ALL))
    return mary()


def moved(*more: str) -> bytes:
    """Mary, who has moved; `more` are her mobile, ethnicity, restricted and condition."""
    return as_list((*MARY[:6], "EL2 3AB", *(more or MORE)), headings=ALL)


def test_who_would_be_added_is_named(elm, cara):
    run = checked(elm, as_list(MARY, JOHN))
    page = cara.get(reverse("patients:import", args=["A81001", run.pk]))
    assert "See who would be added" in text(page) and "See what would change" not in text(page)
    shown = text(changes(cara, run, "new"))
    for words in ("People who would be added", "Mary Webb", "4 May 1970", "John Okafor", "1 to 2 of 2"):
        assert words in shown
    assert "/patients/" not in shown.split("<main")[1]


def test_afterwards_it_says_who_was_and_leads_to_them(elm, cara):
    run = apply(run=checked(elm, as_list(MARY, JOHN)), by=build.TEST, now=build.NOW)
    shown = text(changes(cara, run, "new"))
    assert "People who were added" in shown
    assert f'href="/A81001/patients/{mary().pk}"' in shown


def test_what_would_change_is_said_from_what_to_what(elm, cara, on_list):
    run = checked(elm, moved("07700 900456", "Indian", "", "Asthma"))
    assert fields(changes(cara, run, "updated")) == {
        "Postcode": ("EL1 2QY", "EL2 3AB", ""),
        "Mobile": ("07700 900123", "07700 900456", ""),
        "Ethnic category": ("Not asked", "Indian", ""),
        "Conditions": ("", "", "new ones"),
    }
    assert "Asthma" not in text(changes(cara, run, "updated"))
    assert mary().postcode == "EL1 2QY"


def test_afterwards_it_still_says_from_what_to_what(elm, cara, on_list):
    run = apply(run=checked(elm, moved()), by=build.TEST, now=build.NOW)
    response = changes(cara, run, "updated")
    assert "What changed about whom" in text(response)
    assert fields(response) == {"Postcode": ("EL1 2QY", "EL2 3AB", "")}
    assert mary().postcode == "EL2 3AB"


def test_who_does_not_change_is_not_named(elm, cara, on_list):
    run = checked(elm, as_list((*MARY, *MORE), headings=ALL))
    assert not ImportChange.objects.filter(run=run).exists()
    assert "There is nobody to show here" in text(changes(cara, run, "updated"))


@pytest.mark.parametrize("how", ["restricted before", "restricted by the file", "restricted since"])
def test_where_a_restricted_person_can_be_found_is_not_told(elm, cara, on_list, how):
    protect = Patient.objects.filter(pk=on_list.pk)
    if how == "restricted before":
        protect.update(restricted=True)
    by_file = "yes" if how == "restricted by the file" else ""
    run = checked(elm, moved("07700 900456", "Indian", by_file, ""))
    protect.update(restricted=how != "restricted by the file")
    response = changes(cara, run, "updated")
    shown = text(response)
    assert [w for w in ("EL1", "EL2", "07700") if w in shown] == []
    assert (
        fields(response)["Postcode"] == fields(response)["Mobile"] == ("", "", "protected: use the GP record")
    )
    assert fields(response)["Ethnic category"] == ("Not asked", "Indian", "")


@pytest.mark.parametrize("how", ["restricted before", "restricted by the file"])
def test_nothing_of_where_they_are_is_even_kept(elm, on_list, how):
    if how == "restricted before":
        Patient.objects.filter(pk=on_list.pk).update(restricted=True)
    run = checked(elm, moved("07700 900456", "", "yes" if how == "restricted by the file" else "", ""))
    kept = ImportChange.objects.get(run=run).people[0]["fields"]
    assert (kept["postcode"], kept["mobile"]) == ([], [])


def test_of_a_record_that_is_shut_to_the_reader_no_values_are_told(elm, cara, on_list, member):
    kind = RecordBlock.Kind.RELATION
    set_block(patient=on_list, user=member("cara").user, kind=kind, by=member("mo"), now=build.NOW)
    run = checked(elm, moved())
    assert fields(changes(cara, run, "updated")) == {"Postcode": ("", "", "not open to you")}


def many(number: int) -> list[tuple[str, ...]]:
    return [("", f"8{n:05}", f"Lake{chr(97 + n)}", "Ann", *MARY[4:]) for n in range(number)]


def test_twenty_five_on_a_page(elm, cara):
    run = checked(elm, as_list(*[(*row[:2], f"Lake{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}", *row[3:])
                                 for n, row in enumerate(many(30))]))  # fmt: skip
    first, second = changes(cara, run, "new"), changes(cara, run, "new", page="2")
    assert (len(first.context["people"]), len(second.context["people"])) == (25, 5)
    assert "1 to 25 of 30" in text(first) and "?page=2" in text(first)
    assert "26 to 30 of 30" in text(second)
    for page, shown in (("x", 1), ("0", 1), ("99", 26), ("9" * 30, 1)):
        assert changes(cara, run, "new", page=page).context["first"] == shown


def test_as_many_queries_for_2_as_for_20(elm, cara, django_assert_max_num_queries):
    counts = []
    changes(cara, checked(elm, as_list(MARY)), "new")
    for number in (2, 20):
        run = checked(elm, as_list(*many(number)))
        with django_assert_max_num_queries(100) as counted:
            changes(cara, run, "new")
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_the_trail_says_who_read_it(elm, cara, member):
    changes(cara, checked(elm, as_list(MARY, JOHN)), "new")
    event = TrailEvent.objects.filter(practice=elm, verb="import.changes_read").latest("pk")
    assert (event.actor_id, event.details) == (member("cara").pk, {"kind": "new", "count": 2})


@pytest.mark.parametrize(
    ("who", "status"), [("asha", 200), ("mo", 200), ("lena", 403), ("ben", 403), ("dev", 404)]
)
def test_names_are_for_those_who_may_import(elm, browser_of, who, status):
    run = checked(elm, as_list(MARY))
    assert changes(browser_of(who), run, "new").status_code == status


def test_there_are_no_other_kinds(elm, cara):
    assert changes(cara, checked(elm, as_list(MARY)), "nonsense").status_code == 404


def test_the_next_check_takes_its_place_and_throwing_away_forgets_it(elm, asha, now):
    run = received(elm, as_list(MARY))
    for _again in range(2):
        run = check(run=run, by=build.TEST, now=now)
    assert ImportChange.objects.filter(run=run).count() == 1
    discard(run=run, by=asha, now=now)
    assert not ImportChange.objects.filter(run=run).exists()
    assert ImportRun.objects.get(pk=run.pk).discarded_at == now
