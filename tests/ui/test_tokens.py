"""A button that was drawn without the page's token looks right and is refused when it is pressed."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')
SHUT_OFF = [
    (page.relative_to(TEMPLATES).as_posix(), piece)
    for page in TEMPLATES.rglob("*.html")
    for piece, how in INCLUDE.findall(page.read_text())
    if how.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in how
]


def needs_token(piece: str) -> bool:
    """Itself, or something that it includes."""
    words = (TEMPLATES / piece).read_text()
    return "csrf_token" in words or any(needs_token(inner) for inner, _how in INCLUDE.findall(words))


@pytest.mark.parametrize(("page", "piece"), sorted(set(SHUT_OFF)))
def test_no_piece_that_needs_the_token_is_shut_off_from_it(page: str, piece: str):
    assert not needs_token(piece), f"{page} includes {piece} with `only`, which carries no token"
