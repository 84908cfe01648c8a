"""How the way to the broker is found again: every second, for as long as it takes.

Celery's own pause grows to half a minute, and after a hundred tries it gives up: what is due would wait for that.
"""

from typing import Any

from celery.app.amqp import AMQP
from kombu import Connection

EVERY_SECOND = {"interval_start": 1, "interval_step": 0, "interval_max": 1}


class Patient(Connection):
    def ensure_connection(self, *args: Any, **options: Any) -> Any:
        return super().ensure_connection(*args, **(EVERY_SECOND | options))


class Wires(AMQP):
    Connection = Patient
