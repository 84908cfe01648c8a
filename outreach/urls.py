"""Addresses of outreach/."""

from outreach import call_urls, cohort_urls, invite_urls, wave_urls

app_name = "outreach"
urlpatterns = [
    *cohort_urls.urlpatterns,
    *wave_urls.urlpatterns,
    *call_urls.urlpatterns,
    *invite_urls.urlpatterns,
]
