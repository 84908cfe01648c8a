"""Addresses of the access report."""

from django.urls import path

from patients import access_views

ONE = "<ods:ods_code>/patients/<int:patient_id>"

urlpatterns = [
    path("<ods:ods_code>/trail/patient", access_views.trail_of, name="trail-of"),
    path(f"{ONE}/trail", access_views.access_report, name="access-report"),
    path(f"{ONE}/trail/changes", access_views.access_changes, name="access-changes"),
]
