"""Every address of the site; each view behind it carries its own gate."""

from django.urls import include, path, register_converter

from practice.addresses import OdsCode

register_converter(OdsCode, "ods")

urlpatterns = [
    path("", include("practice.urls")),
    path("", include("patients.urls")),
    path("", include("activation.urls")),
    path("", include("prescribing.urls")),
    path("", include("coaching.urls")),
    path("", include("reminders.urls")),
    path("", include("outreach.urls")),
    path("", include("insight.urls")),
    path("account/", include("config.account_urls")),
]

handler403 = "patients.refusals.refused"
handler404 = "practice.errors.not_found"
handler429 = "practice.sign_in.slowed"  # where allauth counts
handler500 = "practice.errors.failed"
