"""Addresses of load and flow, of lists behind measures, and of files."""

from django.urls import path

from insight import activity_views, summary_views
from insight import flow_views as views

urlpatterns = [
    path("<ods:ods_code>/figures/flow", views.flow, name="flow"),
    path("<ods:ods_code>/figures/behind", views.behind, name="behind-measure"),
    path("<ods:ods_code>/figures/definitions", views.defined, name="definitions"),
    path("<ods:ods_code>/figures/file", views.file, name="file"),
    path("<ods:ods_code>/figures/activity", activity_views.take, name="activity"),
    path("<ods:ods_code>/figures/summary", summary_views.show, name="summary"),
    path("<ods:ods_code>/figures/summary/ask", summary_views.ask, name="summary-ask"),
    path("<ods:ods_code>/figures/summary/stop", summary_views.stop, name="summary-stop"),
]
