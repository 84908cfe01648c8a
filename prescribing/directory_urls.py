"""The directory: its pages, its sources and its own feed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
