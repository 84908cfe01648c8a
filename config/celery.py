"""Celery: it ticks, PostgreSQL remembers. A queued message carries nothing but 'wake up'."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

from config.broker import Wires
from practice.startup import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("skerry", amqp=Wires)
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        "visibility_timeout": 3600,
        # A page never waits for the broker: what must happen is a row already.
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    },
    timezone="Europe/London",
    worker_hijack_root_logger=False,
    # The whole timetable. `expires` keeps missed ticks from piling up.
    beat_schedule={
        "send-what-is-due": {
            "task": "reminders.tasks.tick",
            "schedule": 10.0,
            "options": {"expires": 9},
        },
        "look-up-what-is-not-known": {
            "task": "reminders.tasks.settle",
            "schedule": 300.0,
            "options": {"expires": 299},
        },
        "put-old-messages-away": {
            "task": "reminders.tasks.archive",
            "schedule": crontab(hour=3, minute=10),
            "options": {"expires": 3600},
        },
        "continue-imports": {
            "task": "patients.tasks.continue_imports",
            "schedule": 30.0,
            "options": {"expires": 29},
        },
        "read-sources-of-services": {
            "task": "prescribing.tasks.read_sources",
            "schedule": 120.0,
            "options": {"expires": 119},
        },
        "tell-the-next-of-a-risk": {
            "task": "coaching.tasks.tell_the_next",
            "schedule": 30.0,
            "options": {"expires": 29},
        },
        "count-practices-for-an-area": {
            "task": "insight.tasks.count_areas",
            "schedule": 60.0,
            "options": {"expires": 59},
        },
        "send-the-month-by-mail": {
            "task": "insight.tasks.send_month_summaries",
            "schedule": crontab(minute=20),
            "options": {"expires": 3500},
        },
        "forget-what-is-old": {
            "task": "practice.tasks.forget",
            "schedule": crontab(hour=3, minute=30),
            "options": {"expires": 3600},
        },
        "let-old-lists-go": {
            "task": "patients.tasks.let_old_lists_go",
            "schedule": crontab(hour=3, minute=40),
            "options": {"expires": 3600},
        },
        "forget-what-was-never-matched": {
            "task": "prescribing.tasks.forget",
            "schedule": crontab(hour=3, minute=50),
            "options": {"expires": 3600},
        },
        # It counts and says so. No record goes by itself.
        "count-what-may-go": {
            "task": "patients.tasks.count_what_may_go",
            "schedule": crontab(hour=4, minute=10, day_of_week=1),
            "options": {"expires": 3600},
        },
        "let-held-words-expire": {
            "task": "coaching.tasks.let_held_words_expire",
            "schedule": 3600.0,
            "options": {"expires": 3500},
        },
    },
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def check(**_kwargs: object) -> None:
    """Worker and timetable are held to the same rules as the web. Celery goes on after any error but this one."""
    try:
        refuse_unsafe()
    except ImproperlyConfigured as reason:
        raise SystemExit(str(reason)) from None
