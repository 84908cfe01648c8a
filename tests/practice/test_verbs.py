"""Everything that leaves a trail can be said in plain English."""

import ast
import functools
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from patients.models.care import Noted
from practice import verbs
from tests import house

VERB = re.compile(r"[a-z_]+\.[a-z_]+")
RECORDS = {"record", "read", "open_record"}


def is_no_verb(text: str) -> bool:
    """The name of a model or of a module looks the same."""
    label, _dot, name = text.partition(".")
    if label not in house.ROOMS:
        return False
    return name in apps.get_app_config(label).models or bool(importlib.util.find_spec(text))


def words_of(node: ast.AST | None) -> Iterator[str]:
    for part in ast.walk(node) if node else ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and VERB.fullmatch(part.value):
            yield part.value


def verbs_in(path: Path) -> Iterator[str]:
    """In actions every word of this shape; elsewhere those handed to what records."""
    tree = house.tree(path)
    if "actions" in path.parts or path.name == "actions.py":
        yield from words_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in RECORDS and node.args:
                yield from words_of(node.args[0])
            yield from (w for k in node.keywords if k.arg == "verb" for w in words_of(k.value))
        if isinstance(node, ast.FunctionDef):
            for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                yield from words_of(default) if argument.arg == "verb" else ()


# Verbs that are put together when they are recorded, and from what.
MADE = {
    "activation/actions/measurement.py": [
        verb for verb in verbs.SENTENCES[verbs.Kind.MEASURES] if verb.startswith("measurement.")
    ],
    "patients/actions/noting.py": [f"{thing}.{what}" for thing in verbs.NOTED for what in ("noted", "ended")]
    + ["consent.withdrawn"],
    "patients/actions/reaching.py": [
        f"contactpoint.{what}" for what in ("added", "changed", "confirmed", "ended")
    ],
}


def puts_together(path: Path) -> bool:
    """Whether a verb here is no plain word."""
    calls = (node for node in ast.walk(house.tree(path)) if isinstance(node, ast.Call) and node.args)
    return any(
        isinstance(call.args[0], ast.JoinedStr) and getattr(call.func, "attr", "") == "record"
        for call in calls
    )


def test_a_verb_that_is_put_together_is_on_the_list():
    assert {house.short(path) for path in house.python_files() if puts_together(path)} == set(MADE)


@pytest.mark.parametrize("verb", [verb for made in MADE.values() for verb in made])
def test_every_verb_that_is_put_together_is_said_in_plain_english(verb):
    assert verbs.is_said(verb)


def test_everything_that_can_be_noted_is_on_the_list():
    assert {model._meta.model_name for model in Noted.__subclasses__()} == set(verbs.NOTED)


@functools.cache
def found() -> dict[str, str]:
    return {
        verb: house.short(path)
        for path in house.python_files()
        for verb in verbs_in(path)
        if not is_no_verb(verb)
    }


def test_every_verb_is_said_in_plain_english():
    """Where each stands that practice/sentences.py has no sentence for."""
    assert {verb: where for verb, where in found().items() if not verbs.is_said(verb)} == {}


def test_verbs_are_found_at_all():
    assert {"patient.opened", "patient.added", "member.ended", "invitation.failed"} <= set(found())


def test_an_unknown_verb_shows_itself():
    assert verbs.sentence("kettle.boiled") == "kettle.boiled"


def test_no_verb_stands_twice():
    every = [verb for said in verbs.SENTENCES.values() for verb in said]
    assert len(every) == len(set(every))


def test_sentences_read_like_sentences():
    assert all(
        words[0].isupper() and words[-1].isalpha()
        for said in verbs.SENTENCES.values()
        for words in said.values()
    )
