"""Addresses of records put together."""

from django.urls import path

from patients import merge_views

ONE = "<ods:ods_code>/patients/<int:patient_id>"

urlpatterns = [
    path(f"{ONE}/merge", merge_views.merge, name="merge"),
    path(f"{ONE}/merge/<int:other_id>", merge_views.merge_with, name="merge-with"),
    path(f"{ONE}/merges", merge_views.merges, name="merges"),
    path(f"{ONE}/merges/<int:merge_id>/undo", merge_views.unmerge, name="unmerge"),
]
