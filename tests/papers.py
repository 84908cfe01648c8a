"""What stands in the papers and in the tests, read without running either."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import ROOT

DOCS = ROOT / "docs"
PAPERS = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
RULES, TRIALS = range(1, 31), range(1, 47)


@functools.cache
def tests_of(path: str) -> dict[str, ast.FunctionDef]:
    """The tests of one file, by name."""
    tree = ast.parse((ROOT / path).read_text())
    return {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def exists(path: str, name: str = "") -> bool:
    return (ROOT / path).is_file() and (not name or name in tests_of(path))


def test_files() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py"))


def marks(test: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    """The marks of this name that a test carries."""
    for mark in test.decorator_list:
        called = mark.func if isinstance(mark, ast.Call) else mark
        if ast.unparse(called) == f"pytest.mark.{name}":
            yield mark


def rules_of(test: ast.FunctionDef) -> set[int]:
    """The rules of care that a test says it holds."""
    return {
        ast.literal_eval(number)
        for mark in marks(test, "care")
        if isinstance(mark, ast.Call)
        for number in mark.args
    }


@functools.cache
def held() -> dict[int, set[str]]:
    """Rule: the tests that name it."""
    found: dict[int, set[str]] = {number: set() for number in RULES}
    for path in test_files():
        for name, test in tests_of(path).items():
            for number in rules_of(test):
                found[number].add(f"{path}::{name}")
    return found


def sections(path: Path, heading: str) -> dict[str, str]:
    """The text under each heading that begins so, by what follows it."""
    parts = re.split(rf"^{heading}(.+)$", path.read_text(), flags=re.MULTILINE)[1:]
    bodies = [re.split(r"^#{1,3} ", body, maxsplit=1, flags=re.MULTILINE)[0] for body in parts[1::2]]
    return dict(zip(parts[::2], bodies, strict=True))


def said_in(body: str) -> set[str]:
    """The tests that a text names, as path::name."""
    return {f"{path}::{name}" for path, name in NAMED.findall(body) if name}
