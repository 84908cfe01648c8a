"""Real senders in processes of their own, which die and are replaced until nothing is left to send.

    python -m tests.reminders.nursery before:7 after:7 random

starts one sender for each word: it kills itself at every seventh call before or after the provider
takes the message, is killed by the nursery at random moments, or lives on (`lives`). Django is set
up once; the senders are forked from it, each with a connection of its own.
"""

import datetime as dt
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable

LEASE = dt.timedelta(seconds=1)
ENOUGH = 12  # random deaths; on a slow machine nobody would live long enough to send anything


def main(lives: list[str]) -> None:
    import django

    django.setup()
    from reminders import sending

    sending.LEASE = LEASE
    chance = random.Random(7)  # noqa: S311 - the same deaths each time, as far as the machine's pace allows
    senders = {born(life): life for life in lives}
    deaths = 0
    while senders:
        time.sleep(0.02)
        for pid, life in list(senders.items()):
            if life == "random" and deaths < ENOUGH and chance.random() < 0.06:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            del senders[pid]
            if os.WIFSIGNALED(status):
                deaths += 1
                senders[born(life)] = life
            elif os.waitstatus_to_exitcode(status):
                sys.exit(f"a sender ended with {os.waitstatus_to_exitcode(status)}")
    sys.stdout.write(f"{deaths}\n")


def born(life: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.environ["DIES"] = life if ":" in life else ""
    os._exit(guarded(send_all))


def guarded(work: Callable[[], None]) -> int:
    """A child never returns into its parent's code."""
    try:
        work()
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def send_all() -> None:
    """Rounds, one after the other, until the queue holds nothing more; whoever died left leases to wait for."""
    from practice import clock
    from reminders.models import Due
    from reminders.rounds import one_round

    one_round(5)
    while Due.objects.waiting(clock.now()).exists():
        if one_round(5) == (0, 0):
            time.sleep(0.05)


if __name__ == "__main__":
    main(sys.argv[1:])
