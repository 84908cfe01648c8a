"""The demo’s request for what is held: somebody asked eighteen days ago, and about half of it has been read."""

import datetime as dt
from typing import Any

from insight.actions import access_requests, access_texts
from insight.demo_projects import working
from insight.models import AccessRequest, AccessText
from insight.whole.shelves import pages
from patients.models import Patient
from practice.demo import DEMO, ELM
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.tenancy import in_view

DAY = dt.timedelta(days=1)
ASKED = {
    "asker": AccessRequest.Asker.PERSON,
    "asker_name": "",
    "came": AccessRequest.Came.EMAIL,
    "wants": "Everything you have written about me since I began with the coach",
}
SEEN = {
    "identity": AccessRequest.Identity.PHOTO,
    "identity_words": "Driving licence, last digits 4X7",
    "authority": "",
    "authority_words": "",
}


def somebody_asks(elm: Practice, *, now: dt.datetime) -> None:
    with in_view([elm], DEMO):
        began = now - 18 * DAY
        patient = whose(elm)
        manager, clinician = working(ELM, Role.MANAGER), working(ELM, Role.CLINICIAN)
        values = ASKED | {"came_on": began.date()}
        request = access_requests.open_request(patient=patient, values=values, by=manager, now=began)
        by: dict[str, Any] = {"by": manager, "now": began + DAY}
        request = access_requests.check_asker(request=request, version=1, values=SEEN, **by)
        access_texts.gather(request=request, by=manager, now=now - 3 * DAY)
        half_is_read(request, clinician, now - 2 * DAY)


def whose(elm: Practice) -> Patient:
    """With several sessions, and with somebody beside them."""
    coached = elm.patients.filter(summaries__sessions__gte=2, restricted=False, merged_at=None, died_on=None)
    found = coached.filter(supporters__isnull=False).order_by("pk").first() or coached.order_by("pk")[0]
    found.practice = elm
    return found


def half_is_read(request: AccessRequest, clinician: Membership, now: dt.datetime) -> None:
    """Page by page; of what somebody else is called nothing goes out."""
    rows = list(AccessText.objects.filter(practice_id=request.practice_id, request=request, note=None))
    shelves = pages(rows)
    for page in shelves[: (len(shelves) + 1) // 2]:
        for row in page.rows:
            if (row.model, row.field) == ("patients.Supporter", "name"):
                why: dict[str, Any] = {
                    "reason": AccessText.Reason.SOMEBODY_ELSE,
                    "because": "She has not been asked",
                }
                whole: dict[str, Any] = {
                    "decision": AccessText.Decision.WHOLE,
                    "out": (),
                    "version": row.version,
                }
                access_texts.decide(text=row, **whole, **why, by=clinician, now=now)
        shown = {row.pk: row.version for row in page.rows if row.field != "name"}
        if shown:
            access_texts.give_as_they_are(request=request, shown=shown, by=clinician, now=now)
