"""patients/ starts: its panels on the record, its place in the navigation."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "patients"
    verbose_name = "The people on the list"

    def ready(self) -> None:
        from patients import (
            asking,
            glass,
            last_seen,
            measures,
            more_panel,
            pulling,
            record_panels,
            sheet,
            together,
        )
        from patients.disposing import notice, record_panel
        from practice import metrics, navigation, notices
        from practice.permissions import Permission

        metrics.register(measures.figures)
        together.register(sheet.PART, sheet.ASKS, permission=Permission.OPEN_RECORD)
        record_panels.register()
        more_panel.register()
        last_seen.begin()
        notice.begin()
        record_panel.begin()
        notices.register("glass", glass.notices)
        notices.register("pulling", pulling.notices)
        notices.register("asking", asking.notices)
        navigation.register(
            "Find a patient", "patients:find", Permission.FIND_PATIENTS, scope="mine", order=20
        )
        navigation.register(
            "Sent by patients", "patients:asked", Permission.LOOK_AFTER, scope="practice", order=25
        )
        navigation.register("Lists", "patients:imports", Permission.IMPORT_LIST, scope="practice", order=70)
        navigation.register(
            "Blocked records", "patients:blocks", Permission.BLOCK_RECORDS, scope="practice", order=85
        )
        navigation.register(
            "Records to dispose of", "patients:disposals", Permission.DISPOSE, scope="practice", order=88
        )
        navigation.register(
            "Died or left", "patients:leavings", Permission.EDIT_PATIENT, scope="practice", order=70
        )
