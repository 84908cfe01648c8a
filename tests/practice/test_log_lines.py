"""A line of the log says which page, how long, who and whose practice; one number runs through page, trail and task."""

import json
import logging

import pytest
import structlog
from celery import shared_task
from django.conf import settings

from config.celery import app
from config.logs import LOGGING
from practice.access_line import HEADER, send_number_along
from practice.models import TrailEvent
from tests import build


@shared_task(name="tests.breaks")
def breaks() -> None:
    raise ValueError("Quillfeather 9990000018")


@pytest.fixture
def lines(caplog):
    """What is written as JSON while the test runs."""
    written = []
    formatter = LOGGING["formatters"]["json"]
    made = formatter["()"](**{name: value for name, value in formatter.items() if name != "()"})
    handler = logging.Handler()
    handler.emit = lambda record: written.append(json.loads(made.format(record)))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def only(lines, event: str) -> dict:
    (found,) = [line for line in lines if line["event"] == event]
    return found


def test_a_request_leaves_its_page_time_user_and_practice(elm, asha, browser_of, lines):
    patient = build.a_patient(elm, family_name="Quillfeather")
    answer = browser_of("asha").get(f"/A81001/patients/{patient.pk}?text=Quillfeather")
    line = only(lines, "request_finished")
    assert (line["page"], line["method"], line["code"]) == ("patients:record", "GET", 200)
    assert (line["practice"], line["user_id"]) == ("A81001", asha.user_id)
    assert isinstance(line["ms"], int)
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert TrailEvent.objects.get(verb="patient.opened").request_id == line["request_id"]
    assert "Quillfeather" not in str(lines) and f"patients/{patient.pk}" not in str(lines)


def test_a_page_that_breaks_shows_the_number_of_its_line(elm, browser_of, lines, monkeypatch):
    monkeypatch.setattr("practice.views.signs_of_health", lambda _now: breaks())
    browser = browser_of("")
    browser.raise_request_exception = False
    answer = browser.get("/healthz")
    line = only(lines, "request_failed")
    assert (answer.status_code, line["page"]) == (500, "practice:health")
    assert f"say this number: {line['request_id'][:8]}" in answer.content.decode()
    assert line["exception"][0]["type"] == "ValueError" and "Quillfeather" not in str(lines)


def test_the_number_and_nothing_else_goes_to_the_queue():
    headers: dict[str, object] = {}
    with structlog.contextvars.bound_contextvars(request_id="n", ip="198.51.100.7", user_id=3):
        send_number_along(headers=headers)
    assert headers == {HEADER: "n"}


def test_a_task_says_where_it_broke_and_not_why(lines):
    result = breaks.apply(headers={HEADER: "n"}, throw=False)
    assert result.state == "FAILURE"
    failed, finished = only(lines, "task_failed"), only(lines, "task_finished")
    assert failed["request_id"] == finished["request_id"] == "n"
    assert (finished["task"], finished["state"]) == ("tests.breaks", "FAILURE")
    assert failed["exception"][0]["type"] == "ValueError"
    assert "Quillfeather" not in str(lines)


def test_what_celery_says_of_it_itself_stays_out():
    assert settings.LOGGING["loggers"]["celery.app.trace"] == {"level": "CRITICAL"}
    assert app.conf.worker_hijack_root_logger is False
