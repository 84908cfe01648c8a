"""Addresses of activation/."""

from django.urls import include, path

from activation import asking_views as asking
from activation import entering_views as entering
from activation import result_views as results
from activation import sheet_views as sheets

app_name = "activation"
PATIENT = "<ods:ods_code>/patients/<int:patient_id>"
MEASUREMENT = "<ods:ods_code>/measurements/<int:measurement_id>"

urlpatterns = [
    path("", include("activation.instrument_urls")),
    path("", include("activation.link_urls")),
    path(f"{PATIENT}/measure", asking.measure, name="measure"),
    path(f"{PATIENT}/measurements", results.measurements, name="measurements"),
    path(f"{PATIENT}/measurements/not-done", asking.not_done, name="not-done"),
    path(f"{PATIENT}/measurements/score", entering.enter_score, name="enter-score"),
    path(f"{PATIENT}/measurements/level", entering.judge, name="judge"),
    path(MEASUREMENT, results.measurement, name="measurement"),
    path(f"{MEASUREMENT}/asked", asking.asked, name="asked"),
    path(f"{MEASUREMENT}/answer", sheets.answer, name="answer"),
    path(f"{MEASUREMENT}/give-up", asking.give_up, name="give-up"),
    path(f"{MEASUREMENT}/check", results.check, name="check"),
    path(f"{MEASUREMENT}/strike", results.strike, name="strike"),
]
