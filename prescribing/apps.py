"""prescribing/ starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrescribingConfig(AppConfig):
    name = "prescribing"
    verbose_name = "What is prescribed besides medicine"

    def ready(self) -> None:
        from patients import leaving
        from prescribing.actions import leaving as departures
        from prescribing.after_migrate import load_what_is_shipped

        post_migrate.connect(load_what_is_shipped, sender=self, dispatch_uid="prescribing.shipped")
        leaving.register("prescribing", stop=departures.stop, resume=departures.resume)
