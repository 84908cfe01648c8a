"""The trail's screen: who saw or changed what, who came to the door; reading it is kept too."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import Patient
from practice import trail, trail_queries
from practice.actions import end
from practice.models import SignInEvent, TrailEvent, User
from practice.permissions import Role
from practice.tenancy import in_view
from practice.trail_queries import Asked
from tests import build

ELM = "A81001"
TRAIL, DOOR = "trail", "sign-ins"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def mo(elm, browser_of):
    """Mo's browser, on the trail."""
    client = browser_of("mo")

    def look(tab: str = TRAIL, **asked):
        return client.get(reverse(f"practice:{tab}", args=[ELM]), asked)

    look.client = client
    return look


@pytest.fixture
def pat(elm) -> Patient:
    return Patient.objects.get(family_name="Kaminski")


@pytest.fixture
def happens(elm, member, now):
    """Somebody does something at Elm."""

    def record(verb: str, who: str = "asha", at: dt.datetime = now, **about) -> TrailEvent:
        return trail.record(verb, by=member(who), now=at, practice=elm, **about)

    return record


def ids(elm, **asked) -> list[int]:
    return [event.pk for event in trail_queries.events(elm, Asked(**asked)).events]


def test_it_says_who_did_what_to_which_record_in_words(mo, happens, pat):
    happens("patient.opened", patient=pat)
    shown = text(mo())
    assert "Asha Rao, coach" in shown
    assert "Opened the record" in shown
    assert "2 March 2026 at 9am" in shown


def test_no_name_of_a_patient_is_on_it(mo, happens, pat):
    happens("patient.opened", patient=pat)
    assert "Kaminski" not in text(mo())


def test_reading_it_is_kept_with_what_was_asked(mo, pat):
    mo(patient=pat.pk, kind="reading", first="2026-03-01")
    event = TrailEvent.objects.get(verb="trail.read")
    assert event.patient_id == pat.pk
    assert event.details == {"patient": pat.pk, "kind": "reading", "first": "2026-03-01"}


def test_reading_who_signed_in_is_kept_too(mo):
    mo(DOOR)
    assert TrailEvent.objects.filter(verb="sign_ins.read").count() == 1


def test_it_can_be_narrowed_to_one_patient(elm, happens, pat):
    other = build.a_patient(elm)
    mine = happens("patient.opened", patient=pat)
    happens("patient.opened", patient=other)
    assert ids(elm, patient=pat.pk)[0] == mine.pk
    assert set(
        TrailEvent.objects.filter(pk__in=ids(elm, patient=pat.pk)).values_list("patient_id", flat=True)
    ) == {pat.pk}


def test_to_one_person_in_all_their_roles(elm, happens, member, now):
    asha = happens("patient.opened")
    as_manager = happens("member.invited", who="mo")
    as_administrator = trail.record(
        "trail.read", by=member("mo", role=Role.ADMINISTRATOR), now=now, practice=elm
    )
    found = ids(elm, person=member("mo").user_id)
    assert as_manager.pk in found
    assert as_administrator.pk in found
    assert asha.pk not in found


def test_to_a_kind(elm, happens):
    read, changed = happens("patient.opened"), happens("patient.changed")
    assert read.pk in ids(elm, kind="reading")
    assert changed.pk not in ids(elm, kind="reading")


def test_to_days_by_the_clock_on_the_wall(elm, happens):
    """29 March 2026 begins an hour earlier than it ends: the clocks go forward."""
    at = dt.datetime.fromisoformat
    before = happens("patient.opened", at=at("2026-03-28T23:59:59+00:00"))
    first = happens("patient.opened", at=at("2026-03-29T00:00:00+00:00"))
    last = happens("patient.opened", at=at("2026-03-29T22:59:59+00:00"))
    after = happens("patient.opened", at=at("2026-03-29T23:00:00+00:00"))
    found = ids(elm, first=dt.date(2026, 3, 29), last=dt.date(2026, 3, 29))
    assert found == [last.pk, first.pk]
    assert {before.pk, after.pk}.isdisjoint(found)


@pytest.fixture
def many(happens, now):
    """450 events, several at the same moment."""
    return [happens("patient.changed", at=now + dt.timedelta(seconds=n // 7)).pk for n in range(450)]


def test_all_pages_together_show_each_event_once(elm, many):
    seen, before = [], None
    while True:
        found = trail_queries.events(elm, Asked(kind="record", first=build.NOW.date(), before=before))
        seen += [event.pk for event in found.events]
        before = found.older
        if before is None:
            break
    assert [pk for pk in seen if pk in set(many)] == sorted(many, reverse=True)


def test_a_page_holds_50_and_leads_to_older_ones(mo, many):
    shown = text(mo(kind="record"))
    assert shown.count("Changed details") == 50
    assert f"?kind=record&amp;before={many[-50]}" in shown


def test_what_is_new_does_not_move_a_page_that_is_being_read(elm, many, happens):
    edge = trail_queries.events(elm, Asked(kind="record")).older
    before = ids(elm, kind="record", before=edge)
    happens("patient.changed")
    assert ids(elm, kind="record", before=edge) == before


def test_a_page_in_the_middle_uses_the_index(elm, many):
    asked = Asked(before=many[100])
    with CaptureQueriesContext(connection) as queries:
        trail_queries.events(elm, asked)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {queries[-1]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "trail_at" in plan


def test_it_costs_the_same_with_two_and_with_two_hundred(mo, happens, member):
    mo()
    costs = []
    for number in (2, 200):
        for n in range(number):
            happens("patient.opened", who=("asha", "ben", "lena")[n % 3])
        with CaptureQueriesContext(connection) as asked:
            mo()
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "asked",
    [
        {"patient": "' OR 1=1 --"},
        {"person": "9" * 40},
        {"kind": "everything"},
        {"first": "yesterday"},
        {"before": "-1"},
        {"patient": "\x00"},
    ],
)
def test_an_address_that_we_do_not_make_is_not_found(mo, asked):
    assert mo(**asked).status_code == 404


def typed(**chosen) -> dict[str, str]:
    empty = {f"{end}_{part}": "" for end in ("first", "last") for part in ("day", "month", "year")}
    return empty | {"person": "", "kind": "", "patient": ""} | chosen


def test_what_is_chosen_becomes_an_address_of_ids_and_dates(mo, member):
    asha = member("asha").user
    days = {"first_day": "1", "first_month": "3", "first_year": "2026"}
    where = reverse("practice:look-in-trail", args=[ELM])
    answer = mo.client.post(where, typed(person=asha.pk, kind="reading", **days))
    assert answer["Location"] == f"/A81001/trail?person={asha.pk}&kind=reading&first=2026-03-01"


@pytest.mark.parametrize("tab", [TRAIL, DOOR])
def test_days_that_cannot_be_are_said(mo, tab):
    days = {"first_day": "31", "first_month": "2", "first_year": "2026"}
    answer = mo.client.post(reverse(f"practice:look-in-{tab}", args=[ELM]), typed(**days))
    assert answer.status_code == 422
    assert "The first day must be a real date" in text(answer)


def test_the_system_and_links_are_told_apart_from_people(mo, elm, now):
    trail.record("patient.changed", by=build.TEST, now=now, practice=elm)
    assert "Skerry itself (test)" in text(mo())


def test_nothing_of_another_practice_is_on_it(mo, oak, now):
    with in_view([oak]):
        trail.record("kettle.boiled", by=build.TEST, now=now, practice=oak)
    assert "kettle.boiled" not in text(mo())


def at_the_door(name: str, kind: SignInEvent.Kind, at: dt.datetime, place: str = "") -> SignInEvent:
    return trail.at_the_door(kind, now=at, user=User.objects.get(email__startswith=f"{name}@"), place=place)


def doors(elm) -> set[int]:
    return {event.pk for event in trail_queries.sign_ins(elm, Asked()).events}


def test_the_door_shows_this_practices_people_alone(elm, now):
    asha = at_the_door("asha", SignInEvent.Kind.SIGNED_IN, now)
    dev = at_the_door("dev", SignInEvent.Kind.SIGNED_IN, now)
    assert asha.pk in doors(elm)
    assert dev.pk not in doors(elm)


def test_a_leaver_is_shown_until_they_left_and_then_only_what_they_tried_here(elm, member, now):
    left = now - dt.timedelta(days=40)
    before = at_the_door("eve", SignInEvent.Kind.SIGNED_IN, left)
    elsewhere = at_the_door("eve", SignInEvent.Kind.SIGNED_IN, now)
    tried = at_the_door("eve", SignInEvent.Kind.REFUSED, now, f"practice:team {ELM} is not theirs")
    found = doors(elm)
    assert {before.pk, tried.pk} <= found
    assert elsewhere.pk not in found


def test_the_door_says_what_was_refused_in_words(mo, browser_of):
    browser_of("asha").get(reverse("practice:team", args=[ELM]))
    shown = text(mo(DOOR))
    assert "Refused" in shown
    assert "Not in their role: invite people, change roles, end access" in shown


def test_the_door_can_be_narrowed_to_one_person(mo, elm, member, now):
    at_the_door("ben", SignInEvent.Kind.FAILED, now)
    assert "Ben Carter" in text(mo(DOOR, person=member("ben").user_id)).split("<tbody")[1]
    assert "<tbody" not in text(mo(DOOR, person=member("cara").user_id))


@pytest.mark.parametrize("tab", [TRAIL, DOOR])
@pytest.mark.parametrize("who", ["asha", "ben", "lena", "cara"])
def test_only_administrators_read_it(browser_of, tab, who):
    assert browser_of(who).get(reverse(f"practice:{tab}", args=[ELM])).status_code == 403


@pytest.mark.parametrize("tab", [TRAIL, DOOR])
def test_another_practice_is_not_found(browser_of, tab):
    assert browser_of("mo").get(reverse(f"practice:{tab}", args=["A81002"])).status_code == 404


def test_who_has_left_can_still_be_looked_up(mo, member, now):
    end(member=member("asha"), by=member("mo", role=Role.ADMINISTRATOR), now=now)
    assert "Asha Rao" in text(mo())
