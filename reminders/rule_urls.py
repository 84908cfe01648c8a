"""Addresses for what a practice sends, when, and in which words."""

from django.urls import path

from reminders import rule_views

HERE = "<ods:ods_code>/what-we-send"
urlpatterns = [
    path(HERE, rule_views.show, name="rules"),
    path(f"{HERE}/kind", rule_views.change, name="rule"),
    path(f"{HERE}/restore", rule_views.restore, name="rule-restore"),
    path(f"{HERE}/test", rule_views.try_out, name="rule-test"),
]
