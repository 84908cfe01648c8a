"""The rules of the house, as tests: what a newcomer would have to be told, the build says."""

import ast
import importlib
import inspect
import re
import subprocess

import pytest
from django.db import models

from insight.field_classes import classes_of, said_twice
from practice.models import NetworkKey, PracticeKey
from tests import house

# Addresses of django-allauth: its own views, reached without a membership.
SIGN_IN = re.compile(r"^(account_|mfa_)")
# No row policy, and why.
WITHOUT_POLICY = {
    "practice_network": "names of networks: no patient, no secret; read before a practice is known",
    "practice_practice": "codes and names that the national directory publishes",
    "practice_user": "sign-in happens before a practice is known; holds staff only",
    "practice_heartbeat": "when the clockwork last did its round: of no practice, of nobody",
    "practice_signinevent": "what happens at the door happens before a practice is known",
    "patients_place": "public reference data: postcodes",
    "patients_area": "public reference data: deprivation",
    "coaching_code": "public reference data: clinical codes",
    "prescribing_socialneed": "public reference data: words for needs",
}
WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
}
MAY_WRITE = {
    "practice/trail.py": "the trail itself",
    "reminders/overtaken.py": "what is no longer asked of anybody, by the round that plans",
    "reminders/settling.py": "what providers say of messages whose answer was cut off",
    "practice/links.py": "signed links are issued for any room",
    "practice/once.py": "form keys",
    "practice/models/people.py": "making an account",
    "coaching/demo_programmes.py": "the made-up year",
}


@pytest.mark.parametrize(
    ("name", "route", "view"), house.patterns(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_every_address_stands_behind_a_gate(name, route, view):
    assert SIGN_IN.match(name) or getattr(view, "gate", None), f"{route} has no gate"


def test_the_list_of_open_pages_is_short():
    found = {
        n for n, _r, view in house.patterns() if getattr(view, "gate", None) and view.gate.kind == "open"
    }
    assert found == {"practice:health", "practice:web-health"}


@pytest.mark.parametrize("path", house.view_files(), ids=house.short)
def test_no_view_asks_a_model_class(path):
    asked = [
        n.lineno for n in ast.walk(house.tree(path)) if isinstance(n, ast.Attribute) and n.attr == "objects"
    ]
    assert asked == [], f"{house.short(path)}:{asked} starts at a model, not at the practices in view"


def calls_that_write(path):
    for node in ast.walk(house.tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in WRITING and "objects" in ast.unparse(node.func):
            yield node.lineno
        if node.func.attr == "save" and any(k.arg == "update_fields" for k in node.keywords):
            yield node.lineno


def may_write(path) -> bool:
    inside = path.relative_to(house.ROOT).parts
    named = inside[1] in (
        "actions",
        "actions.py",
        "delivery",
        "sending.py",
        "planning.py",
        "demo.py",
        "incoming",
    )
    return named or house.short(path) in MAY_WRITE


@pytest.mark.parametrize("path", [p for p in house.python_files() if not may_write(p)], ids=house.short)
def test_only_actions_write(path):
    assert list(calls_that_write(path)) == []


def action_modules():
    for path in house.python_files("actions", "actions.py"):
        yield importlib.import_module(".".join(path.relative_to(house.ROOT).with_suffix("").parts))


@pytest.mark.parametrize("module", action_modules(), ids=lambda m: m.__name__)
def test_what_takes_by_is_an_action(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        parameters = inspect.signature(function).parameters
        if {"by", "now"} <= parameters.keys() and not getattr(function, "is_action", False):
            keyword_only = all(p.kind is p.KEYWORD_ONLY for p in parameters.values())
            assert not keyword_only, f"{module.__name__}.{name} looks like an action and is not marked"


def columns(owner_sql, sql: str) -> set[str]:
    return {row[0] for row in owner_sql(sql)}


def test_every_table_of_a_practice_has_a_row_policy(owner_sql):
    walled = columns(owner_sql, "SELECT relname FROM pg_class WHERE relrowsecurity")
    policies = columns(owner_sql, "SELECT tablename FROM pg_policies")
    tables = {model._meta.db_table for model in house.room_models()}
    assert walled == policies
    assert tables - walled == tables & WITHOUT_POLICY.keys()
    assert {model._meta.db_table for model in house.tenant_models()} - walled - WITHOUT_POLICY.keys() == set()


def test_every_key_inside_a_practice_or_a_network_is_composite(owner_sql):
    found = owner_sql(
        "SELECT conrelid::regclass::text, a.attname FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE contype = 'f' AND array_length(conkey, 1) = 2 AND NOT condeferrable"
    )
    keys = [
        (model._meta.db_table, field.column)
        for model in house.room_models()
        for field in model._meta.local_fields
        if isinstance(field, PracticeKey | NetworkKey)
    ]
    assert set(keys) == set(found)


def test_every_key_to_a_practices_row_is_a_practice_key():
    tenants = set(house.tenant_models())
    for model in tenants:
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in tenants:
                assert isinstance(field, PracticeKey), f"{model.__name__}.{field.name}"


def test_every_key_to_a_networks_row_asks_for_the_network(owner_sql):
    """From a row of the network: a composite key. From a row of a practice: a check when it is written."""
    shared = set(house.network_models())
    checked = set(
        owner_sql(
            "SELECT tgrelid::regclass::text, split_part(encode(tgargs, 'escape'), '\\000', 1)"
            " FROM pg_trigger WHERE tgname LIKE '%\\_of\\_our\\_network'"
        )
    )
    for model in house.room_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in shared:
                held = isinstance(field, NetworkKey) or (model._meta.db_table, field.column) in checked
                assert held, f"{model.__name__}.{field.name}"


# Derived or short-lived: what they hold can be made again, or is thrown away by design.
WITHOUT_HISTORY = {
    "practice_trailevent": "append-only itself",
    "practice_history": "the history",
    "practice_formkey": "thrown away",
    "patients_surname": "made from patients",
    "patients_summary": "made from facts that have a history",
    "patients_importfinding": "found again by every check",
    "patients_importchange": "found again by every check; what was written has its history with the person",
    "patients_disposed": "append-only itself",
    "patients_disposalcount": "counted again every week",
    "patients_importprogress": "how far the worker has come",
    "coaching_sessiondraft": "drafts are outside trail and history",
    "coaching_heldpost": "drafts are outside trail and history",
    "activation_answersheet": "drafts are outside trail and history",
    "coaching_reflection": "their writer's own, and nobody else's to look back at",
    "coaching_supervision": "their writer's own, and nobody else's to look back at",
    "reminders_due": "a queue",
    "reminders_attempt": "append-only itself",
    "reminders_receipt": "append-only itself",
    "outreach_protectedreason": "append-only itself",
    "outreach_cohortrun": "append-only itself",
    "outreach_cohortexport": "append-only itself",
    "insight_accesscopy": "append-only itself",
    "insight_way": "made from facts that have a history",
    "insight_areacount": "counted again every night",
}


def test_every_table_of_a_practice_keeps_history(owner_sql):
    kept = columns(
        owner_sql,
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'history\\_%'"
        " GROUP BY 1 HAVING count(*) = 3",
    )
    tables = {model._meta.db_table for model in house.tenant_models()}
    assert tables - kept == tables & WITHOUT_HISTORY.keys()


def test_the_web_log_in_deletes_only_what_may_go(owner_sql):
    found = columns(
        owner_sql,
        "SELECT table_name FROM information_schema.role_table_grants"
        " WHERE grantee IN ('skerry_web', 'skerry_worker') AND privilege_type IN ('DELETE', 'TRUNCATE')",
    )
    clinical = {model._meta.db_table for model in house.tenant_models()} - WITHOUT_HISTORY.keys()
    assert found & clinical == set()


def test_every_fact_has_both_a_time_and_a_person():
    for model in house.room_models():
        names = {field.name for field in model._meta.local_fields}
        constrained = " ".join(str(c.condition) for c in model._meta.constraints if hasattr(c, "condition"))
        for by in (name for name in names if name.endswith("_by")):
            at = f"{by[:-3]}_at"
            if at in names:
                assert f"{at}__isnull" in constrained, f"{model.__name__}.{at} may stand without {by}"


# The gate for machines, which reads a token of its own and no cookie.
WITHOUT_A_FORM = {"csrf_exempt": ["practice/callbacks.py"]}


@pytest.mark.parametrize("word", ["|safe", "mark_safe", "csrf_exempt", "autoescape off"])
def test_nothing_is_believed_to_be_safe(word):
    where = [
        *house.python_files(),
        *(house.ROOT / "templates").rglob("*.html"),
        *(house.ROOT / "config").rglob("*.py"),
    ]
    assert [house.short(path) for path in where if word in path.read_text()] == WITHOUT_A_FORM.get(word, [])


@pytest.mark.parametrize("word", ["timezone.now", "date.today", "datetime.now", "datetime.today", "utcnow"])
def test_the_time_is_read_in_one_place(word):
    assert [house.short(path) for path in house.python_files() if word in path.read_text()] == []


def test_rooms_import_only_rooms_to_their_right():
    run = subprocess.run(
        [house.ROOT / ".venv/bin/lint-imports"], check=False, cwd=house.ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_every_file_says_first_what_it_is_for():
    without = [
        p for p in house.python_files() if p.read_text().strip() and not ast.get_docstring(house.tree(p))
    ]
    assert [house.short(path) for path in without] == []


@pytest.mark.parametrize("model", house.room_models(), ids=lambda model: model._meta.label)
def test_every_field_is_identifying_clinical_or_neither(model):
    classed = classes_of(model._meta.label)
    assert set(classed) == {field.name for field in model._meta.local_fields}
    assert said_twice(model._meta.label) == set()


def test_the_trail_and_the_queue_hold_nothing_clinical():
    for label in ("practice.TrailEvent", "practice.SignInEvent", "reminders.Due"):
        assert "clinical" not in classes_of(label).values()
