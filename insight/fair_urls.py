"""Addresses of fairness, and of the figures of several practices."""

from django.urls import path

from insight import fair_views

urlpatterns = [
    path("<ods:ods_code>/figures/fairness", fair_views.fairness, name="fairness"),
    path("<ods:ods_code>/figures/gaps", fair_views.gaps, name="gaps"),
    path("mine/figures", fair_views.network, name="network"),
]
