"""Addresses of cohorts, their runs, lists and exports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
