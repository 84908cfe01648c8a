"""Compiled Python, kept in .venv: without it each start of Django compiles everything anew, which takes twice as long.

Many containers set PYTHONDONTWRITEBYTECODE, so that nothing is written beside the sources: it goes elsewhere.
"""

import os

from launch.bootstrap import VENV


def keep() -> None:
    """For every process that is started from here on."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))
