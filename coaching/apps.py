"""coaching/ starts: Today in the navigation, sessions on the record."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"
    verbose_name = "Programmes, and a person's way through one"

    def ready(self) -> None:
        from coaching import (
            caseload_queries,
            contact_pages,
            enrolment_queries,
            goal_pages,
            last_seen,
            life,
            queries,
            risk_queries,
            told_back,
        )
        from coaching.actions import goals, grouping, referred_on, steps, striking
        from coaching.actions.counting import recount
        from coaching.actions.leaving import resume, stop
        from patients import caseload, counting, leaving, panels, together
        from practice import navigation, notices, open_work
        from practice.permissions import Permission
        from prescribing import known_elsewhere

        navigation.register("Today", "coaching:today", Permission.WRITE_NOTES, scope="mine", order=10)
        navigation.register("Caseload", "coaching:caseload", Permission.WRITE_NOTES, scope="mine", order=15)
        navigation.register(
            "Programmes", "coaching:programmes", Permission.MANAGE_PROGRAMMES, scope="practice", order=65
        )
        together.register(life.PART, life.ASKS, permission=Permission.EDIT_PATIENT)
        # EDIT_PATIENT: a coordinator, who chases, sees the days and no words; managers have no panel here.
        panels.register(
            "sessions",
            "Sessions",
            permission=Permission.EDIT_PATIENT,
            query=queries.record_panel,
            template="coaching/panel.html",
            order=10,
        )
        panels.register(
            "programmes",
            "Programmes",
            permission=Permission.EDIT_PATIENT,
            query=enrolment_queries.record_panel,
            template="coaching/enrolment_panel.html",
            order=10,
        )
        # First on the record, and only there while somebody has to look after a person now.
        panels.register(
            "risk",
            "Look after this person now",
            permission=Permission.NOTE_CONTACT,
            query=risk_queries.record_panel,
            template="coaching/risk_here.html",
            order=0,
            wide=True,
        )
        panels.register(
            "glance",
            "At a glance",
            permission=Permission.READ_NOTES,
            query=goal_pages.glance,
            template="coaching/glance.html",
            order=1,
            wide=True,
        )
        panels.register(
            "calls",
            "Calls",
            permission=Permission.NOTE_CONTACT,
            query=contact_pages.record_panel,
            template="coaching/contact_panel.html",
            order=12,
        )
        notices.register("risk", risk_queries.notices)
        leaving.register("groups", stop=grouping.stop, resume=grouping.resume)
        navigation.register("Groups", "coaching:groups", Permission.WRITE_NOTES, scope="practice", order=30)
        navigation.register(
            "My reflections", "coaching:own", Permission.WRITE_NOTES, scope="practice", order=60
        )
        panels.register(
            "goals",
            "Goals and pace",
            permission=Permission.READ_NOTES,
            query=goal_pages.record_panel,
            template="coaching/goals_panel.html",
            order=11,
        )
        caseload.register("sessions", queries.worked_with)
        caseload.register("enrolments", queries.enrolled_with)
        open_work.register("coaching", caseload_queries.open_work)
        leaving.register("coaching", stop=stop, resume=resume)
        known_elsewhere.register(measures=told_back.measures, codes=told_back.codes)
        counting.register("coaching", recount)
        last_seen.begin()
        striking.ON_STRIKE.extend([goals.cancel_with, steps.cancel_with, referred_on.take_back_with])
