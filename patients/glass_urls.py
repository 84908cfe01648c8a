"""Addresses of blocked records and of breaking the glass."""

from django.urls import path

from patients import blocks_views, glass_views

ONE = "<ods:ods_code>/patients/<int:patient_id>"

urlpatterns = [
    path(f"{ONE}/break-glass", glass_views.break_glass, name="break-glass"),
    path("<ods:ods_code>/glass", glass_views.glass, name="glass"),
    path("<ods:ods_code>/glass/<int:glass_id>/seen", glass_views.glass_seen, name="glass-seen"),
    path("<ods:ods_code>/blocks", blocks_views.blocks, name="blocks"),
    path("<ods:ods_code>/blocks/add", blocks_views.block_record, name="block-record"),
    path("<ods:ods_code>/blocks/<int:block_id>/end", blocks_views.end_block, name="end-block"),
    path(f"{ONE}/block", blocks_views.block, name="block"),
    path(f"{ONE}/declare", blocks_views.declare, name="declare"),
]
