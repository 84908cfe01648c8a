"""`make test`: sets up what the tests need, a browser included, and runs them."""

import os
import sys

from launch import assets, bytecode, chromium
from launch.bootstrap import PYTHON, ROOT


def main() -> None:
    bytecode.keep()
    assets.make_ready()
    chromium.ensure()
    chosen = sys.argv[1:]
    if "-m" not in chosen:
        chosen += ["-m", "not fault"]  # the trials at full size have a command of their own
    if "-n" not in chosen and not os.environ.get("DATABASE_URL"):
        # Workers beside each other need a database each, which only throw-away ones are.
        # They take the files in the order of tests/conftest.py, not those with the most tests first.
        chosen += ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *chosen])


if __name__ == "__main__":
    main()
