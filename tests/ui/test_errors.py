"""Error pages help, give nothing away, and stand when nothing else does."""

import pytest
from django.http import Http404
from django.template import Context, Engine, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults

STANDING_ALONE = ("500.html", "503.html")
NAMES = ("400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html", *STANDING_ALONE)


@pytest.mark.parametrize("name", STANDING_ALONE)
def test_it_stands_without_request_settings_or_static_manifest(name: str):
    source = engines["django"].get_template(name).template.source
    html = Engine(builtins=[], libraries={}).from_string(source).render(Context())
    assert "<h1" in html
    assert "{%" not in html


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_to_do_and_nothing_about_what_went_wrong(name: str):
    html = render_to_string(name, {"exception": "A81001 is not theirs", "request_path": "/A81001/patients/7"})
    assert "A81001" not in html
    assert 'href="/"' in html
    assert "<h1" in html


def test_django_s_own_handler_finds_the_page_for_a_crash(rf: RequestFactory):
    answer = defaults.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


def test_a_missing_page_shows_neither_path_nor_exception(rf: RequestFactory):
    request = rf.get("/Z99999/somebody/9990000018")
    answer = defaults.page_not_found(request, Http404("Z99999 is not theirs"))
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert not {"9990000018", "Z99999"} & set(answer.content.decode().replace("<", " ").split())
