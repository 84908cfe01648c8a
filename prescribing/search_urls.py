"""Finding a service for somebody, choosing and sending; signposting; what is missing."""

from django.urls import path

from prescribing import choosing_views, gap_views, search_views, signpost_views

PERSON = "<ods:ods_code>/patients/<int:patient_id>"
PLACEMENT = "<ods:ods_code>/placements/<int:placement_id>"

urlpatterns = [
    path(f"{PERSON}/services", search_views.find_service, name="find-service"),
    path(f"{PERSON}/services/<int:service_id>", search_views.service_for, name="service-for"),
    path(f"{PERSON}/services/<int:service_id>/told", signpost_views.told, name="told"),
    path(f"{PERSON}/signpost", signpost_views.signpost, name="signpost"),
    path(
        "<ods:ods_code>/signposts/<int:signpost_id>/error", signpost_views.told_in_error, name="told-in-error"
    ),
    path(f"{PLACEMENT}", choosing_views.placement, name="placement"),
    path(f"{PLACEMENT}/agree", choosing_views.agree, name="agree"),
    path(f"{PLACEMENT}/agree-again", choosing_views.agree_again, name="agree-again"),
    path(f"{PLACEMENT}/send", choosing_views.send, name="send"),
    path(f"{PLACEMENT}/withdraw", choosing_views.withdraw, name="withdraw"),
    path(f"{PLACEMENT}/end-agreement", choosing_views.end_agreement, name="end-agreement"),
    path(f"{PERSON}/gap", gap_views.add_gap, name="add-gap"),
    path("<ods:ods_code>/gaps", gap_views.gaps, name="gaps"),
    path("<ods:ods_code>/gaps/file", gap_views.gaps_file, name="gaps-file"),
    path("<ods:ods_code>/gaps/<int:gap_id>/end", gap_views.end, name="end-gap"),
]
