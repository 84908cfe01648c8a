"""outreach/ starts."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = "Who is asked next"

    def ready(self) -> None:
        from outreach import last_seen, life, messages, reason_notice, ring_notice
        from outreach.actions import leaving as departures
        from outreach.actions import moving_on
        from patients import leaving, panels
        from practice import navigation, notices
        from practice.permissions import Permission
        from reminders import planning, reply_link, subjects

        life.register()
        last_seen.begin()
        subjects.register(messages.Invite())
        subjects.register(messages.AskAgain())
        reply_link.register(messages.KINDS, messages.PAGE)
        planning.look_first("outreach", moving_on.look)
        leaving.register("outreach", stop=departures.stop, resume=departures.resume)
        notices.register("ring", ring_notice.notices)
        notices.register("reason", reason_notice.notices)
        navigation.register(
            "Find and invite", "outreach:searches", Permission.FIND_GROUPS, scope="practice", order=35
        )
        navigation.register("Calls", "outreach:calls", Permission.RING_INVITED, scope="mine", order=38)
        panels.register(
            "invited",
            "Invitations",
            permission=Permission.RING_INVITED,
            query=life.record_panel,
            template="outreach/invited_panel.html",
            order=14,
        )
