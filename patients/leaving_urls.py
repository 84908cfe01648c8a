"""Addresses for people who died or left."""

from django.urls import path

from patients import leaving_views

ONE = "<ods:ods_code>/patients/<int:patient_id>"

urlpatterns = [
    path(f"{ONE}/died", leaving_views.died, name="died"),
    path(f"{ONE}/died/undo", leaving_views.died_undo, name="died-undo"),
    path(f"{ONE}/left", leaving_views.left, name="left"),
    path(f"{ONE}/left/undo", leaving_views.left_undo, name="left-undo"),
    path("<ods:ods_code>/leavings", leaving_views.leavings, name="leavings"),
    path("<ods:ods_code>/leavings/<int:leaving_id>/settled", leaving_views.settle, name="settle-leaving"),
]
