"""Addresses of the calls to people who were invited."""

from django.urls import path

from outreach import call_views as views

CALL = "<ods:ods_code>/calls/<int:invited_id>"

urlpatterns = [
    path("mine/calls", views.calls, name="calls"),
    path(CALL, views.call, name="call"),
    path(f"{CALL}/take", views.take_call, name="take-call"),
    path(f"{CALL}/leave", views.leave_call, name="leave-call"),
    path("<ods:ods_code>/calls/tries/<int:call_try_id>/undo", views.undo_call, name="undo-call"),
]
