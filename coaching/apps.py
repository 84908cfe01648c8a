"""coaching/ starts: Today in the navigation, sessions on the record."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"
    verbose_name = "Programmes, and a person's way through one"

    def ready(self) -> None:
        from coaching import queries
        from coaching.actions import goals, steps, striking
        from coaching.actions.counting import recount
        from coaching.actions.leaving import resume, stop
        from patients import caseload, counting, leaving, panels
        from practice import navigation
        from practice.permissions import Permission

        navigation.register("Today", "coaching:today", Permission.WRITE_NOTES, scope="mine", order=10)
        # EDIT_PATIENT: a coordinator, who chases, sees the days and no words; managers have no panel here.
        panels.register(
            "sessions",
            "Sessions",
            permission=Permission.EDIT_PATIENT,
            query=queries.record_panel,
            template="coaching/panel.html",
            order=10,
        )
        caseload.register("sessions", queries.worked_with)
        leaving.register("coaching", stop=stop, resume=resume)
        counting.register("coaching", recount)
        striking.ON_STRIKE.extend([goals.cancel_with, steps.cancel_with])
