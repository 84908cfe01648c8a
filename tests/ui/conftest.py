"""Pieces drawn without a database, and a small stage on which a real browser tries them."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory

from tests.ui.stage import Stage


class Somebody:
    """As much of a signed-in person as a page needs."""

    pk = 7
    name = "Asha Rao"
    is_authenticated = True


@pytest.fixture
def draw() -> Callable[..., str]:
    """`draw("{% include … %}", form=form)`: the piece as the browser gets it."""

    def drawn(source: str, **context) -> str:
        request = RequestFactory().get("/")
        request.user = context.pop("user", Somebody())
        request.csp_nonce = "once"
        return engines["django"].from_string(source).render(context, request)

    return drawn


@pytest.fixture
def stage(draw) -> Iterator[Stage]:
    with Stage(draw, settings.STATIC_ROOT) as running:
        yield running


@pytest.fixture
def browser(stage: Stage, chromium):
    """`browser(viewport=…)`: a browser on the stage, which keeps what its pages complain about."""
    opened = []

    def open_one(**options):
        context = chromium.new_context(base_url=stage.address, **options)
        context.set_default_timeout(10_000)
        context.complaints = []
        context.on("console", lambda said: said.type == "error" and context.complaints.append(said.text))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def show(stage: Stage, browser):
    """`show(source)`: a page of the stage in a browser of its own."""

    def shown(source: str, path: str = "/", context: dict | None = None, **options):
        stage.pages[path] = (source, context or {})
        page = browser(**options).new_page()
        page.goto(path)
        return page

    return shown
