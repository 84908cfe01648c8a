"""The directory on its pages: read by everybody, written by those who may, nobody's words lost."""

import pytest

from prescribing.models import Address, Service, ServiceNote
from tests import build
from tests.prescribing import services, terms

HERE = "/A81001/directory"
TYPED = {"name": "Choir", "organisation": "Elm Singers", "status": "active", "needs": ["arts", "lonely"]}
DAY = {"agreed_on_day": "1", "agreed_on_month": "3", "agreed_on_year": "2026"}
AGREED = {"email": "sing@example.org", "agreed_who": "Jean", "agreed": "on", **DAY}


@pytest.fixture
def lena_at(browser_of):
    return browser_of("lena")


@pytest.fixture
def walks(elm) -> Service:
    return services.a_service(elm, "Walking group")


def test_an_empty_directory_says_what_to_do(lena_at, elm):
    assert b"Add the first service" in lena_at.get(HERE).content


def test_a_service_is_added_found_and_shown(lena_at, elm):
    there = lena_at.post(f"{HERE}/add", TYPED)["Location"]
    shown = lena_at.get(there).content.decode()
    assert "Elm Singers" in shown and "Making, music and arts" in shown
    assert "Choir" in lena_at.post(HERE, {"words": "sing"}).content.decode()
    assert "has these words" in lena_at.post(HERE, {"words": "chess"}).content.decode()


def test_a_form_with_mistakes_says_them(lena_at, elm):
    answer = lena_at.post(
        f"{HERE}/add", TYPED | {"name": "", "website": "javascript:alert(1)", "age_from": "9", "age_to": "3"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Enter “Name of the service”", "address of a website", "oldest age must be"):
        assert words in text


def test_somebody_else_was_faster_and_no_words_vanish(lena_at, walks):
    where = f"{HERE}/{walks.pk}/change"
    sent = TYPED | {"name": "Slow walks", "version": "1"}
    Service.objects.filter(pk=walks.pk).update(version=2)
    answer = lena_at.post(where, sent)
    assert answer.status_code == 422 and b"Somebody else has changed this" in answer.content
    assert b'value="Slow walks"' in answer.content and b'name="version" value="2"' in answer.content


def test_another_email_by_hand_holds_sending(lena_at, walks, member):
    services.an_address(walks, member("lena"))
    lena_at.post(f"{HERE}/{walks.pk}/change", TYPED | {"email": "new@example.org", "version": "1"})
    assert not Address.objects.usable().exists()
    assert b"Confirm again" in lena_at.get(f"{HERE}/{walks.pk}").content
    lena_at.post(f"{HERE}/{walks.pk}/address", AGREED)
    assert Address.objects.usable().get().email == "sing@example.org"


def test_nobody_is_written_to_who_did_not_agree(lena_at, walks):
    answer = lena_at.post(f"{HERE}/{walks.pk}/address", AGREED | {"agreed": "", "agreed_on_year": "2027"})
    assert answer.status_code == 422
    assert b"who did not agree" in answer.content and b"today or earlier" in answer.content


def test_an_address_ends(lena_at, walks, member):
    services.an_address(walks, member("lena"))
    lena_at.post(f"{HERE}/{walks.pk}/address/end")
    assert not Address.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("place", {"name": "Oak Hall", "postcode": "m33 6gq"}, "M33 6GQ"),
        ("time", {"days": ["TU", "TH"], "opens_at": "10am"}, "Every week on Tuesday and Thursday, from 10am"),
        ("time", {"days": ["TU"], "week": "2"}, "the second Tuesday"),
        ("contact", {"name": "Jean", "telephone": "020 7946 0005", "personal": "on"}, "For colleagues only"),
    ],
)
def test_a_part_is_added(kind, typed, shown, lena_at, walks):
    lena_at.post(f"{HERE}/{walks.pk}/{kind}/add", typed)
    assert shown in lena_at.get(f"{HERE}/{walks.pk}").content.decode()


def test_a_part_is_changed_and_taken_away(lena_at, walks):
    place = walks.venues.get()
    lena_at.post(f"{HERE}/{walks.pk}/place/{place.pk}", {"name": "Ash Hall"})
    new = walks.venues.get(withdrawn_at=None)
    assert (new.name, new.pk != place.pk) == ("Ash Hall", True)
    assert walks.words.filter(word="ash").exists()
    lena_at.post(f"{HERE}/{walks.pk}/place/{new.pk}/end")
    assert not walks.venues.filter(withdrawn_at=None).exists()


def test_a_visit_is_noted_and_freshens_the_entry(lena_at, walks):
    Service.objects.update(checked_at=None)
    day = {"happened_on_day": "1", "happened_on_month": "3", "happened_on_year": "2026"}
    lena_at.post(f"{HERE}/{walks.pk}/note", {"kind": "visited", "words": "Warm welcome", **day})
    shown = lena_at.get(f"{HERE}/{walks.pk}").content.decode()
    assert "Warm welcome" in shown and "Checked on 1 March 2026" in shown
    lena_at.post(f"{HERE}/notes/{ServiceNote.objects.get().pk}/end")
    assert "Warm welcome" not in lena_at.get(f"{HERE}/{walks.pk}").content.decode()


def test_notes_stay_within_their_practice(walks, oak, browser_of, member):
    ServiceNote.objects.create(
        practice=walks_at(member), service=walks, kind="note", words="Kept at Elm", happened_on=build.NOW.date(),
        noted_at=build.NOW, noted_by=member("lena"),
    )  # fmt: skip
    shown = browser_of("dev").get(f"/A81002/directory/{walks.pk}").content.decode()
    assert "Walking group" in shown and "Kept at Elm" not in shown


def walks_at(member):
    return member("lena").practice


def test_a_pause_is_noted(lena_at, walks):
    lena_at.post(f"{HERE}/{walks.pk}/places", {"paused": "on", "paused_because": "Hall shut", "version": "1"})
    assert b"Hall shut" in lena_at.get(f"{HERE}/{walks.pk}").content
    lena_at.post(f"{HERE}/{walks.pk}/places", {"places_left": "4", "version": "2"})
    assert b"4 free" in lena_at.get(f"{HERE}/{walks.pk}").content


def test_a_service_is_taken_out_and_put_back(lena_at, walks):
    lena_at.post(f"{HERE}/{walks.pk}/withdraw")
    assert b"Walking group" not in lena_at.get(HERE).content
    assert b"Walking group" in lena_at.get(f"{HERE}?show=gone").content
    lena_at.post(f"{HERE}/{walks.pk}/bring-back")
    assert b"Walking group" in lena_at.get(HERE).content


def test_the_list_goes_on_by_name(lena_at, elm):
    for number in range(27):
        services.a_service(elm, f"Group {number:02}")
    first = lena_at.get(HERE).content.decode()
    assert "Group 24" in first and "Group 25" not in first
    last = Service.objects.get(name="Group 24").pk
    assert "Group 26" in lena_at.get(f"{HERE}?after={last}").content.decode()


@pytest.mark.parametrize(("which", "status"), [("check", 200), ("mine", 200), ("doubted", 200), ("x", 404)])
def test_the_lists_are_known_by_name(which, status, lena_at, walks):
    assert lena_at.get(f"{HERE}?show={which}").status_code == status


def test_terms_are_set_and_not_under_another(browser_of, elm):
    mo = browser_of("mo")
    typed = {name: str(value) for name, value in terms.usual_terms(chase_after_days="2, 5").items() if value}
    mo.post(f"{HERE}/terms", typed | {"feed_open": "on", "version": "0"})
    assert (elm.terms.chase_after_days, elm.terms.feed_open) == ([2, 5], True)
    assert mo.post(f"{HERE}/terms", typed | {"version": "0"}).status_code == 422
    assert mo.post(f"{HERE}/terms", typed | {"version": "1", "chase_after_days": "soon"}).status_code == 422


def test_what_is_typed_is_never_markup(lena_at, elm):
    there = lena_at.post(f"{HERE}/add", TYPED | {"name": "<script>alert(1)</script>"})["Location"]
    assert b"<script>alert" not in lena_at.get(there).content


def test_a_time_is_said_for_one_of_several_places(lena_at, walks):
    pier = services.venue(walks, services.HERE, name="The pier")
    where = f"{HERE}/{walks.pk}/time/add"
    assert "At which place" in lena_at.get(where).content.decode()
    lena_at.post(where, {"days": ["SA"], "venue": pier.pk})
    assert walks.schedules.get(days="SA").venue == pier
    assert "Every week on Saturday. The pier." in lena_at.get(f"{HERE}/{walks.pk}").content.decode()
