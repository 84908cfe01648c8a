"""docs/instruments.md: its example is a questionnaire, and every field of the form stands in it."""

import dataclasses
import json
import re

import pytest

from activation.definition import Definition, Item, Scoring, read
from tests.activation.files import SHIPPED
from tests.house import ROOT

WORDS = (ROOT / "docs" / "instruments.md").read_text()
NAMES = {field.name for form in (Definition, Item, Scoring) for field in dataclasses.fields(form)}


def test_the_example_can_be_loaded():
    (example,) = re.findall(r"```json\n(.*?)```", WORDS, re.DOTALL)
    assert read(json.loads(example)).maximum_raw == 6


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_field_is_described(name):
    assert f"`{name}`" in WORDS


def test_everything_that_is_shipped_is_named():
    assert all(f"| `{path.stem}` |" in WORDS for path in SHIPPED.glob("*.json"))
