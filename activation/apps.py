"""activation/ starts: what it ships is loaded when the tables are made, its pages stand in the navigation."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ActivationConfig(AppConfig):
    name = "activation"
    verbose_name = "How ready a person is to look after their own health"

    def ready(self) -> None:
        from activation import last_seen
        from activation.actions import leaving as gone
        from activation.actions.counting import recount
        from activation.after_migrate import load_what_is_shipped
        from activation.kinds import Flag, NotDone
        from activation.record_panel import record_panel
        from patients import counting, leaving, panels
        from practice import navigation, trail_rows
        from practice.permissions import Permission

        post_migrate.connect(load_what_is_shipped, sender=self, dispatch_uid="activation.shipped")
        navigation.register(
            "Questionnaires",
            "activation:questionnaires",
            Permission.MANAGE_INSTRUMENTS,
            scope="practice",
            order=75,
        )
        panels.register(
            "activation",
            "Activation",
            permission=Permission.MEASURE,
            query=record_panel,
            template="activation/panel.html",
            order=15,
        )
        leaving.register("activation", stop=gone.stop, resume=gone.resume)
        counting.register("activation", recount)
        trail_rows.put_into_words("activation.measurement", "flags", Flag.choices)
        trail_rows.put_into_words("activation.measurement", "because", NotDone.choices)
        last_seen.begin()
