"""Addresses of the page behind an invitation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
