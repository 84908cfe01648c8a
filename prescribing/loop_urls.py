"""Answers without an account: the service's page and the person's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
