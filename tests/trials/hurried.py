"""Celery as in production, whose leases and pauses a trial shortens (`LEASE`, `PAUSE` in seconds), or leaves."""

import datetime as dt
import os

from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]


@worker_process_init.connect
def hurry(**_kwargs: object) -> None:
    from reminders import sending

    if lease := os.environ.get("LEASE"):
        sending.LEASE = dt.timedelta(seconds=float(lease))
    if pause := os.environ.get("PAUSE"):
        sending.PAUSES = (dt.timedelta(seconds=float(pause)),) * len(sending.PAUSES)
