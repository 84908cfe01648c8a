"""The pages on which two records are compared, put together and taken apart."""

import pytest
from django.urls import reverse

from patients.actions.blocks import set_block
from patients.models import Merge, Patient, RecordBlock
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build

ELM = "A81001"
OLD, NEW = "9990000034", "9990000042"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def two(elm) -> tuple[Patient, Patient]:
    kept = build.a_patient(elm, given_name="Mina", family_name="Rao", nhs_number=NEW)
    gone = build.a_patient(elm, given_name="Meena", family_name="Rao", nhs_number=OLD, language="Hindi")
    return kept, gone


@pytest.fixture
def cara(two, browser_of):
    """Cara coordinates; `cara("merge", kept)` opens a page, with data she sends it."""
    client = browser_of("cara")

    def send(name: str, *about, **data):
        where = reverse(f"patients:{name}", args=[ELM, *(getattr(a, "pk", a) for a in about)])
        return client.post(where, data) if data else client.get(where)

    send.client = client
    return send


def chosen(**sides: str) -> dict[str, str]:
    stands = {f"stands_{name}": side for name, side in sides.items()}
    return {"versions": "1,1", "same_person": "on"} | stands


ALL_KEPT = chosen(number="kept", given_name="kept", language="kept")


def test_who_might_be_the_same_is_offered(cara, two, elm):
    kept, gone = two
    stranger = build.a_patient(elm, given_name="Tom", family_name="Brook")
    shown = text(cara("merge", kept))
    assert reverse("patients:merge-with", args=[ELM, kept.pk, gone.pk]) in shown
    assert reverse("patients:merge-with", args=[ELM, kept.pk, stranger.pk]) not in shown


@pytest.mark.parametrize("number", [OLD, "999 000 0034"])
def test_the_other_record_is_found_by_its_number(cara, two, number):
    kept, gone = two
    answer = cara("merge", kept, number=number)
    assert answer["Location"] == reverse("patients:merge-with", args=[ELM, kept.pk, gone.pk])


def test_a_record_is_not_offered_to_itself(cara, two):
    answer = cara("merge", two[0], number=NEW)
    assert answer.status_code == 422
    assert "No record here has this number" in text(answer)


@pytest.mark.care(6)
def test_side_by_side_only_what_differs_is_asked(cara, two):
    shown = text(cara("merge-with", *two))
    for words in ("Mina", "Meena", "999 000 0034", "999 000 0042", "Hindi", "Nothing hangs"):
        assert words in shown
    assert "Usual GP" not in shown


def test_what_speaks_against_it_is_said(cara, elm):
    one = build.a_patient(elm, given_name="Mina", family_name="Rao")
    other = build.a_patient(elm, given_name="Tom", family_name="Brook", birth_date="1999-01-01")
    shown = text(cara("merge-with", one, Patient.objects.get(pk=other.pk)))
    assert "The dates of birth differ" in shown
    assert "The names are not alike" in shown


def test_where_somebody_is_restricted_the_address_is_not_shown(cara, elm):
    one = build.a_patient(elm, family_name="Rao", address="1 Secret Lane", restricted=True)
    other = build.a_patient(elm, family_name="Rao", address="2 Hidden Road")
    shown = text(cara("merge-with", one, other))
    assert "Secret Lane" not in shown
    assert "Hidden Road" not in shown
    assert "Protected" in shown


def test_both_are_read_and_the_trail_knows(cara, two):
    cara("merge-with", *two)
    opened = TrailEvent.objects.filter(verb="patient.opened").values_list("patient_id", flat=True)
    assert set(opened) >= {patient.pk for patient in two}


def test_they_become_one_and_the_page_says_what_moved(cara, two):
    kept, gone = two
    answer = cara("merge-with", *two, **ALL_KEPT | {"stands_language": "gone"})
    assert answer["Location"] == reverse("patients:merges", args=[ELM, kept.pk])
    assert Patient.objects.get(pk=kept.pk).language == "Hindi"
    assert f"Record {gone.pk}, Meena Rao" in text(cara("merges", kept))


@pytest.mark.parametrize("page", ["record", "edit", "merge"])
def test_the_record_that_is_gone_leads_to_the_one_that_stands(cara, two, page):
    kept, gone = two
    cara("merge-with", *two, **ALL_KEPT)
    answer = cara(page, gone)
    assert (answer.status_code, answer["Location"]) == (
        307,
        reverse(f"patients:{page}", args=[ELM, kept.pk]),
    )


def test_a_form_that_was_open_meanwhile_goes_along(cara, two):
    kept, gone = two
    cara("merge-with", *two, **ALL_KEPT)
    answer = cara.client.post(
        reverse("patients:caution", args=[ELM, gone.pk]) + "?from=banner", {"contact_with_care": "on"}
    )
    assert answer["Location"] == reverse("patients:caution", args=[ELM, kept.pk]) + "?from=banner"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"same_person": ""}, "say that they are about the same person"),
        ({"stands_language": ""}, "Choose which stands: preferred language"),
        ({"stands_number": "third"}, "Choose which stands: NHS number"),
        ({"versions": "x"}, "Open this page again"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(cara, two, change, said):
    answer = cara("merge-with", *two, **ALL_KEPT | change)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Merge.objects.exists()


def test_who_compared_an_older_state_compares_again(cara, two):
    Patient.objects.filter(pk=two[1].pk).update(version=2)
    answer = cara("merge-with", *two, **ALL_KEPT)
    assert answer["Location"] == reverse("patients:merge-with", args=[ELM, two[0].pk, two[1].pk])
    assert not Merge.objects.exists()


def test_they_are_taken_apart_after_a_page_that_asks(cara, two):
    kept, gone = two
    cara("merge-with", *two, **ALL_KEPT)
    done = Merge.objects.get()
    assert "Take these two records apart?" in text(cara("unmerge", kept, done))
    assert cara("unmerge", kept, done, sure="1").status_code == 302
    assert cara("record", gone).status_code == 200
    assert cara("unmerge", kept, done).status_code == 404


def test_a_blocked_record_is_not_compared(cara, two, member, now):
    kept, gone = two
    user = member("cara").user
    set_block(patient=gone, user=user, kind=RecordBlock.Kind.RELATION, by=member("mo"), now=now)
    assert cara("merge-with", kept, gone).status_code == 403
    assert cara("merge-with", gone, kept).status_code == 403


def test_a_record_of_another_practice_is_not_found(cara, two, oak):
    with in_view([oak]):
        stranger = build.a_patient(oak)
    assert cara("merge-with", two[0], stranger).status_code == 404
    assert cara("merge-with", stranger, two[0]).status_code == 404


@pytest.mark.parametrize("who", ["ben", "lena", "mo"])
def test_not_everybody_puts_records_together(browser_of, two, who):
    kept, gone = two
    where = reverse("patients:merge-with", args=[ELM, kept.pk, gone.pk])
    assert browser_of(who).get(where).status_code == 403
