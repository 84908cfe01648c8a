"""What is committed for setting up: locks without hosts, styles without strangers, compose without secrets."""

import json
import os
import re
import tomllib

import pytest

from launch import assets, bytecode
from launch.bootstrap import ROOT, VENV

LOCKS = sorted(ROOT.glob("requirements*.lock"))
COMPOSE = (ROOT / "docker-compose.yml").read_text()


@pytest.mark.parametrize(
    "lock", [*LOCKS, ROOT / "package-lock.json", ROOT / ".npmrc"], ids=lambda path: path.name
)
def test_locks_name_no_registry(lock):
    lines = [line for line in lock.read_text().splitlines() if '"url":' not in line]  # whom to thank
    text = "\n".join(lines)
    assert not re.search(r"://|index-url|find-links|\"resolved\"|^ *registry", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_checked_by_its_hash(lock):
    requirements = lock.read_text().replace("\\\n", "").splitlines()
    assert requirements
    assert all("==" in line and "--hash=sha256:" in line for line in requirements)


def test_every_npm_package_is_checked_by_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for lock, wanted in (
        ("requirements.lock", project["project"]["dependencies"]),
        ("requirements-dev.lock", project["project"]["dependencies"] + project["dependency-groups"]["dev"]),
    ):
        locked = {line.split("==")[0] for line in (ROOT / lock).read_text().splitlines() if "==" in line}
        assert {re.split(r"[\[~><=;]", name)[0].lower() for name in wanted} <= locked


def test_every_dependency_says_why():
    block = re.findall(
        r'^  "[^"]*",?(.*)$', (ROOT / "pyproject.toml").read_text().split("[tool.uv]")[0], re.MULTILINE
    )
    assert len(block) > 20
    assert all(line.strip().startswith("# ") for line in block)


def test_the_design_system_brings_no_typeface_and_no_stranger():
    css = (assets.VENDOR / "nhsuk" / assets.CSS).read_text()
    assert len(css) > 100_000
    assert not re.search(r"@font-face|https?://(?!www\.w3\.org)|sourceMappingURL|url\(/|Frutiger", css)


def test_what_the_styles_point_at_is_there():
    css = (assets.VENDOR / "nhsuk" / assets.CSS).read_text()
    wanted = {name for name in re.findall(r"url\(([^)]*)\)", css) if not name.startswith(("data:", '"data:'))}
    assert wanted
    assert all((assets.VENDOR / "nhsuk" / name).is_file() for name in wanted)


def test_no_secret_of_the_compose_file_has_a_default():
    named = re.findall(r"\$\{([A-Z_]+)(:.)?", COMPOSE)
    secrets = {(name, guard) for name, guard in named if re.search("PASSWORD|SECRET|KEY", name)}
    # A mail server in the same building may ask for none; who does not use Notify has no key.
    optional = {("EMAIL_HOST_PASSWORD", ":-"), ("NOTIFY_API_KEY", ":-")}
    assert len(secrets) > 5
    assert {guard for _, guard in secrets - optional} == {":?"}


def test_only_migrations_and_disposal_know_the_owner():
    services = dict(
        re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", COMPOSE.split("\nservices:\n")[1], re.MULTILINE)
    )
    assert [name for name, text in services.items() if "DATABASE_OWNER_URL" in text] == ["migrate", "dispose"]
    assert "make_demo" not in COMPOSE


def test_compiled_python_is_kept_away_from_the_sources(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    bytecode.keep()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ["PYTHONPYCACHEPREFIX"].startswith(str(VENV))
