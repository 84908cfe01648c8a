"""Addresses of the call list."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
