"""Addresses of load and flow, of lists behind measures, and of files."""

from django.urls import path

from insight import flow_views as views

urlpatterns = [
    path("<ods:ods_code>/figures/flow", views.flow, name="flow"),
    path("<ods:ods_code>/figures/behind", views.behind, name="behind-measure"),
    path("<ods:ods_code>/figures/definitions", views.defined, name="definitions"),
    path("<ods:ods_code>/figures/file", views.file, name="file"),
]
