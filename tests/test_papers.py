"""The papers say what is true: each rule of care has its tests, every test and page that is named is there."""

import re

import pytest

from insight import dictionary
from practice.permissions import ROLE_PERMISSIONS, Permission, Role
from tests import papers
from tests.house import ROOT, room_models

CARE = papers.DOCS / "care.md"
LINK = re.compile(r"\]\(([^)\s]+)\)")


def rules() -> dict[int, str]:
    found = papers.sections(CARE, r"### ")
    return {int(title.split(".")[0]): body for title, body in found.items()}


def test_the_thirty_rules_stand_there():
    assert sorted(rules()) == list(papers.RULES)


@pytest.mark.parametrize("number", papers.RULES)
def test_every_rule_has_tests_that_name_it(number):
    assert papers.held()[number], f"no test carries @pytest.mark.care({number})"
    assert papers.said_in(rules()[number]) == papers.held()[number], "docs/care.md and the marks differ"


def test_no_test_that_names_a_rule_is_left_out_of_a_run():
    for name in set().union(*papers.held().values()):
        path, _, test = name.partition("::")
        node = papers.tests_of(path)[test]
        left_out = [word for word in ("skip", "skipif", "xfail", "fault") if list(papers.marks(node, word))]
        assert left_out == [], name


def test_nobody_names_a_rule_that_there_is_not():
    for path in papers.test_files():
        for test in papers.tests_of(path).values():
            assert papers.rules_of(test) <= set(papers.RULES), f"{path}::{test.name}"


@pytest.mark.parametrize("paper", papers.PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_paper_names_is_there(paper):
    text = paper.read_text()
    gone = [":".join(found) for found in papers.NAMED.findall(text) if not papers.exists(*found)]
    assert gone == []
    beside = [link.split("#")[0] for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in beside if not (paper.parent / link).exists()] == []


def test_who_may_do_what_is_said_as_it_is():
    said = (papers.DOCS / "information-governance.md").read_text()
    for permission in Permission:
        cells = ("yes" if permission in ROLE_PERMISSIONS[role] else "–" for role in Role)
        assert f"| {permission.label} | {' | '.join(cells)} |" in said
    assert said.count(" | yes |") + said.count(" | – |") > len(Permission)


@pytest.mark.django_db
def test_the_data_dictionary_is_current():
    current = (papers.DOCS / "data-dictionary.md").read_text() == dictionary.page()
    assert current, "write it anew: .venv/bin/python manage.py data_dictionary"


def test_the_words_of_the_dictionary_are_about_columns_that_there_are():
    named = {
        f"{model.__name__}.{field.name}" for model in room_models() for field in model._meta.local_fields
    }
    named |= {name.partition(".")[2] for name in named}
    assert dictionary.ours().keys() - named == set()
