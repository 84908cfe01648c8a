"""What the page suggests to share, from what is known; a colleague and the person change it word by word.

Never suggested: where somebody lives, why they were referred, a risk. Those are written by hand or do not go.
"""

import datetime as dt

from patients.models import ContactPoint, Need, Patient

UNTIL = dt.timedelta(days=183)
SAFE = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.HOME, ContactPoint.Kind.EMAIL)
HELPS = (
    Need.Kind.CONTACT_METHOD,
    Need.Kind.FORMAT,
    Need.Kind.PROFESSIONAL,
    Need.Kind.SUPPORT,
    Need.Kind.ADJUSTMENT,
)


def suggested(patient: Patient, today: dt.date) -> dict[str, object]:
    """Of somebody whose details are protected nothing is suggested; and that somebody agreed, of nobody."""
    first: dict[str, object] = {"agreed_on": today, "agreed_until": today + UNTIL}
    if patient.restricted:
        return first
    return first | {
        "share_name": f"{patient.called} {patient.family_name}",
        "share_contact": way_to_reach(patient),
        "share_access": what_helps(patient),
    }


def way_to_reach(patient: Patient) -> str:
    """Their own number or address that nobody called unsafe; none where contact is with care."""
    if patient.contact_with_care:
        return ""
    points = ContactPoint.objects.open().filter(
        practice=patient.practice_id, patient=patient, whose=ContactPoint.Whose.OWN, kind__in=SAFE
    )
    safe = [point for point in points if point.may_send is not False]
    safe.sort(key=lambda point: (SAFE.index(ContactPoint.Kind(point.kind)), point.pk))
    return ", ".join(filter(None, (safe[0].value, safe[0].safe_times))) if safe else ""


def what_helps(patient: Patient) -> str:
    """An interpreter first; then what they need to take part. An impairment is not a need: it is not suggested."""
    words = (
        [f"Speaks {patient.language or 'another language'}, needs an interpreter"]
        if patient.interpreter_needed
        else []
    )
    needs = Need.objects.open().filter(practice=patient.practice_id, patient=patient, kind__in=HELPS)
    return "; ".join([*words, *needs.order_by("pk").values_list("words", flat=True)])[:500]
