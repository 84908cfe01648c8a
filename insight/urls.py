"""Addresses of insight/."""

from django.urls import path

from insight import views

app_name = "insight"
urlpatterns = [
    path("<ods:ods_code>/dashboard", views.dashboard, name="dashboard"),
    path("<ods:ods_code>/dashboard/<slug:figure>", views.behind, name="behind"),
]
