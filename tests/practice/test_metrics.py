"""What a machine that watches hears: numbers by the names of pages, to whoever shows the token; nothing of anybody."""

import os
import re
import subprocess
import sys

import pytest
from django.db import OperationalError
from django.test import Client

from practice import counting, metrics
from tests import build, house

TOKEN = "only-for-these-tests"
RULES = house.ROOT / "docs" / "deploy" / "alerts.yml"
DOCUMENT = house.ROOT / "docs" / "watching.md"
NAME = re.compile(r"\bskerry_[a-z_]+")


@pytest.fixture
def watcher(settings) -> Client:
    settings.METRICS_TOKEN = TOKEN
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


def said(client: Client) -> str:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return answer.content.decode()


def value(text: str, name: str) -> float:
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)[1])


def names(text: str) -> set[str]:
    """Figures, and what Prometheus puts behind a histogram's name."""
    return set(re.findall(r"^(?:# TYPE )?(skerry_\w+)", text, re.MULTILINE))


def test_without_a_token_nothing_is_there(db, client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_only_the_token_opens(shown, watcher, client, db):
    assert client.get("/metrics", headers={"authorization": shown}).status_code == 401


def test_requests_are_counted_by_the_name_of_their_page(elm, watcher, browser_of):
    patient = build.a_patient(elm, family_name="Quillfeather")
    line = 'skerry_requests_total{code="200",method="GET",page="patients:record"}'
    before = said(watcher)
    browser_of("asha").get(f"/A81001/patients/{patient.pk}")
    after = said(watcher)
    assert value(after, line) == (value(before, line) if line in before else 0) + 1
    assert value(after, 'skerry_request_seconds_count{page="patients:record"}') >= 1


def test_what_somebody_types_into_an_address_is_no_label(elm, watcher, client):
    for path in (
        "/Quillfeather/9990000018",
        "/A81001/patients/Quillfeather?text=9990000018",
        "/static/Quillfeather.js",
    ):
        client.get(path)
    client.generic("QUILLFEATHER", "/mine/today")
    text = said(watcher)
    assert "quillfeather" not in text.lower() and "9990000018" not in text
    assert 'page="none"' in text and 'page="static"' in text and 'method="other"' in text


def test_a_refused_sign_in_is_counted(elm, watcher, client):
    before = said(watcher)
    client.post("/account/login/", {"login": "asha@elm.example.org", "password": "wrong"})
    line = 'skerry_sign_ins_total{what="failed"}'
    assert value(said(watcher), line) == (value(before, line) if line in before else 0) + 1


def test_messages_and_lists_of_every_practice_are_counted(elm, oak, watcher):
    text = said(watcher)
    assert value(text, 'skerry_messages_settled_lately{outcome="sent"}') == 0
    assert value(text, "skerry_messages_due") == 0
    assert value(text, 'skerry_imports_waiting{step="checking"}') == 0
    assert value(text, 'skerry_round_age_seconds{round="tick"}') == 0
    assert (
        value(text, "skerry_database_connections_most")
        > value(text, 'skerry_database_connections{log_in="skerry_web"}')
        >= 1
    )


def test_where_the_database_is_away_it_says_so(watcher, monkeypatch, db):
    def away(_now):
        raise OperationalError("no")

    monkeypatch.setattr(metrics, "asked", away)
    text = said(watcher)
    assert value(text, "skerry_database_answers") == 0
    assert "skerry_requests_total" in text and "skerry_messages_due" not in text


@pytest.mark.parametrize("path", [RULES, DOCUMENT], ids=["alerts", "document"])
def test_what_the_papers_name_exists(path, elm, watcher, browser_of):
    browser_of("asha").get("/mine/today")
    counting.POOL.labels("busy").set(1)  # tests have no pool
    counting.count_at_the_door("signed_in")
    known = names(said(watcher))
    named = set(NAME.findall(path.read_text()))
    assert len(named) > 5
    assert named - known == set()


def test_the_document_names_all_of_them(elm, watcher, browser_of):
    browser_of("asha").get("/mine/today")
    families = set(re.findall(r"^# TYPE (skerry_\w+)", said(watcher), re.MULTILINE))
    shown = {name for name in families if not name.endswith("_created")}
    assert shown - set(NAME.findall(DOCUMENT.read_text())) == set()


# Two workers, one after the other, each forked from a master that counts nothing.
WORKERS = """
import os
import django
django.setup()
from prometheus_client import generate_latest
from practice import counting
for _worker in range(2):
    child = os.fork()
    if child == 0:
        counting.count_at_the_door("signed_in")
        os._exit(0)
    os.waitpid(child, 0)
print(generate_latest(counting.counted_here()).decode())
"""


def test_a_process_goes_on_where_an_ended_one_stopped(tmp_path):
    """Workers come and go; there are never more files than workers at once, and nothing is counted anew."""
    ours = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", WORKERS]
    environment = {**os.environ, **ours}
    ran = subprocess.run(command, cwd=house.ROOT, env=environment, check=True, capture_output=True, text=True)
    assert value(ran.stdout, 'skerry_sign_ins_total{what="signed_in"}') == 2
    assert len(list(tmp_path.glob("counter_*.db"))) == 1
