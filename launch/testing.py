"""`make test`: sets up what the tests need, a browser included, and runs them."""

import os
import sys

from launch import assets, chromium
from launch.bootstrap import PYTHON, ROOT


def main() -> None:
    assets.make_ready()
    chromium.ensure()
    chosen = sys.argv[1:]
    if "-m" not in chosen:
        chosen += ["-m", "not fault"]  # the trials at full size have a command of their own
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *chosen])


if __name__ == "__main__":
    main()
