"""What production refuses before it starts: all of it at once, in words, each with what to do."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from config import celery, unsafe
from practice import readiness, startup
from tests.live import ROOT

LONG = "Xk3_pQ9-vT2mZ8wL5rB7nC4yH6jD1fG0sA-uE_iO"
SAFE = {
    "PUBLIC_URL": "https://skerry.elm.nhs.uk",
    "SECRET_KEY": LONG,
    "EMAIL_HOST": "mail.elm.nhs.uk",
    "EMAIL_FROM": "skerry@elm.nhs.uk",
    "DATABASE_URL": f"postgresql://skerry_web:{LONG}@db:5432/skerry",
    "REDIS_URL": f"redis://:{LONG}@redis:6379/0",
}
TABLE = [
    ({"PUBLIC_URL": "http://skerry.elm.nhs.uk"}, "PUBLIC_URL does not begin with https://"),
    ({"PUBLIC_URL": ""}, "PUBLIC_URL is not set."),
    ({"PUBLIC_URL": "skerry.elm.nhs.uk"}, "PUBLIC_URL does not begin with https://"),
    ({"PUBLIC_URL": "https://*"}, "PUBLIC_URL names no one host"),
    ({"PUBLIC_URL": "https://*.nhs.uk"}, "PUBLIC_URL names no one host"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    ({"SECRET_KEY": LONG[:30]}, "SECRET_KEY is short, or one that others know"),
    ({"SECRET_KEY": "abc" * 20}, "SECRET_KEY is short, or one that others know"),
    ({"SECRET_KEY": f"django-insecure-{LONG}"}, "SECRET_KEY is short, or one that others know"),
    ({"SECRET_KEY": f"only-for-tests-{LONG}"}, "SECRET_KEY is short, or one that others know"),
    ({"SECRET_KEY_FALLBACKS": f"{LONG},old"}, "SECRET_KEY_FALLBACKS holds a key that is short"),
    ({"DEBUG": "1"}, "DEBUG is on"),
    ({"DJANGO_DEBUG": "True"}, "DJANGO_DEBUG is on"),
    ({"SKERRY_CLOCK_SHIFT": "-60"}, "SKERRY_CLOCK_SHIFT moves the clock"),
    ({"SKERRY_MFA_REQUIRED": "no"}, "nobody has written down why"),
    ({"SKERRY_MFA_REQUIRED": "off", "SKERRY_MFA_OFF_BECAUSE": "trial"}, "nobody has written down why"),
    ({"EMAIL_HOST": ""}, "EMAIL_HOST is not set"),
    ({"EMAIL_FROM": ""}, "EMAIL_FROM is not an address of yours"),
    ({"EMAIL_FROM": "skerry@example.org"}, "EMAIL_FROM is not an address of yours"),
    ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
    ({"SKERRY_ROLE": "worker"}, "DATABASE_WORKER_URL is not set"),
    ({"DATABASE_URL": "postgresql://skerry_web@db/skerry"}, "The password in DATABASE_URL is missing"),
    ({"DATABASE_URL": "postgresql://skerry_web:postgres@db/skerry"}, "The password in DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://a-long-log-in:a-long-log-in@db/skerry"}, "The password in DATABASE_URL"),
    (
        {"DATABASE_OWNER_URL": "postgresql://o:changeme-please@db/skerry"},
        "The password in DATABASE_OWNER_URL",
    ),
    ({"REDIS_URL": "redis://redis:6379/0"}, "REDIS_URL reaches over the network without a password"),
    ({"REDIS_URL": "redis://:redis@redis:6379/0"}, "REDIS_URL reaches over the network without a password"),
    ({"SKERRY_ROLE": "worker", "REDIS_URL": ""}, "REDIS_URL is not set"),
    (
        {"REMINDERS_TEXT_PROVIDER": "reminders.providers.FileProvider"},
        "REMINDERS_TEXT_PROVIDER writes messages",
    ),
    ({"REMINDERS_EMAIL_PROVIDER": "tests.reminders.carriers.Carrier"}, "REMINDERS_EMAIL_PROVIDER writes"),
]
FINE = [
    {},
    {"SKERRY_MFA_REQUIRED": "no", "SKERRY_MFA_OFF_BECAUSE": "Smartcards in front of it: M Haddad, May 2026"},
    {"DATABASE_URL": "postgresql://skerry_web@/skerry?host=/run/postgresql"},
    {"DATABASE_URL": "postgresql://skerry_web@db/skerry?sslcert=/run/web.crt"},
    {"REDIS_URL": "redis://127.0.0.1:6379/0"},
    {"REDIS_URL": "unix:///run/redis.sock"},
    {"REDIS_URL": ""},
    {
        "SKERRY_ROLE": "owner",
        "DATABASE_OWNER_URL": f"postgresql://o:{LONG}@db/skerry",
        "EMAIL_HOST": "",
        "EMAIL_FROM": "",
    },
]


@pytest.mark.parametrize(("change", "says"), TABLE, ids=[str(change) for change, _says in TABLE])
def test_refused_in_words(change, says):
    found = unsafe.refused("production", SAFE | change)
    assert [what for what, _do in found if says in what], found
    assert all(do.strip() for _what, do in found)


@pytest.mark.parametrize("change", FINE, ids=str)
def test_nothing_is_refused_that_is_fine(change):
    assert unsafe.refused("production", SAFE | change) == []


@pytest.mark.parametrize(
    ("mode", "url", "fine"),
    [
        ("demo", "http://127.0.0.1:8000", True),
        ("demo", "http://localhost:8000", True),
        ("test", "", True),
        ("demo", "https://skerry.elm.nhs.uk", False),
        ("test", "http://192.0.2.7:8000", False),
    ],
)
def test_a_demo_is_for_this_machine_alone(mode, url, fine):
    assert (unsafe.refused(mode, {"PUBLIC_URL": url}) == []) is fine


def test_what_may_be_meant_is_advice():
    said = " ".join(what for what, _do in unsafe.advised({"SKERRY_PROXIES": "0", "DATABASE_OWNER_URL": "x"}))
    for word in ("in a crisis", "SKERRY_CRISIS_LINE", "text messages", "owner's log-in", "SKERRY_PROXIES"):
        assert word in said
    checked = {"SKERRY_CRISIS_CHECKED": "Mo", "SKERRY_CRISIS_LINE": "111", "NOTIFY_API_KEY": "x"}
    assert unsafe.advised(checked) == []


def started(*command: str, **change: str) -> subprocess.CompletedProcess[str]:
    """A process in production, before the tests' own database."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SKERRY_", "DATABASE_"))
    }
    ours = {"DATABASE_URL": os.environ["DATABASE_URL"], "SKERRY_MODE": "production"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | SAFE | ours | change,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_site_says_everything_at_once_and_does_not_start(django_db_setup):
    done = started("-c", "import config.wsgi", PUBLIC_URL="http://elm.example", DEBUG="1", EMAIL_HOST="")
    assert done.returncode == 1
    for words in (
        "3 things are unsafe",
        "1. PUBLIC_URL",
        "DEBUG is on",
        "EMAIL_HOST is not set",
        "docs/deploy.md",
    ):
        assert words in done.stderr


def test_ready_tells_an_operator_the_same_and_what_only_the_database_knows(django_db_setup):
    done = started("manage.py", "ready", PUBLIC_URL="http://elm.example")
    assert done.returncode == 1, done.stderr
    for words in ("PUBLIC_URL does not begin", "accounts of the demo", "Nobody has checked whom pages tell"):
        assert words in done.stdout
    assert "Traceback" not in done.stderr


@pytest.fixture
def as_owner(monkeypatch):
    """The questions go to the database as the tables' owner, who may break things; all of it is rolled back."""
    owner = connections["owner"]
    monkeypatch.setattr(readiness, "connection", owner)
    with transaction.atomic(using="owner"):
        yield owner.cursor().execute
        transaction.set_rollback(True, using="owner")


HARM = [
    ("SELECT 1", readiness.log_in, "owns the tables"),
    ("DELETE FROM django_migrations WHERE app = 'reminders'", readiness.tables, "reminders 0001_first"),
    ("ALTER TABLE reminders_receipt DISABLE ROW LEVEL SECURITY", readiness.walls, "reminders_receipt"),
    ("SELECT 1", readiness.people, "accounts of the demo"),
    ("UPDATE practice_heartbeat SET at = at - interval '1 day'", readiness.clockwork, "No round of messages"),
]


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize(
    ("harm", "check", "says"), HARM, ids=[check.__name__ for _harm, check, _says in HARM]
)
def test_what_only_the_database_tells(as_owner, harm, check, says):
    as_owner(harm)
    assert [what for what, _do in check() if says in what]


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_worker_with_the_owner_s_log_in_does_not_start(as_owner):
    """Celery goes on after whatever else a signal raises."""
    with pytest.raises(SystemExit, match="owns the tables"):
        celery.check()


def test_a_log_that_quotes_people_is_advised_against(db, monkeypatch):
    assert list(readiness.log()) == []
    monkeypatch.setattr(readiness, "LOGGED", "SELECT 'error', '-1'")  # only a superuser may set these
    assert "quotes statements that fail" in next(readiness.log())[0]


def test_a_clock_that_is_far_away_is_refused_and_a_little_off_is_advised(db, monkeypatch):
    for seconds, refused in (
        (0, []),
        (30, []),
        (90, ["This machine's clock is 90 s ahead of the database's."]),
    ):
        now = readiness.apart_by()
        monkeypatch.setattr(readiness, "apart_by", lambda off=seconds, now=now: off + now)
        assert [what for what, _do in readiness.server()] == refused
        monkeypatch.undo()


def test_the_web_log_in_and_the_tables_as_migrated_are_fine(db):
    assert [*readiness.log_in(), *readiness.server(), *readiness.tables(), *readiness.walls()] == []
    startup.refuse_unsafe()


def test_in_production_the_database_stops_the_start(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match=r"Skerry does not start.\n1. .*accounts of the demo"):
        startup.refuse_unsafe()
