"""Addresses of patients/."""

from django.urls import include, path

from patients import adding_views, contact_views, editing_views, noting_views, views

app_name = "patients"

ONE = "<ods:ods_code>/patients/<int:patient_id>"
POINT = f"{ONE}/contact/<int:contact_point_id>"
NOTE = f"{ONE}/about/<slug:kind>/<int:note_id>"

urlpatterns = [
    path("", include("patients.import_urls")),
    path("", include("patients.glass_urls")),
    path("", include("patients.merge_urls")),
    path("", include("patients.leaving_urls")),
    path("", include("patients.access_urls")),
    path("", include("patients.asking_urls")),
    path("", include("patients.disposing_urls")),
    path("mine/find", views.find, name="find"),
    path("<ods:ods_code>/patients/add", adding_views.add, name="add"),
    path(ONE, views.record, name="record"),
    path(f"{ONE}/staff-notes", views.alerts, name="alerts"),
    path(f"{ONE}/edit", editing_views.edit, name="edit"),
    path(f"{ONE}/caution", editing_views.caution, name="caution"),
    path(f"{ONE}/contact/add", contact_views.add_contact, name="add-contact"),
    path(f"{POINT}/change", contact_views.change_contact, name="change-contact"),
    path(f"{POINT}/confirm", contact_views.confirm_contact, name="confirm-contact"),
    path(f"{POINT}/end", contact_views.end_contact, name="end-contact"),
    path(f"{ONE}/about/<slug:kind>/add", noting_views.note, name="note"),
    path(f"{NOTE}/again", noting_views.note_again, name="note-again"),
    path(f"{NOTE}/end", noting_views.end_note, name="end-note"),
    path(f"{ONE}/consents/<int:note_id>/withdraw", noting_views.withdraw, name="withdraw"),
]
