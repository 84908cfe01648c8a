"""`manage.py send_month_summaries`: what Celery does every hour, once by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from insight.summary_round import one_round
from practice import clock


class Command(BaseCommand):
    """Twice sends nothing twice."""

    help = "Send last month’s figures to the colleagues who asked for them and have not had them."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = one_round(clock.now())
        self.stdout.write(f"{sent} {'mail' if sent == 1 else 'mails'} sent.")
