"""Finding a service for somebody, choosing and sending."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
