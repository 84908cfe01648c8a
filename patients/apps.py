"""patients/ starts: its panels on the record, its place in the navigation."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "patients"
    verbose_name = "The people on the list"

    def ready(self) -> None:
        from patients import record_panels
        from practice import navigation
        from practice.permissions import Permission

        record_panels.register()
        navigation.register(
            "Find a patient", "patients:find", Permission.FIND_PATIENTS, scope="mine", order=20
        )
        navigation.register("Lists", "patients:imports", Permission.IMPORT_LIST, scope="practice", order=70)
