"""Addresses of the page behind an invitation. Short, because it stands in a text of 160 letters."""

from django.urls import path

from outreach import invite_views

urlpatterns = [
    path("link/<str:token>/i", invite_views.invite, name="invite"),
    path("link/<str:token>/i/stop", invite_views.invite_stop, name="invite-stop"),
]
