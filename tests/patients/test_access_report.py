"""Who saw or changed one person's record, and what it said before."""

import pytest
from django.urls import reverse

from activation.kinds import Flag
from patients.access import change_of
from patients.actions.blocks import set_block
from patients.actions.editing import change_details
from patients.actions.glass import break_glass, see
from patients.actions.merging import merge
from patients.models import Patient, RecordBlock
from practice.models import History, TrailEvent
from practice.permissions import Permission
from practice.tenancy import in_view
from practice.trail_queries import PAGE
from tests import build
from tests.activation import made

ELM = "A81001"
OWN, RELATION = RecordBlock.Kind.OWN, RecordBlock.Kind.RELATION


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def patient(elm) -> Patient:
    return build.a_patient(
        elm, given_name="Mina", family_name="Rao", nhs_number="9990000034", address="1 Old Road"
    )


@pytest.fixture
def mo(patient, browser_of):
    """Mo's browser: `mo("access-report")` of the patient."""
    client = browser_of("mo")

    def look(name: str, patient_id: int = patient.pk, **asked):
        return client.get(reverse(f"patients:{name}", args=[ELM, patient_id]), asked)

    look.client = client
    return look


@pytest.fixture
def change(patient, asha, now):
    def write(**values) -> None:
        current = Patient.objects.get(pk=patient.pk)
        change_details(patient=current, version=current.version, values=values, by=asha, now=now)

    return write


def test_it_says_who_opened_and_who_changed_it(mo, patient, browser_of, change):
    browser_of("ben").get(reverse("patients:record", args=[ELM, patient.pk]))
    change(known_as="Mini")
    shown = text(mo("access-report"))
    for words in ("Ben Carter, clinician", "Opened the record", "Asha Rao, coach", "Changed details"):
        assert words in shown


def test_reading_it_is_on_it(mo, patient):
    mo("access-report")
    assert "Read who saw or changed the record" in text(mo("access-report"))


def test_what_was_kept_with_it_is_said_in_the_words_of_its_form(mo, patient, asha):
    """Easy statements refused and hard ones agreed with: what makes the answers doubtful, and where they were given."""
    flags = made.done(patient, asha, (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3)).flags
    shown = text(mo("access-report"))
    assert Flag.MISFIT in flags
    for words in ("mode: At the desk", *(Flag(flag).label for flag in flags)):
        assert words in shown
    assert "misfit" not in shown


@pytest.mark.care(4)
def test_broken_glass_is_on_it_with_the_reason(mo, patient, member, now):
    reason = "She collapsed in the waiting room"
    glass = break_glass(patient=patient, reason=reason, by=member("lena"), now=now)
    shown = text(mo("access-report"))
    assert reason in shown
    assert "Not looked into yet" in shown
    see(glass=glass, by=member("ben"), now=now)
    assert "Looked into by Ben Carter" in text(mo("access-report"))


def test_what_happened_to_a_record_that_became_part_of_it_is_on_it(mo, elm, patient, asha, now):
    other = build.a_patient(elm, given_name="Meena", family_name="Rao")
    event = TrailEvent.objects.get(verb="patient.added", patient_id=other.pk)
    merge(kept=patient, gone=other, take=(), versions=(1, 1), by=asha, now=now)
    assert text(mo("access-report")).count("Added the person") == 2
    assert event.patient_id == other.pk


def test_changes_are_shown_with_what_stood_before(mo, change):
    change(known_as="Mini", address="2 New Road")
    shown = text(mo("access-changes"))
    for words in ("likes to be called: nothing", "address: 1 Old Road", "Skerry itself (test)"):
        assert words in shown


def test_fields_are_said_in_words(mo, change):
    change(gender="1", interpreter_needed=True, birth_date="1970-05-05")
    shown = text(mo("access-changes"))
    for words in ("gender: Female", "needs an interpreter: nothing", "date of birth: 4 May 1970"):
        assert words in shown


def test_where_a_restricted_person_was_is_not_shown(mo, patient, change):
    change(address="2 New Road")
    Patient.objects.filter(pk=patient.pk).update(restricted=True)
    shown = text(mo("access-changes"))
    assert "1 Old Road" not in shown
    assert "address: protected" in shown


def test_of_what_the_reader_may_not_open_only_the_fields_are_named(mo, elm, patient):
    before = {"words": "Has a knife at home", "ended_at": None}
    row = History(
        table_name="patients_alert", operation="update", before=before, at=build.NOW, actor="system:test"
    )
    assert dict(change_of(row, patient, {}, frozenset()).fields) == {"words": "", "ended at": ""}


@pytest.mark.parametrize("table", ["patients_supporter", "patients_circumstance"])
def test_old_words_of_their_life_are_for_those_who_may_see_it(patient, table):
    field = "name" if table == "patients_supporter" else "words"
    row = History(
        table_name=table, operation="update", before={field: "Told us"}, at=build.NOW, actor="system:test"
    )
    for may, said in (({Permission.OPEN_RECORD}, ""), ({Permission.SEE_LIFE}, "Told us")):
        assert dict(change_of(row, patient, {}, may).fields) == {field: said}


def test_of_a_colleagues_own_record_no_values_are_shown(mo, patient, change, member, now):
    change(address="2 New Road")
    set_block(patient=patient, user=member("asha").user, kind=OWN, by=member("cara"), now=now)
    shown = text(mo("access-changes"))
    assert "1 Old Road" not in shown
    assert "address" in shown


@pytest.mark.parametrize("kind", [OWN, RELATION])
def test_nobody_reads_their_own_or_a_relations_report(mo, patient, member, now, kind):
    set_block(patient=patient, user=member("mo").user, kind=kind, by=member("asha"), now=now)
    assert [mo(page).status_code for page in ("access-report", "access-changes")] == [403, 403]


def test_a_colleague_who_changed_it_is_named(mo, patient, browser_of):
    where = reverse("patients:caution", args=[ELM, patient.pk])
    version = Patient.objects.get(pk=patient.pk).version
    browser_of("asha").post(where, {"contact_with_care": "on", "version": version})
    assert "Asha Rao, coach" in text(mo("access-changes"))


def test_it_is_found_by_number_without_a_name_in_the_address(mo, patient):
    where = reverse("patients:trail-of", args=[ELM])
    answer = mo.client.post(where, {"number": "999 000 0034"})
    assert answer["Location"] == reverse("patients:access-report", args=[ELM, patient.pk])
    assert mo.client.post(where, {"number": "9990000042"}).status_code == 422


def test_long_reports_go_on_on_the_next_page(mo, patient, change):
    for number in range(PAGE + 5):
        change(usual_gp=f"Dr {number}")
    first = text(mo("access-changes"))
    assert f"usual GP: Dr {PAGE + 3}" in first
    assert "usual GP: Dr 2<" not in first
    older = first.split('href="?before=')[1].split('"')[0]
    assert "usual GP: Dr 2<" in text(mo("access-changes", before=older))
    assert mo("access-changes", before="x").status_code == 404


@pytest.mark.parametrize("page", ["access-report", "access-changes"])
@pytest.mark.parametrize("who", ["asha", "ben", "cara"])
def test_only_who_reads_the_trail_reads_it(patient, browser_of, page, who):
    assert browser_of(who).get(reverse(f"patients:{page}", args=[ELM, patient.pk])).status_code == 403


@pytest.mark.parametrize("page", ["access-report", "access-changes"])
def test_another_practices_person_is_not_found(mo, oak, page):
    with in_view([oak]):
        stranger = build.a_patient(oak)
    assert mo(page, stranger.pk).status_code == 404
