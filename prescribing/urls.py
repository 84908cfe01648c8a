"""Addresses of prescribing/."""

from prescribing import directory_urls, loop_urls, referral_urls, search_urls

app_name = "prescribing"
urlpatterns = [
    *directory_urls.urlpatterns,
    *search_urls.urlpatterns,
    *referral_urls.urlpatterns,
    *loop_urls.urlpatterns,
]
