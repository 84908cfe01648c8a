"""Runs a module whose own forked children die with it: `python -m launch.mortal celery worker ...`.

Killed by kill -9, a Celery worker leaves its timetable process behind, which would go on ticking for ever.
"""

import os
import runpy
import signal
import sys

from launch.body import die_with_parent


class Forking:
    """Who forks, so that the child can tell whether its parent had died before it could ask to die with it."""

    parent = 0

    def before(self) -> None:
        self.parent = os.getpid()

    def after_in_child(self) -> None:
        die_with_parent(signal.SIGKILL)
        if os.getppid() != self.parent:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    forking = Forking()
    os.register_at_fork(before=forking.before, after_in_child=forking.after_in_child)
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
