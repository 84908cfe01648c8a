"""Colleagues are patients too: their own records, and those of people close to them, are shut."""

import pytest
from django.urls import reverse

from patients.actions.blocks import end_block, set_block
from patients.models import Patient, RecordBlock
from practice.actions import NotPossible
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build

ELM = "A81001"
OWN, RELATION = RecordBlock.Kind.OWN, RecordBlock.Kind.RELATION


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def patient(elm) -> Patient:
    return build.a_patient(elm, given_name="Mina", family_name="Rao", nhs_number="9990000034")


@pytest.fixture
def block(patient, member, now):
    """`block("asha", OWN)`: set by Mo, who manages the team."""

    def set_for(name: str, kind: RecordBlock.Kind) -> RecordBlock:
        return set_block(patient=patient, user=member(name).user, kind=kind, by=member("mo"), now=now)

    return set_for


@pytest.fixture
def opens(patient, browser_of):
    """What `opens("asha")` gets when she opens the record."""

    def status(name: str) -> int:
        return browser_of(name).get(reverse("patients:record", args=[ELM, patient.pk])).status_code

    return status


@pytest.mark.care(4)
def test_an_own_record_is_shut_to_everybody(block, opens):
    block("asha", OWN)
    assert [opens(name) for name in ("asha", "ben", "lena", "cara", "mo")] == [403] * 5


@pytest.mark.care(4)
def test_a_relations_record_is_shut_to_the_relation_alone(block, opens):
    block("asha", RELATION)
    assert (opens("asha"), opens("ben")) == (403, 200)


def test_every_page_of_the_person_is_shut(block, patient, browser_of):
    block("asha", RELATION)
    pages = [
        reverse(f"patients:{name}", args=[ELM, patient.pk])
        for name in ("record", "edit", "alerts", "caution")
    ]
    assert [browser_of("asha").get(page).status_code for page in pages] == [403] * 4


def test_the_page_that_says_no_says_nothing_of_the_person(block, patient, browser_of):
    block("asha", RELATION)
    shown = text(browser_of("asha").get(reverse("patients:record", args=[ELM, patient.pk])))
    assert "Mina" not in shown
    assert reverse("patients:break-glass", args=[ELM, patient.pk]) in shown


def test_who_may_not_break_glass_is_not_shown_how(block, patient, browser_of):
    block("asha", OWN)
    shown = text(browser_of("cara").get(reverse("patients:record", args=[ELM, patient.pk])))
    assert "break-glass" not in shown


def test_a_block_that_ended_is_no_block(block, opens, member, now):
    end_block(block=block("asha", RELATION), by=member("mo"), now=now)
    assert opens("asha") == 200


def test_nobody_takes_their_own_block_away(block, browser_of, member, now):
    mine = block("mo", RELATION)
    with pytest.raises(NotPossible, match="your own blocks"):
        end_block(block=mine, by=member("mo"), now=now)
    page = reverse("patients:end-block", args=[ELM, mine.pk])
    assert browser_of("mo").post(page, {"sure": "1"}).status_code == 422
    assert "Ask somebody else" in text(browser_of("mo").get(reverse("patients:blocks", args=[ELM])))


def test_the_same_block_twice_is_said(block, member):
    block("asha", OWN)
    with pytest.raises(NotPossible, match="already blocked"):
        block("asha", RELATION)


@pytest.mark.care(4)
def test_anybody_declares_that_it_is_me_without_opening_it(patient, browser_of, member):
    lena = browser_of("lena")
    where = reverse("patients:declare", args=[ELM, patient.pk])
    assert "Mina Rao" in text(lena.get(where))
    assert lena.post(where, {"kind": "relation"})["Location"] == reverse("patients:find")
    assert RecordBlock.objects.get().user == member("lena").user
    verbs = TrailEvent.objects.filter(patient_id=patient.pk).values_list("verb", flat=True)
    assert "patient.opened" not in verbs
    assert {"patient.shown", "block.set"} <= set(verbs)


def test_after_a_search_it_is_said_without_opening_the_record(patient, browser_of):
    shown = text(browser_of("lena").post(reverse("patients:find"), {"text": "9990000034"}))
    assert reverse("patients:declare", args=[ELM, patient.pk]) in shown
    assert "A relative or friend" in shown


def test_nobody_declares_for_somebody_else(patient, browser_of, member):
    typed = {"kind": "own", "user": member("ben").user_id, "by": member("ben").pk}
    browser_of("lena").post(reverse("patients:declare", args=[ELM, patient.pk]), typed)
    assert RecordBlock.objects.get().user == member("lena").user


@pytest.fixture
def mo(browser_of):
    return browser_of("mo")


@pytest.mark.parametrize("number", ["999 000 0034", "9990000034", "999-000-0034"])
def test_a_record_is_found_by_its_number_and_then_shown(mo, patient, number):
    answer = mo.post(reverse("patients:block-record", args=[ELM]), {"number": number})
    assert answer["Location"] == reverse("patients:block", args=[ELM, patient.pk])
    assert "Mina Rao" in text(mo.get(answer["Location"]))


def test_or_by_the_number_it_has_here(mo, patient):
    answer = mo.post(reverse("patients:block-record", args=[ELM]), {"number": str(patient.pk)})
    assert answer["Location"] == reverse("patients:block", args=[ELM, patient.pk])


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "Enter an NHS number or a record number"),
        ("9990000042", "No record here has this number"),
        ("9990000035", "the last digit does not fit"),
        ("987654", "No record here has this number"),
        ("QQ123456C", "National Insurance number"),
        ("' OR 1=1", "10 digits"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(mo, patient, number, said):
    answer = mo.post(reverse("patients:block-record", args=[ELM]), {"number": number})
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_number_of_another_practice_is_not_found(mo, oak):
    with in_view([oak]):
        stranger = build.a_patient(oak, nhs_number="9990000042")
    for number in ("9990000042", str(stranger.pk)):
        assert mo.post(reverse("patients:block-record", args=[ELM]), {"number": number}).status_code == 422


@pytest.mark.care(4)
def test_a_manager_blocks_it_for_a_colleague(mo, patient, member):
    asha = member("asha").user
    answer = mo.post(reverse("patients:block", args=[ELM, patient.pk]), {"user": asha.pk, "kind": "own"})
    assert answer.status_code == 302
    shown = text(mo.get(reverse("patients:blocks", args=[ELM])))
    assert "Asha Rao" in shown
    assert "Their own record" in shown


def test_only_a_colleague_of_this_practice_can_be_chosen(mo, patient, oak):
    from practice.models import User

    dev = User.objects.get(email="dev@oak.example.org")
    answer = mo.post(reverse("patients:block", args=[ELM, patient.pk]), {"user": dev.pk, "kind": "own"})
    assert answer.status_code == 422


def test_taking_it_away_is_asked_first(mo, block, opens):
    page = reverse("patients:end-block", args=[ELM, block("asha", OWN).pk])
    assert "Take this block away?" in text(mo.get(page))
    assert opens("ben") == 403
    mo.post(page, {"sure": "1"})
    assert opens("ben") == 200


@pytest.mark.parametrize("who", ["asha", "ben", "lena", "cara"])
def test_only_who_manages_sees_the_blocks(browser_of, elm, who):
    assert browser_of(who).get(reverse("patients:blocks", args=[ELM])).status_code == 403


def test_looking_whose_record_it_is_counts_towards_the_limit(settings, patient, browser_of):
    settings.OPENED_RECORDS_LIMIT = 1
    lena = browser_of("lena")
    where = reverse("patients:declare", args=[ELM, patient.pk])
    assert [lena.get(where).status_code for _ in range(2)] == [200, 429]
