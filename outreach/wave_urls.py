"""Addresses of waves and the ranking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
