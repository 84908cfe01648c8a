"""Addresses of lists on their way in."""

from django.urls import path

from patients import import_views as views

urlpatterns = [
    path("<ods:ods_code>/imports", views.imports, name="imports"),
    path("<ods:ods_code>/imports/<int:run_id>", views.import_run, name="import"),
    path("<ods:ods_code>/imports/<int:run_id>/columns", views.import_columns, name="import-columns"),
    path("<ods:ods_code>/imports/<int:run_id>/lines/<slug:kind>", views.import_lines, name="import-lines"),
    path(
        "<ods:ods_code>/imports/<int:run_id>/changes/<slug:change>",
        views.import_changes,
        name="import-changes",
    ),
    path("<ods:ods_code>/imports/<int:run_id>/dates", views.import_dates, name="import-dates"),
    path("<ods:ods_code>/imports/<int:run_id>/refused.csv", views.import_refused, name="import-refused"),
    path("<ods:ods_code>/imports/<int:run_id>/apply", views.import_apply, name="import-apply"),
    path("<ods:ods_code>/imports/<int:run_id>/discard", views.import_discard, name="import-discard"),
    path("<ods:ods_code>/imports/<int:run_id>/undo", views.import_undo, name="import-undo"),
]
