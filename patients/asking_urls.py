"""Addresses of what patients sent through a link."""

from django.urls import path

from patients import asking_views

urlpatterns = [
    path("<ods:ods_code>/asked", asking_views.asked, name="asked"),
    path("<ods:ods_code>/asked/<int:asked_id>/done", asking_views.asked_done, name="asked-done"),
    path("<ods:ods_code>/asked/<int:asked_id>/undo", asking_views.asked_undo, name="asked-undo"),
]
