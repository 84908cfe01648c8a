"""Addresses of practice/."""

from django.urls import path

from practice import views

app_name = "practice"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("still-here", views.still_here, name="still-here"),
]
