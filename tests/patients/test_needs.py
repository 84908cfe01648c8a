"""Needs, supporters, circumstances, consents and staff notes."""

import datetime as dt

import pytest

from patients.actions.noting import note
from patients.models import Alert, Circumstance, Consent, Need, Patient, Supporter
from practice.models import History, TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.patients.test_record import shown, url

TODAY = {"from_on_day": "2", "from_on_month": "3", "from_on_year": "2026"}
UNTIL = {"until_on_day": "1", "until_on_month": "9", "until_on_year": "2026"}
GOOD = {
    "need": {"kind": "format", "words": "Large print"},
    "supporter": {"name": "Sam Webb", "relation": "Son", "authority": "none", "telephone": "07700900111"},
    "circumstance": {"kind": "money", "answer": "asked", "words": "Behind with rent"},
    "consent": {"kind": "sharing", "agreed": "yes", "given_by": "person", **TODAY, **UNTIL},
    "alert": {"kind": "staff_safety", "words": "See with a colleague"},
}
MODELS = {
    "need": Need,
    "supporter": Supporter,
    "circumstance": Circumstance,
    "consent": Consent,
    "alert": Alert,
}
KINDS = list(GOOD)


@pytest.fixture
def mary(elm) -> Patient:
    return build.a_patient(elm)


@pytest.fixture
def client(elm, browser_of):
    return browser_of("asha")


def standing(kind, patient):
    return MODELS[kind].objects.filter(patient=patient, ended_at=None)


def add(client, patient, what, /, **changes):
    return client.post(url(patient, "note", what), GOOD[what] | changes)


@pytest.mark.parametrize("kind", KINDS)
def test_is_noted_with_who_and_when(client, mary, asha, kind):
    assert client.get(url(mary, "note", kind)).status_code == 200
    response = add(client, mary, kind)
    item = standing(kind, mary).get()
    assert response["Location"].startswith(url(mary) + "#")
    assert (item.noted_by, item.noted_at) == (asha, build.NOW)
    event = TrailEvent.objects.get(verb=f"{kind}.noted", patient_id=mary.pk)
    assert (event.subject_id, event.details) == (item.pk, {})
    assert History.objects.filter(table_name=f"patients_{kind}", row_id=item.pk).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_written_anew_the_older_one_stays_in_the_history(client, mary, kind):
    add(client, mary, kind)
    old = standing(kind, mary).get()
    where = url(mary, "note-again", kind, old.pk)
    assert client.get(where).status_code == 200
    field = "name" if kind == "supporter" else "words"
    assert client.post(where, GOOD[kind] | {field: "Other words"}).status_code == 302
    assert getattr(standing(kind, mary).get(), field) == "Other words"
    old.refresh_from_db()
    assert (old.ended_at, old.ended_by.name) == (build.NOW, "Asha Rao")


@pytest.mark.parametrize("kind", KINDS)
def test_ended_after_one_question(client, mary, kind):
    add(client, mary, kind)
    item = standing(kind, mary).get()
    where = url(mary, "end-note", kind, item.pk)
    assert client.get(where).status_code == 200
    assert standing(kind, mary).exists()
    assert [client.post(where).status_code for _ in range(2)] == [302, 302]
    assert not standing(kind, mary).exists()
    assert MODELS[kind].objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("need", {"kind": ""}, "Choose a kind of need"),
        ("need", {"words": ""}, "Say what they need"),
        ("need", {"words": "x" * 201}, "200 characters or fewer"),
        ("supporter", {"name": ""}, "Enter the supporter’s name"),
        ("supporter", {"telephone": "12"}, "Enter a telephone number"),
        ("supporter", {"authority": "attorney"}, "Say what evidence you have seen"),
        ("supporter", {"gets_messages": "on", "telephone": ""}, "Enter a telephone number for messages"),
        ("circumstance", {"words": ""}, "Write what they said"),
        ("circumstance", {"answer": "declined"}, "leave the words out"),
        ("circumstance", {"kind": "pets"}, "Choose an answer to"),
        ("consent", {"agreed": ""}, "Choose yes or no"),
        ("consent", {"from_on_year": "2027"}, "must be today or in the past"),
        ("consent", {"until_on_year": "2025"}, "must be after the day it begins"),
        ("consent", {"given_by": "best_interests"}, "Say who decided, and when"),
        ("alert", {"words": ""}, "Write what colleagues must know"),
        ("alert", {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2026"}, "in the future"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_noted(client, mary, kind, change, words):
    response = add(client, mary, kind, **change)
    assert response.status_code == 422
    assert words in shown(response)
    assert "Mary Webb" in shown(response)
    assert not standing(kind, mary).exists()


@pytest.mark.parametrize("kind", ["need", "supporter", "alert"])
def test_somebody_ended_it_meanwhile_and_nothing_typed_is_lost(client, mary, member, kind):
    add(client, mary, kind)
    old = standing(kind, mary).get()
    where = url(mary, "note-again", kind, old.pk)
    client.post(url(mary, "end-note", kind, old.pk))
    field = "name" if kind == "supporter" else "words"
    response = client.post(where, GOOD[kind] | {field: "My own words"})
    assert response.status_code == 409
    assert "My own words" in shown(response)
    assert (
        client.post(response.context["action_url"], GOOD[kind] | {field: "My own words"}).status_code == 302
    )
    assert getattr(standing(kind, mary).get(), field) == "My own words"


def test_an_answer_given_meanwhile_is_shown_and_can_be_replaced(client, mary, member):
    theirs = {"kind": "money", "answer": "asked", "words": "Has found work"}
    note(patient=mary, model=Circumstance, values=theirs, by=member("cara"), now=build.NOW)
    response = add(client, mary, "circumstance")
    assert response.status_code == 409
    assert "Has found work" in shown(response)
    assert "Behind with rent" in shown(response)
    client.post(response.context["action_url"], GOOD["circumstance"])
    assert standing("circumstance", mary).get().words == "Behind with rent"


def test_asked_declined_and_not_asked_differ(client, mary):
    add(client, mary, "circumstance")
    add(client, mary, "circumstance", kind="housing", answer="declined", words="")
    page = shown(client.get(url(mary)))
    assert "Behind with rent (2 March 2026)" in page
    assert "Asked, preferred not to say (2 March 2026)" in page
    assert 'Getting about<span class="nhsuk-u-visually-hidden">: note the answer</span>' in page


def test_the_link_of_a_circumstance_chooses_its_kind(client, mary):
    form = client.get(url(mary, "note", "circumstance") + "?of=housing").context["form"]
    assert form["kind"].value() == "housing"


# --- consents ---------------------------------------------------------------------------------


def test_a_new_answer_ends_the_old_one(client, mary):
    add(client, mary, "consent")
    add(client, mary, "consent", agreed="no")
    assert standing("consent", mary).get().agreed is False
    assert Consent.objects.filter(patient=mary).count() == 2


def test_withdrawing_is_a_fact_of_its_own(client, mary, asha):
    add(client, mary, "consent")
    item = standing("consent", mary).get()
    where = url(mary, "withdraw", item.pk)
    assert client.get(where).status_code == 200
    assert client.post(where).status_code == 302
    now = standing("consent", mary).get()
    assert (now.agreed, now.words, now.from_on) == (False, "Withdrawn", build.NOW.date())
    assert TrailEvent.objects.filter(verb="consent.withdrawn", patient_id=mary.pk).count() == 1
    client.post(where)
    assert standing("consent", mary).count() == 1


@pytest.mark.parametrize(
    ("agreed", "until", "state"),
    [
        (True, None, "Agrees"),
        (True, dt.date(2026, 12, 1), "Agrees"),
        (True, dt.date(2026, 3, 20), "Runs out soon"),
        (True, dt.date(2026, 3, 2), "Runs out soon"),
        (True, dt.date(2026, 3, 1), "Ran out: ask again"),
        (False, None, "Does not agree"),
    ],
)
def test_the_state_of_a_consent_is_said_in_words(client, mary, agreed, until, state):
    asha = mary.practice.memberships.get(user__email="asha@elm.example.org")
    values = {"kind": "text", "agreed": agreed, "from_on": dt.date(2026, 1, 1), "until_on": until}
    note(patient=mary, model=Consent, values=values, by=asha, now=build.NOW)
    assert f">{state}</strong>" in shown(client.get(url(mary)))


def test_asking_again_begins_today(client, mary, asha):
    values = {"kind": "text", "agreed": True, "from_on": dt.date(2025, 1, 1), "until_on": dt.date(2026, 1, 1)}
    item = note(patient=mary, model=Consent, values=values, by=asha, now=build.NOW)
    form = client.get(url(mary, "note-again", "consent", item.pk)).context["form"]
    assert (form["from_on"].value(), form["until_on"].value()) == (build.NOW.date(), None)
    assert form["agreed"].value() == "yes"


def test_an_authority_that_ran_out_is_marked(client, mary, asha):
    values = {
        "name": "Sam",
        "authority": "attorney",
        "evidence_seen": "Seen",
        "expires_on": dt.date(2026, 1, 1),
    }
    note(patient=mary, model=Supporter, values=values, by=asha, now=build.NOW)
    assert "Ran out on 1 January 2026" in shown(client.get(url(mary)))


# --- whose ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_another_patients_note_is_not_there(client, mary, elm, asha, kind):
    other = build.a_patient(elm, given_name="Nora")
    add(client, other, kind)
    item = standing(kind, other).get()
    for name in ("note-again", "end-note"):
        assert client.get(url(mary, name, kind, item.pk)).status_code == 404
    assert client.post(url(mary, "end-note", kind, item.pk)).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not(mary, oak, browser_of, kind):
    assert browser_of("mo").get(url(mary, "note", kind)).status_code == 403
    assert browser_of("dev").post(url(mary, "note", kind), GOOD[kind]).status_code == 404
    with in_view([oak]):
        stranger = build.a_patient(oak)
    assert browser_of("asha").post(f"/A81001/patients/{stranger.pk}/about/{kind}/add").status_code == 404


def test_an_unknown_kind_is_not_there(client, mary):
    assert client.get(url(mary, "note", "condition")).status_code == 404
    assert client.get(url(mary, "note", "x")).status_code == 404


def test_markup_is_text_everywhere(client, mary):
    for kind in KINDS:
        field = "name" if kind == "supporter" else "words"
        add(client, mary, kind, **{field: "<script>alert(1)</script>"})
    for where in (url(mary), url(mary, "alerts")):
        assert "<script>alert" not in shown(client.get(where))


def test_a_form_sent_twice_is_noted_once(client, mary):
    key = {"form_key": "7c0c1a8e-68a7-4b53-9f0e-0b2f3b1f6a11"}
    for _ in range(2):
        assert add(client, mary, "need", **key).status_code == 302
    assert standing("need", mary).count() == 1
