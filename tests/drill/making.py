"""The made-up people of the drill: the bench's, in a database of its own."""

import os
import subprocess
import sys

from launch.bootstrap import PYTHON, ROOT

STEPS = (("manage.py", "migrate", "--noinput", "--verbosity=0"), ("-m", "tests.bench.people"))


def make_people(urls: dict[str, str], count: int) -> None:
    """Each step in a process of its own, as the owner of the tables."""
    environment = {**os.environ, **urls, "SKERRY_ROLE": "owner"}
    for step in (STEPS[0], (*STEPS[1], str(count))):
        done = subprocess.run([str(PYTHON), *step], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            sys.exit(f"The drill could not be prepared: {' '.join(step)} failed.")
