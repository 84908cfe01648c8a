"""Addresses of what changed."""

from django.urls import path

from insight import change_views as views

urlpatterns = [
    path("<ods:ods_code>/figures/change", views.change, name="change"),
    path("<ods:ods_code>/figures/change/people", views.people, name="change-people"),
]
