"""Runs a module whose own forked children die with it: `python -m launch.mortal celery worker ...`.

Killed by kill -9, a Celery worker leaves its timetable process behind, which would go on ticking for ever.
"""

import os
import runpy
import signal
import sys

from launch.body import die_with_parent


def main() -> None:
    os.register_at_fork(after_in_child=lambda: die_with_parent(signal.SIGKILL))
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
