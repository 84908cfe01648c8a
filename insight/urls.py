"""Addresses of insight/."""

from django.urls import path

from insight import change_urls, chart_urls, fair_urls, flow_urls, improvement_urls, views, way_urls
from insight.behind import LISTS
from insight.whole import urls as whole_urls

app_name = "insight"
urlpatterns = [
    *chart_urls.urlpatterns,
    *flow_urls.urlpatterns,
    *fair_urls.urlpatterns,
    *way_urls.urlpatterns,
    *change_urls.urlpatterns,
    path("<ods:ods_code>/dashboard", views.dashboard, name="dashboard"),
    path("<ods:ods_code>/figures/coverage", views.coverage, name="coverage"),
    path("<ods:ods_code>/dashboard/social-prescribing", views.behind_social, name="behind-social"),
    *[
        path(f"<ods:ods_code>/dashboard/{figure}", views.behind, {"figure": figure}, name=f"behind-{figure}")
        for figure in LISTS
    ],
    *improvement_urls.urlpatterns,
    *whole_urls.urlpatterns,
]
