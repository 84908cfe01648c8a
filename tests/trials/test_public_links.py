"""Every page behind a link: expired, tampered with, for another purpose, of somebody who is gone, pressed again.

Each page is read from the addresses: a new one fails here until there is a way to it in tests/trials/public.py.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from patients.actions.leaving import mark_died, mark_left
from patients.actions.merging import merge
from patients.models import Patient
from practice.actions import end
from practice.models import SignedLink
from practice.tenancy import in_view
from tests import access, build
from tests.conftest import look_at
from tests.things import a_colleague
from tests.trials import public
from tests.trials.pages import forms_in
from tests.trials.state import change

GONE = "This link does not work now"
NO_METHOD = 405
# What no page says once its link leads nowhere: the person, the practice, the service, who works there.
SECRET = ("Webb", "Mary", "Elm", "Oak", "Asha", "Walking group", "07700 900123", "020 7946", "1970", "Molly")


def test_every_page_behind_a_link_has_a_way_to_it():
    assert {asks for _route, asks in public.ROUTES.values()} == set(public.WAYS)
    assert set(public.ROUTES) == access.BY_LINK
    assert set(public.pages(public.PUBLIC)) == set(public.FOR_ANYBODY)
    everything = {name for kind in ("signed", "public", "called", "open", "") for name in public.pages(kind)}
    assert everything == access.OUTSIDE, "a page without an account of a kind that nobody tries"


@pytest.mark.parametrize("purpose", public.WAYS)
def test_this_trial_stands_at_links_that_work(purpose, elm):
    way = public.WAYS[purpose](elm)
    found = {name: way.client.get(way.to(name)).status_code for name in public.of(purpose)}
    assert 200 in found.values() and set(found.values()) <= {200, 302, NO_METHOD, 404}, found


def asked(client: Client, where: str) -> Iterator[HttpResponse]:
    yield client.get(where)
    yield client.post(where, PRESSED)


# What the pages take, all of it: each page finds its own.
PRESSED = {
    "said": "stop_all",
    "answer": "yes",
    "words": "Please ring",
    "easy": "1",
    "chosen": "1",
    "taking": "paused",
    **{f"birth_date_{part}": value for part, value in (("day", "4"), ("month", "5"), ("year", "1970"))},
}


def words_of(response: HttpResponse) -> str:
    """What can be read, without what differs from one request to the next."""
    return " ".join(re.sub(r"<[^>]+>|nonce=\S+", " ", response.content.decode()).split())


def is_gone(response: HttpResponse) -> bool:
    """The one page that every dead link has, or no answer to this way of asking."""
    if response.status_code == NO_METHOD:
        return not response.content
    said = words_of(response)
    return response.status_code == 404 and GONE in said and not [one for one in SECRET if one in said]


def tampered(token: str) -> dict[str, str]:
    """The token as somebody, or a mail program, changed it."""
    other = {place: "A" if token[place] != "A" else "B" for place in (0, len(token) // 2, len(token) - 1)}
    changed = {f"letter {place}": token[:place] + new + token[place + 1 :] for place, new in other.items()}
    return changed | {
        "cut": token[:-1],
        "longer": token + "A",
        "twice": token * 2,
        "turned": token.swapcase(),
        "a space": token + "%20",
        "a NUL": token + "%00",
        "another's": "A" * 32,
    }


@pytest.mark.care(14)
@pytest.mark.parametrize("purpose", public.WAYS)
def test_a_link_that_was_changed_leads_nowhere(purpose, elm, oak):
    """Nor does the link of every other purpose at this one's pages."""
    way = public.WAYS[purpose](elm)
    tokens = tampered(way.token)
    tokens |= {other: make(elm).token for other, make in public.WAYS.items() if other != purpose}
    with change() as changed:
        wrong = [
            (name, what, answer.status_code)
            for name in public.of(purpose)
            for what, token in tokens.items()
            for answer in asked(way.client, way.to(name, "x").replace("/x", f"/{token}", 1))
            if not is_gone(answer)
        ]
    assert wrong == []
    assert not changed


ENDED: dict[str, Callable[[SignedLink], None]] = {
    "expired": lambda link: SignedLink.objects.filter(pk=link.pk).update(expires_at=build.NOW),
    "revoked": lambda link: SignedLink.objects.filter(pk=link.pk).update(
        revoked_at=build.NOW, revoked_by=a_colleague(link.practice)
    ),
    "about something else": lambda link: SignedLink.objects.filter(pk=link.pk).update(subject_id=2**40),
    "about another kind": lambda link: SignedLink.objects.filter(pk=link.pk).update(
        subject_type="practice.practice"
    ),
}


@pytest.mark.care(14)
@pytest.mark.parametrize("purpose", public.WAYS)
def test_a_link_that_has_ended_leads_nowhere(purpose, elm):
    way = public.WAYS[purpose](elm)
    link = SignedLink.objects.latest("pk")
    for how, ends in ENDED.items():
        with transaction.atomic():
            ends(link)
            with change() as changed:
                wrong = [
                    (name, how, answer.status_code)
                    for name in public.of(purpose)
                    for answer in asked(way.client, way.to(name))
                    if not is_gone(answer)
                ]
            assert wrong == [] and (not changed or how.startswith("about"))
            transaction.set_rollback(True)


def another_record(patient: Patient) -> None:
    """Theirs becomes part of another one."""
    kept, gone = build.a_patient(patient.practice), Patient.objects.get(pk=patient.pk)
    by = a_colleague(patient.practice)
    merge(kept=kept, gone=gone, take=(), versions=(kept.version, gone.version), by=by, now=build.NOW)


DAY = build.NOW.date()
HAPPENED: dict[str, Callable[[Patient], object]] = {
    "died": lambda one: mark_died(patient=one, died_on=DAY, by=a_colleague(one.practice), now=build.NOW),
    "left": lambda one: mark_left(
        patient=one, left_on=DAY, left_for="", by=a_colleague(one.practice), now=build.NOW
    ),
    "restricted": lambda one: Patient.objects.filter(pk=one.pk).update(restricted=True),
    "another record": another_record,
}
# Where a link goes on all the same, and why.
GOES_ON = {
    ("measure", "restricted"): "its pages name neither the person nor the practice",
    ("measure", "another record"): "it goes on with the record that was kept",
    ("provider", "restricted"): "they agreed to it; the page does not say which practice it is",
    ("provider", "another record"): "it goes on with the record that was kept",
    ("got_there", "another record"): "it goes on with the record that was kept",
    ("reply", "another record"): "it goes on with the record that was kept",
    ("invitation", "another record"): "it goes on with the record that was kept",
}
STAYS = {"prescribing:provider-thanks"}  # it arrived: nothing of anybody
OF_SOMEBODY = [purpose for purpose in public.WAYS if purpose != "calendar"]


@pytest.mark.care(13, 14, 22)
@pytest.mark.parametrize("purpose", OF_SOMEBODY)
@pytest.mark.parametrize("happened", HAPPENED)
def test_what_happened_to_the_person_shuts_their_links(purpose, happened, elm):
    way = public.WAYS[purpose](elm)
    assert way.patient is not None
    HAPPENED[happened](way.patient)
    found = {}
    with change() as changed:
        for name in public.of(purpose):
            answers = [one for one in asked(way.client, way.to(name)) if not is_gone(one)]
            hides = happened != "another record"
            assert not [one for one in answers if hides and tells(one)], name
            if answers and name not in STAYS:
                found[name] = [one.status_code for one in answers]
    assert bool(found) == ((purpose, happened) in GOES_ON), found
    assert found or not changed


def tells(answer: HttpResponse) -> list[str]:
    """Where it comes from; the words that the person agreed to share are theirs."""
    return [one for one in ("Elm", "Asha", "020 7946") if one in words_of(answer)]


def test_a_calendar_gets_nothing_once_its_owner_works_here_no_more(elm, member):
    way = public.a_calendar(elm)
    assert way.client.get(way.to("coaching:calendar-feed")).status_code == 200
    end(member=way.member, by=member("mo"), now=build.NOW)
    assert is_gone(way.client.get(way.to("coaching:calendar-feed")))


@pytest.mark.parametrize("purpose", public.WAYS)
def test_a_link_opens_its_own_practice_alone(purpose, elm, oak):
    """Another practice's link is as good at its pages, and shows nothing of ours."""
    ours = public.WAYS[purpose](elm)
    with in_view([oak], build.TEST):
        theirs = public.WAYS[purpose](oak)
    look_at(elm)
    with change() as changed:
        for name in public.of(purpose):
            said = words_of(theirs.client.get(theirs.to(name)))
            assert "Elm Surgery" not in said, name
        theirs.client.post(theirs.to(public.of(purpose)[0]), PRESSED)
    assert [row for _table, row in changed.came if f'"practice_id": {elm.pk},' in row] == []
    assert ours.token != theirs.token


# --- pressed twice ---------------------------------------------------------------------------------------------


Press = dict[str, list[str]]


def presses_of(text: str) -> list[tuple[str, Press]]:
    """Each button of each form of the page, the form filled in; where it would be sent."""
    found = []
    for form in forms_in(text):
        buttons = {name: field for name, field in form.fields.items() if field.kind == "button"}
        filled = {name: value for name, value in form.filled().items() if name not in buttons}
        areas = [name for name, field in form.fields.items() if field.kind == "textarea"]
        filled |= {name: ["Please ring"] for name in areas if not filled[name][0].strip()}
        chosen = [{name: [value]} for name, field in buttons.items() for value in field.values]
        found += [(form.action, filled | press) for press in chosen or [{}]]
    return found


def presses(client: Client, where: str) -> list[tuple[str, Press]]:
    answer = client.get(where)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return []
    return [(urljoin(where, to), data) for to, data in presses_of(answer.content.decode())]


# What says when it was said last, and how often: a second press says it again.
SAID_AGAIN = re.compile(r'"(version|capacity_said_at|changed_at)": [^,}]+')


def plain(rows) -> list[str]:
    return sorted(f"{table} {SAID_AGAIN.sub('', row)}" for table, row in rows)


@pytest.mark.parametrize("purpose", OF_SOMEBODY)
def test_17_each_button_behind_a_link_pressed_twice_is_pressed_once(purpose, elm):
    way, tried = public.WAYS[purpose](elm), 0
    for name in public.of(purpose):
        for where, press in presses(way.client, way.to(name)):
            with transaction.atomic():
                first = way.client.post(where, press)
                with change() as changed:
                    second = way.client.post(where, press)
                same = (first.status_code, first.headers.get("Location"))
                assert same == (second.status_code, second.headers.get("Location")), (name, press)
                assert plain(changed.came) == plain(changed.went), (name, press)
                tried += first.status_code == 302
                transaction.set_rollback(True)
            cache_forgets()
    assert tried >= 1


@pytest.mark.parametrize(
    ("purpose", "page"), [("reply", "reminders:reply-stop"), ("invitation", "outreach:invite-stop")]
)
def test_17_messages_wanted_again_twice_are_wanted_again(purpose, page, elm):
    """A button that is there only after another one."""
    way = public.WAYS[purpose](elm)
    for said in ("stop_all", "again", "again"):
        answer = way.client.post(way.to(page), {"said": said})
        assert (answer.status_code, answer.headers.get("Location")) == (302, way.to(page)), said


def cache_forgets() -> None:
    """Each press of this trial is the first of somebody."""
    cache.clear()
