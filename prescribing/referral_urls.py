"""Referrals: from outside and inside, the board, closing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
