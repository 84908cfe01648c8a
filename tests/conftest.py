"""The cast of every test, and the moment at which each test stands."""

import datetime as dt
import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from whitenoise.base import WhiteNoise

from practice import afterwards, flood
from practice import clock as clock_module
from practice.models import Membership, Practice
from practice.tenancy import set_view
from tests import build, sweeping
from tests.browser import Browser
from tests.signing_in import session_of

pytest_plugins = ["tests.live"]

# The same cases every time, so that what is green stays green; `ARGS=--hypothesis-profile=searching` looks for others.
# How long they take on a busy machine says nothing.
steady = drawing(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
drawing.register_profile("steady", steady)
drawing.register_profile("searching", steady, derandomize=False, max_examples=1000)
drawing.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """Migrate as the owner, then let the cast move in: tests themselves run as the web log-in."""
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        build.cast()
        sweeping.keep()
    yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """Every new test client would walk through them again, which took two thirds of its first request."""
    found: dict[tuple[str, str], dict] = {}
    walk = WhiteNoise.update_files_dictionary

    def walk_once(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            walk(self, root, prefix)
            found[root, prefix] = dict(self.files)
        self.files.update(found[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", walk_once)
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is not named after a file's bytes: they differ by the second (a workbook knows when it was made),
    and workers beside each other must all know a test by one name."""
    return argname if isinstance(val, bytes | bytearray) else None


LONG = ("tests/journeys/", "tests/launch/", "tests/trials/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that at the end no worker waits for the last file of another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Ten thousand tests stay until the end: looking through them for rubbish again and again finds none."""
    gc.collect()
    gc.freeze()


class Clock:
    """Stands still at Monday 2 March 2026, 09:00, until a test moves it."""

    def __init__(self) -> None:
        self.moment = build.NOW

    def now(self) -> dt.datetime:
        return self.moment

    def move(self, **by: float) -> dt.datetime:
        self.moment += dt.timedelta(**by)
        return self.moment


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(clock_module, "now", standing.now)
    monkeypatch.setattr(clock_module, "at", lambda _moment: standing.now())
    return standing


@pytest.fixture(autouse=True)
def _afterwards_is_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits until an answer has gone out is done in the same thread, inside the test's transaction."""
    monkeypatch.setattr(afterwards, "start", lambda work: work())


@pytest.fixture(autouse=True)
def _nobody_has_come_yet() -> None:
    """All tests come from one place, and faster than anybody."""
    flood.counts.of.clear()


@pytest.fixture
def now(clock: Clock) -> dt.datetime:
    return clock.now()


def look_at(*practices: Practice) -> None:
    """Put these practices in view for the rest of the test, as a request would."""
    set_view(practices=",".join(str(p.pk) for p in practices), actor="system:test", user="")


@pytest.fixture
def elm(db: None) -> Practice:
    """Elm Surgery, in view."""
    practice = Practice.objects.get(ods_code="A81001")
    look_at(practice)
    return practice


@pytest.fixture
def oak(db: None) -> Practice:
    """Oak Surgery; not in view unless the test looks at it."""
    return Practice.objects.get(ods_code="A81002")


@pytest.fixture
def member(elm: Practice):
    """`member("asha")`: a person's membership at Elm, or at the practice given."""

    def find(name: str, practice: Practice = elm, role: str = "") -> Membership:
        found = Membership.objects.filter(user__email__startswith=f"{name}@", practice=practice)
        return (
            (found.filter(role=role) if role else found).select_related("practice", "user").order_by("pk")[0]
        )

    return find


@pytest.fixture
def asha(member) -> Membership:
    return member("asha")


@pytest.fixture
def browser_of(db: None):
    """`browser_of("asha")`: a signed-in test client; `browser_of("")` is nobody."""

    def open_for(name: str, **kwargs) -> Client:
        client = Browser(**kwargs)
        if name:
            from practice.models import User

            user = User.objects.get(email__startswith=f"{name}@")
            client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        return client

    return open_for


@pytest.fixture(scope="session")
def owner_sql(django_db_setup: None):
    """Run SQL as the owner of the tables, outside every test's transaction: for asking the catalogue."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:

        def run(sql: str, params: list | None = None) -> list[tuple]:
            cursor = owner.execute(sql, params)
            return cursor.fetchall() if cursor.description else []

        yield run
