"""Addresses of the questionnaires themselves, and of their licences."""

from django.urls import path

from activation import instrument_views as views
from activation import measures_views as measured

ALL = "<ods:ods_code>/questionnaires"
ONE = f"{ALL}/<int:instrument_id>"

urlpatterns = [
    path(ALL, views.questionnaires, name="questionnaires"),
    path(f"{ALL}/load", views.load_questionnaire, name="load-questionnaire"),
    path(f"{ALL}/load/now", views.load_now, name="load-questionnaire-now"),
    path(ONE, views.questionnaire, name="questionnaire"),
    path(f"{ONE}/measures", measured.how_well, name="measures"),
    path(f"{ONE}/measures/fair", measured.how_fair, name="fairness"),
    path(f"{ONE}/measures/calibration.json", measured.calibration_file, name="calibration-file"),
    path(f"{ONE}/out-of-use", views.retire_questionnaire, name="retire-questionnaire"),
    path(f"{ALL}/licences/add", views.add_licence, name="note-licence"),
    path(f"{ALL}/licences/<int:licence_id>/end", views.stop_licence, name="end-licence"),
]
