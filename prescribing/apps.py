"""prescribing/ starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrescribingConfig(AppConfig):
    name = "prescribing"
    verbose_name = "What is prescribed besides medicine"

    def ready(self) -> None:
        from patients import caseload, leaving, panels, together
        from practice import navigation, open_work
        from practice.permissions import Permission
        from prescribing import board_queries, last_seen, life, referral_queries, search_panel
        from prescribing.actions import leaving as departures
        from prescribing.after_migrate import load_what_is_shipped

        post_migrate.connect(load_what_is_shipped, sender=self, dispatch_uid="prescribing.shipped")
        leaving.register("prescribing", stop=departures.stop, resume=departures.resume)
        caseload.register("referrals", referral_queries.worked_with)
        open_work.register("prescribing", board_queries.open_work)
        last_seen.begin()
        navigation.register(
            "Referrals", "prescribing:referrals", Permission.PRESCRIBE, scope="mine", order=12
        )
        navigation.register(
            "From outside", "prescribing:arrivals", Permission.REFER, scope="practice", order=40
        )
        navigation.register(
            "Services", "prescribing:directory", Permission.WORK_HERE, scope="practice", order=45
        )
        together.register(life.PART, life.ASKS, permission=Permission.REFER, more=life.more)
        panels.register(
            "referrals",
            "Social prescribing",
            permission=Permission.REFER,
            query=referral_queries.record_panel,
            template="prescribing/referral_panel.html",
            order=11,
        )
        panels.register(
            "services",
            "Services",
            permission=Permission.REFER,
            query=search_panel.record_panel,
            template="prescribing/search_panel.html",
            order=13,
        )
        navigation.register(
            "What is missing", "prescribing:gaps", Permission.SEE_GAPS, scope="practice", order=68
        )
