"""A person's details are changed, by one and by two people at once."""

import datetime as dt

import pytest

from patients.actions.editing import change_details
from patients.forms.details import EditForm
from patients.models import Patient, Surname
from practice.acting import Stale
from practice.models import History, TrailEvent
from tests import build
from tests.patients.test_record import shown, url


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm, nhs_number="9990000034", usual_gp="Dr Old", language="English")


def typed(patient, **changes) -> dict[str, str]:
    """What a browser sends: every field of the form as it stands, and what was changed."""
    initial = EditForm.of(patient)
    born = initial.pop("birth_date")
    parts = {"birth_date_day": born.day, "birth_date_month": born.month, "birth_date_year": born.year}
    return {name: str(value) for name, value in (initial | parts | changes).items()}


def saved(patient) -> Patient:
    return Patient.objects.get(pk=patient.pk)


def test_saves_and_goes_back_to_the_record(mary, browser_of):
    response = browser_of("asha").post(
        url(mary, "edit"), typed(mary, known_as="Molly", birth_date_year="1971")
    )
    assert response["Location"] == url(mary) + "#details"
    after = saved(mary)
    assert (after.known_as, after.known_key, after.version) == ("Molly", "molly", 2)
    assert after.birth_date == dt.date(1971, 5, 4)


def test_what_staff_changed_is_kept_from_the_next_list(mary, browser_of):
    browser_of("asha").post(url(mary, "edit"), typed(mary, family_name="Webb-Hughes", usual_gp="Dr New"))
    assert saved(mary).kept_here == ["family_name", "usual_gp"]
    assert Surname.objects.filter(practice=mary.practice, word="hughes").exists()


def test_trail_and_history_name_the_fields(mary, asha, browser_of):
    browser_of("asha").post(url(mary, "edit"), typed(mary, known_as="Molly"))
    event = TrailEvent.objects.get(verb="patient.changed", patient_id=mary.pk)
    assert (event.actor_id, event.details) == (asha.pk, {"fields": ["known_as"]})
    change = History.objects.filter(table_name="patients_patient", row_id=mary.pk).latest("pk")
    assert change.before["known_as"] == ""
    assert change.actor == f"member:{asha.pk}"


def test_saving_without_a_change_changes_nothing(mary, browser_of):
    browser_of("asha").post(url(mary, "edit"), typed(mary))
    assert (saved(mary).version, saved(mary).kept_here) == (1, [])


def test_the_second_of_two_people_sees_both_versions(mary, member, browser_of):
    stale = typed(mary, usual_gp="Dr Mine")
    values = {"usual_gp": "Dr Theirs", "language": "Polish"}
    change_details(patient=mary, version=1, values=values, by=member("cara"), now=build.NOW)
    response = browser_of("asha").post(url(mary, "edit"), stale)
    page = shown(response)
    assert response.status_code == 409
    assert "Cara Mills changed this while you had it open" in page
    assert "Dr Mine" in page
    assert "Dr Theirs" in page
    assert 'Preferred language: <span class="words">Polish</span>' in page
    assert saved(mary).usual_gp == "Dr Theirs"


def hidden(response) -> dict[str, str]:
    return dict(response.context["conflict"].hidden)


@pytest.mark.parametrize(("choice", "gp"), [("mine", "Dr Mine"), ("theirs", "Dr Theirs")])
def test_the_choice_is_kept_and_the_rest_of_both(mary, member, browser_of, choice, gp):
    stale = typed(mary, usual_gp="Dr Mine", known_as="Molly")
    values = {"usual_gp": "Dr Theirs", "language": "Polish"}
    change_details(patient=mary, version=1, values=values, by=member("cara"), now=build.NOW)
    client = browser_of("asha")
    again = hidden(client.post(url(mary, "edit"), stale))
    response = client.post(url(mary, "edit"), again | {"keep_usual_gp": choice})
    assert response.status_code == 302
    after = saved(mary)
    assert (after.usual_gp, after.known_as, after.language) == (gp, "Molly", "Polish")


def test_a_third_change_in_between_is_seen_too(mary, member, browser_of):
    stale = typed(mary, usual_gp="Dr Mine")
    client = browser_of("asha")
    cara = {"by": member("cara"), "now": build.NOW}
    change_details(patient=mary, version=1, values={"usual_gp": "Dr Theirs"}, **cara)
    again = hidden(client.post(url(mary, "edit"), stale))
    change_details(patient=mary, version=2, values={"usual_gp": "Dr Third"}, **cara)
    response = client.post(url(mary, "edit"), again | {"keep_usual_gp": "mine"})
    assert response.status_code == 409
    assert "Dr Third" in shown(response)


def test_both_wrote_the_same_and_nothing_needs_choosing(mary, member, browser_of):
    stale = typed(mary, usual_gp="Dr New")
    change_details(patient=mary, version=1, values={"usual_gp": "Dr New"}, by=member("cara"), now=build.NOW)
    response = browser_of("asha").post(url(mary, "edit"), stale)
    assert response.context["conflict"].rows == []
    assert browser_of("asha").post(url(mary, "edit"), hidden(response)).status_code == 302


def test_the_action_refuses_an_old_version(mary, asha):
    change_details(patient=mary, version=1, values={"known_as": "Molly"}, by=asha, now=build.NOW)
    with pytest.raises(Stale) as stale:
        change_details(patient=mary, version=1, values={"known_as": "Minnie"}, by=asha, now=build.NOW)
    assert stale.value.current.known_as == "Molly"


def test_a_number_of_somebody_else_is_refused_with_their_name(mary, browser_of, elm):
    other = build.a_patient(elm, given_name="Una", nhs_number="9990000042")
    response = browser_of("asha").post(url(mary, "edit"), typed(mary, nhs_number="9990000042"))
    assert response.status_code == 422
    assert "Another record here has this NHS number" in shown(response)
    assert url(other) in shown(response)
    assert saved(mary).nhs_number == "9990000034"


@pytest.mark.parametrize(
    ("field", "value"), [("version", ""), ("version", "x"), ("given_name", ""), ("birth_date_day", "40")]
)
def test_a_mistake_changes_nothing(mary, browser_of, field, value):
    response = browser_of("asha").post(url(mary, "edit"), typed(mary, known_as="Molly") | {field: value})
    assert response.status_code == 422
    assert 'value="Molly"' in shown(response)
    assert saved(mary).version == 1


def test_restriction_hides_at_once_and_lifting_it_does_not_bind_the_list(mary, browser_of):
    client = browser_of("asha")
    client.post(url(mary, "caution"), {"restricted": "on", "version": "1"})
    after = saved(mary)
    assert (after.restricted, after.kept_here) == (True, ["restricted"])
    client.post(url(mary, "caution"), {"version": "2"})
    after = saved(mary)
    assert (after.restricted, after.kept_here) == (False, [])


def test_editing_a_restricted_person_keeps_the_address_unseen(elm, browser_of):
    omar = build.a_patient(
        elm, restricted=True, address="1 Hidden Lane", postcode="EL1 2QY", usual_gp="Dr Seen"
    )
    sent = typed(omar, known_as="Oz", address="", postcode="", usual_gp="")
    assert browser_of("asha").post(url(omar, "edit"), sent).status_code == 302
    after = saved(omar)
    assert (after.known_as, after.address, after.usual_gp) == ("Oz", "1 Hidden Lane", "Dr Seen")


def test_contact_with_care_is_said_on_every_page(mary, browser_of):
    client = browser_of("asha")
    client.post(url(mary, "caution"), {"contact_with_care": "on", "version": "1"})
    assert "Contact with care" in shown(client.get(url(mary)))


def test_fields_that_the_form_has_not_are_ignored(mary, browser_of):
    extra = {
        "died_on": "2020-01-01",
        "practice": "99",
        "merged_into": "1",
        "kept_here": "a",
        "restricted": "on",
    }
    browser_of("asha").post(url(mary, "edit"), typed(mary) | extra)
    after = saved(mary)
    assert (after.died_on, after.merged_into, after.restricted) == (None, None, False)


@pytest.mark.parametrize("name", ["edit", "caution"])
def test_a_manager_may_not(mary, browser_of, name):
    assert browser_of("mo").get(url(mary, name)).status_code == 403
    assert browser_of("dev").get(url(mary, name)).status_code == 404
