"""The web server is killed with -9 in the middle of each kind of write: nothing of it stands. Killed when its commit is
on the way, it stands whole though nobody was told; sent again under the same key, nothing more happens.

The kinds are found: every form of every page of the matrix, and every address that only takes a press.
"""

import copy
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import Cookie
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from practice import afterwards
from practice.models import Practice, User
from practice.tenancy import in_view
from tests import access, build
from tests.live import sweep
from tests.signing_in import session_of
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials.killing import COMMIT, PLACE, Killable, is_ours
from tests.trials.pages import filled_forms, view_of
from tests.trials.visitor import Visitor

BOOKING = "coaching:book"
SEEN: dict[str, list[str]] = defaultdict(list)  # what was found out about each kind
# Whoever pressed is signed out by it, and so is the second press.
SIGNS_OUT = {"activation:hand-over"}
# Kinds whose forms ask for more than `filled` knows: a date that fits, a file, words that two fields must agree in.
NOT_SENT_AS_FILLED = """
activation:enter-score activation:load-questionnaire activation:load-questionnaire-now activation:note-licence
coaching:add-group coaching:add-words coaching:capacity coaching:finish coaching:goal-end coaching:goal-lapse
coaching:group-person coaching:phrases coaching:right-person coaching:risk-answer coaching:step-told
coaching:supervision insight:activity insight:add-project-measure insight:change-cycle insight:cycle
insight:end-access-request insight:extend-access-request insight:finish-project
insight:hand-over-access-request insight:open-access-request insight:plan-cycle insight:set-chart-limits
insight:set-meeting insight:start-project outreach:add-people-list outreach:add-search outreach:change-search
outreach:network-search outreach:opt-out-back outreach:take-checked patients:change-contact patients:died
patients:imports patients:lift-hold patients:set-hold patients:take-off-disposal patients:withdraw-disposal
prescribing:add-gap prescribing:add-service prescribing:add-source prescribing:answers
prescribing:change-service prescribing:contact-referral prescribing:end-gap prescribing:find-service
prescribing:message-back prescribing:note-answer prescribing:note-service prescribing:offer
prescribing:offer-on prescribing:plan-referral prescribing:refer prescribing:reopen-referral
prescribing:service-places prescribing:upload-services prescribing:workload
"""


@dataclass
class Sent:
    """A form on its way: where it goes, what is in it; and, once it was tried, how it is answered."""

    kind: str
    address: str
    data: dict[str, object]
    status: int = 0
    statements: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether its key is remembered: after an answer that leads on."""
        return "form_key" in self.data and self.status == 302

    @property
    def writes(self) -> bool:
        """More than its key, which is given back after any other answer."""
        return self.status < 400 and self.statements > (
            2 if "form_key" in self.data and not self.is_kept else 0
        )


@pytest.fixture(scope="module")
def web(django_db_setup, django_db_blocker) -> Iterator[Killable]:
    with django_db_blocker.unblock():
        if not is_ours():
            pytest.skip("the tests were given a server, whose settings are not theirs to change")
        with Killable().standing() as site:
            yield site


@pytest.fixture
def elm_for_good(web, django_db_blocker) -> Iterator[Practice]:
    """Elm, and whatever is done is committed and swept away afterwards."""
    with django_db_blocker.unblock():
        try:
            yield Practice.objects.get(ods_code="A81001")
        finally:
            connection.close()
            web.wait_until_gone()  # what is done after an answer, too
            sweep()
            connection.close()


@pytest.fixture(autouse=True)
def _what_comes_after_the_answer_is_no_part_of_it(monkeypatch) -> None:
    """In this process: how many statements write is counted up to the answer, as the real site does them."""
    monkeypatch.setattr(afterwards, "start", lambda _work: None)


def signed_in(web: Killable, name: str) -> tuple[Client, Visitor]:
    """The same session twice: a client in this process, which takes back what it does, and a real browser."""
    email = f"{access.opener(name)}@elm.example.org"
    key = session_of(User.objects.get(email=email))
    client, visitor = Client(), Visitor(web.address)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    visitor.cookies.set_cookie(cookie(settings.SESSION_COOKIE_NAME, key))
    return client, visitor


def cookie(name: str, value: str) -> Cookie:
    at = {"domain": "127.0.0.1", "domain_specified": False, "domain_initial_dot": False}
    path = {"path": "/", "path_specified": True, "port": None, "port_specified": False}
    kept = {"expires": None, "discard": True, "comment": None, "comment_url": None, "rest": {}}
    return Cookie(version=0, name=name, value=value, secure=False, **at, **path, **kept)


def found_on(name: str, client: Client, where: str) -> Iterator[Sent]:
    """The forms of a page; or the address itself, where it only takes a press."""
    line = access.MATRIX[name]
    if line.method == "post":
        yield Sent(name, where, dict(line.data) | with_key(True))
        return
    for action, form in filled_forms(client, where):
        address = urljoin(where, action)
        yield Sent(view_of(address), address, dict(form.filled()) | with_key("form_key" in form.fields))


def with_key(wanted: bool) -> dict[str, object]:
    return {"form_key": str(uuid.uuid4())} if wanted else {}


def try_here(client: Client, sent: Sent) -> None:
    """In this process, and taken back: how it is answered, how many statements write."""
    cookies = copy.copy(client.cookies)
    with transaction.atomic(), connection.cursor() as cursor:
        sent.status = client.post(sent.address, sent.data).status_code
        cursor.execute(PLACE)
        (sent.statements,) = cursor.fetchone()
        transaction.set_rollback(True)
    client.cookies = cookies


def kill_in_the_middle(web: Killable, visitor: Visitor, sent: Sent) -> None:
    """Half-way, and before the last statement: nothing of it stands."""
    before, last = web.state(), sent.statements
    for place in sorted({last // 2 + 1, last}):
        answer = web.kill_at(place, lambda: visitor.post(sent.address, sent.data))
        assert answer is None, f"{sent.kind} never came to statement {place}"
    assert web.changed(before) == []


def kill_at_the_commit(web: Killable, visitor: Visitor, sent: Sent) -> None:
    """All of it stands; with the same key it is answered, and nothing more happens."""
    before = web.state()
    assert web.kill_at(COMMIT, lambda: visitor.post(sent.address, sent.data)) is None
    assert web.changed(before)
    if sent.is_kept:
        stands = web.state()
        answer = visitor.post(sent.address, sent.data)
        assert answer.status == 302
        assert ("/account/login" in answer.where) == (sent.kind in SIGNS_OUT)
        assert web.changed(stands) == []


def try_all(web: Killable, elm: Practice, name: str, only: str = "") -> list[Sent]:
    """Every kind of write that this page offers and that was not tried before, each on a page made anew."""
    tried = []
    while sent := try_next(web, elm, name, only):
        tried.append(sent)
    return tried


def try_next(web: Killable, elm: Practice, name: str, only: str) -> Sent | None:
    with in_view([elm], build.TEST):
        where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    client, visitor = signed_in(web, name)
    visitor.get(where if access.MATRIX[name].method == "get" else "/mine/find")
    for sent in found_on(name, client, where):
        if only not in ("", sent.kind) or not {"killed", "reads"}.isdisjoint(SEEN[sent.kind]):
            continue
        try_here(client, sent)
        SEEN[sent.kind].append("killed" if sent.writes else "reads" if sent.status < 400 else "refused")
        if sent.writes:
            kill_in_the_middle(web, visitor, sent)
            kill_at_the_commit(web, visitor, sent)
            return sent
    return None


def test_a_booking_that_the_web_server_does_not_live_to_finish(web, elm_for_good):
    (sent,) = try_all(web, elm_for_good, BOOKING, only=BOOKING)
    assert sent.is_kept
    sessions = web.by.execute("SELECT count(*) FROM coaching_session").fetchone()
    assert sessions == (1,)


@pytest.mark.fault
@pytest.mark.parametrize("name", sorted(access.MATRIX))
def test_each_kind_of_write_of_each_page(name, web, elm_for_good):
    try_all(web, elm_for_good, name)
    SEEN[""].append(name)


@pytest.mark.fault
def test_no_kind_of_write_was_left_out():
    if len(SEEN[""]) < len(access.MATRIX):
        pytest.skip("only some of the pages were tried")
    never = {kind for kind, seen in SEEN.items() if seen and set(seen) == {"refused"}}
    assert never == set(NOT_SENT_AS_FILLED.split())
