"""Addresses of requests for what is held about somebody."""

from django.urls import path

from insight.whole import copy_views, request_views, text_views

ALL = "<ods:ods_code>/access-requests"
ONE = f"{ALL}/<int:access_request_id>"
TEXT = f"{ONE}/texts/<int:access_text_id>"

urlpatterns = [
    path(ALL, request_views.access_requests, name="access-requests"),
    path(
        "<ods:ods_code>/patients/<int:patient_id>/access-request",
        request_views.open_request,
        name="open-access-request",
    ),
    path(ONE, request_views.access_request, name="access-request"),
    path(f"{ONE}/check", request_views.check_asker, name="check-asker"),
    path(f"{ONE}/extend", request_views.extend, name="extend-access-request"),
    path(f"{ONE}/end", request_views.end, name="end-access-request"),
    path(f"{ONE}/gather", request_views.gather, name="gather-access-request"),
    path(f"{ONE}/approve", request_views.approve, name="approve-access-request"),
    path(f"{ONE}/handed-over", request_views.hand_over, name="hand-over-access-request"),
    path(f"{ONE}/draft", copy_views.draft, name="access-draft"),
    path(f"{ONE}/part/<int:part>", copy_views.part, name="access-part"),
    path(f"{ONE}/data", copy_views.data, name="access-data"),
    path(TEXT, text_views.access_text, name="access-text"),
    path(f"{TEXT}/leave-out", text_views.leave_out, name="leave-out-text"),
]
