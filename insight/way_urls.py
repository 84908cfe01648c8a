"""Addresses of the funnel."""

from django.urls import path

from insight import way_views as views

urlpatterns = [
    path("<ods:ods_code>/figures/way", views.way, name="way"),
    path("<ods:ods_code>/figures/less", views.less, name="less"),
    path("<ods:ods_code>/figures/way/people", views.people, name="way-people"),
]
