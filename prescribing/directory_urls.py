"""The directory: its pages, its sources and its own feed."""

from django.urls import path

from prescribing import directory_views as pages
from prescribing import feed_views, source_views, terms_views
from prescribing import service_views as writing

HERE = "<ods:ods_code>/directory"
SERVICE = f"{HERE}/<int:service_id>"
PART = f"{SERVICE}/<slug:service_part>"
READING = f"{HERE}/readings/<int:reading_id>"
SOURCE = f"{HERE}/sources/<int:source_id>"

urlpatterns = [
    path(HERE, pages.directory, name="directory"),
    path(f"{HERE}/add", writing.add_service, name="add-service"),
    path(f"{HERE}/terms", terms_views.terms, name="terms"),
    path(f"{HERE}/sources", source_views.sources, name="sources"),
    path(f"{HERE}/sources/add", source_views.add_source, name="add-source"),
    path(f"{HERE}/sources/upload", source_views.upload_services, name="upload-services"),
    path(f"{SOURCE}/read", source_views.read_source, name="read-source"),
    path(f"{SOURCE}/end", source_views.end_source, name="end-source"),
    path(READING, source_views.reading, name="reading"),
    path(f"{READING}/columns", source_views.columns, name="columns"),
    path(f"{READING}/discard", source_views.discard_table, name="discard-table"),
    path(f"{HERE}/notes/<int:service_note_id>/end", pages.end_note, name="end-service-note"),
    path(SERVICE, pages.service, name="service"),
    path(f"{SERVICE}/note", pages.note_service, name="note-service"),
    path(f"{SERVICE}/change", writing.change_service, name="change-service"),
    path(f"{SERVICE}/places", writing.service_places, name="service-places"),
    path(f"{SERVICE}/address", pages.confirm_address, name="confirm-address"),
    path(f"{SERVICE}/address/end", pages.end_address, name="end-address"),
    path(f"{SERVICE}/withdraw", writing.withdraw_service, name="withdraw-service"),
    path(f"{SERVICE}/bring-back", writing.bring_back, name="bring-back"),
    path(f"{PART}/add", writing.add_part, name="add-part"),
    path(f"{PART}/<int:piece_id>", writing.change_part, name="change-part"),
    path(f"{PART}/<int:piece_id>/end", writing.end_part, name="end-part"),
    path("<ods:ods_code>/oruk", feed_views.feed, name="feed"),
    path("<ods:ods_code>/oruk/services", feed_views.feed_services, name="feed-services"),
    path("<ods:ods_code>/oruk/services/<str:feed_id>", feed_views.feed_service, name="feed-service"),
]
