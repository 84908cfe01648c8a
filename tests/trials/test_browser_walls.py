"""Trials 38, 39 and 40: forged forms, headers of every answer, and ways off the site."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import access
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials.writes import ROUTES
from tests.trials.writes_outside import OUTSIDE

POSTED = [name for name, line in access.MATRIX.items() if line.method == "post"]
PAGES = [name for name, line in access.MATRIX.items() if line.method == "get"]


def opener(name: str) -> str:
    """Somebody of Elm whom the matrix lets in."""
    who = access.MATRIX[name].who
    return {"C": "asha", "L": "lena", "O": "cara", "M": "mo", "A": "mo", "K": "ben"}[who[0]]


def open_page(name: str, elm, browser_of, **extra):
    where = reverse(name, kwargs=things_for(ADDRESSES[name], elm))
    line = access.MATRIX[name]
    return getattr(browser_of(opener(name), **extra), line.method)(where, line.data)


MINE = "skerrySKERRY0123456789abcdefghij"  # the secret of one browser
ANOTHERS = MINE[::-1]


def forged(client: Client, where: str, data: dict[str, str], **headers: str) -> set[int]:
    """Without a token, with one of nobody's, with another's; and with the right one, from elsewhere."""
    client.cookies[settings.CSRF_COOKIE_NAME] = MINE
    tokens = ("", "x" * 64, ANOTHERS)
    answers = [client.post(where, data | {"csrfmiddlewaretoken": token}, headers=headers) for token in tokens]
    right, elsewhere = data | {"csrfmiddlewaretoken": MINE}, {"Origin": "https://evil.example.org"}
    answers.append(client.post(where, right, headers=headers | elsewhere))
    return {response.status_code for response in answers}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_38_no_form_is_taken_without_its_token_or_from_elsewhere(name, elm, browser_of):
    client = browser_of(opener(name), enforce_csrf_checks=True)
    where, data = reverse(name, kwargs=things_for(ADDRESSES[name], elm)), access.MATRIX[name].data
    assert forged(client, where, data) <= {403, 405}
    check_headers(client.get(where))  # 39: and every page, refused or not, carries the headers


ANY = {"token": "x" * 32, "number": 1, "kind": "got-it", "uidb36": "1", "key": "set-password", "pk": 1}
ANY |= {"ods_code": "A81001", "who": "me"}


def test_38_nor_one_of_people_without_an_account_or_at_the_door(db):
    """Looked at before the address is, so that any will do; a request in the background is no way round it."""
    outside = sorted(OUTSIDE.keys() - access.BY_MACHINES)
    for name in outside:
        where = reverse(name, kwargs={one: ANY[one] for one in ANY if f"{one}>" in ROUTES[name]})
        for headers in ({}, {"HX-Request": "true"}):
            assert forged(Client(enforce_csrf_checks=True), where, {}, **headers) == {403}, name
    assert len(outside) > 25


def test_38_the_right_token_is_taken(elm, browser_of):
    """This trial would see it."""
    client = browser_of("asha", enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = MINE
    assert client.post("/still-here", {"csrfmiddlewaretoken": MINE}).status_code == 204


def check_headers(response) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "where", ["/nowhere", "/A81001/nowhere", "/account/login/", "/account/password/reset/"]
)
def test_39_pages_without_an_account_carry_them_too(where, db):
    check_headers(Client().get(where))


def test_39_a_failure_carries_them_and_shows_nothing(elm, browser_of, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("Kaminski 9990000018")

    client = browser_of("asha")
    client.raise_request_exception = False
    monkeypatch.setattr("practice.gate.enter", fail)
    response = client.get("/")
    assert response.status_code == 500
    check_headers(response)
    assert b"Kaminski" not in response.content
    assert b"Traceback" not in response.content


def stays_inside(location: str) -> bool:
    """Where a browser would go from here, reading backslashes as it does."""
    gone = urlsplit(urljoin("http://testserver/account/login/", location.replace("\\", "/")))
    return (gone.scheme, gone.netloc) == ("http", "testserver")


ELSEWHERE = [
    "https://evil.example.org/",
    "//evil.example.org",
    "/\\evil.example.org",
    "javascript:alert(1)",
    "%2f%2fevil.example.org",
]


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_40_signing_in_never_leads_off_the_site(next_page, db):
    from tests import build

    data = {"login": "asha@elm.example.org", "password": build.PASSWORD, "next": next_page}
    response = Client().post("/account/login/", data)
    assert response.status_code == 302
    assert stays_inside(response["Location"])


def test_40_a_foreign_host_is_refused(db):
    assert Client().get("/account/login/", HTTP_HOST="evil.example.org").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["//evil.example.org/", "/%2e%2e/etc/passwd", "/static/%2e%2e/manage.py", "/A81001/../A81002/team"],
)
def test_40_tricks_with_the_path_find_nothing(path, browser_of):
    response = browser_of("asha").get(path)
    assert response.status_code == 404 or stays_inside(response["Location"])
