"""`make check`: everything that can be said about the code without running the product."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from launch import bytecode, postgres
from launch.bootstrap import PYTHON, ROOT

PROGRAMS = PYTHON.parent
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "direction of imports": ["lint-imports", "--no-logo"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment settings": ["python", "manage.py", "check"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "compose file": ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
    "Dockerfile": ["hadolint", "Dockerfile"],
}


def main() -> None:
    bytecode.keep()
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="skerry-check-"))
        urls = stack.enter_context(postgres.embedded(Path(place), durable=False))
        settings = {"SKERRY_MODE": "test", "SECRET_KEY": "only-for-checking", "DATA": f"{place}/data"}
        settings |= {"REDIS_URL": f"unix://{place}/none"}  # nothing is queued by looking
        failed = [name for name in CHECKS if not passes(name, {**os.environ, **settings, **urls})]
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


def passes(name: str, environment: dict[str, str]) -> bool:
    program, *arguments = CHECKS[name]
    done = subprocess.run(
        [str(PROGRAMS / program), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout)
    return done.returncode == 0


if __name__ == "__main__":
    main()
