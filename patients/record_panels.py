"""This room's own panels on the record: all of them read the same sheet, so they cost one query together."""

from typing import Any

from patients import caseload, panels
from patients.models import Circumstance, Consent, ContactPoint, HelpAsked, Need, Patient, Supporter
from patients.sheet import Note, sheet_of
from practice.permissions import Permission
from practice.requests import Request

Context = dict[str, Any]
SOON = 30


def may_edit(request: Request) -> bool:
    return Permission.EDIT_PATIENT in request.permissions


def details(request: Request, patient: Patient) -> Context:
    return {"may_edit": may_edit(request)}


def needs(request: Request, patient: Patient) -> Context:
    return {"needs_noted": labelled(sheet_of(patient).needs, Need.Kind), "may_edit": may_edit(request)}


def contact(request: Request, patient: Patient) -> Context:
    """Nothing at all of a restricted person's."""
    points = [] if patient.restricted else labelled(sheet_of(patient).contact_points, ContactPoint.Kind)
    for point in points:
        point["whose_words"] = ContactPoint.Whose(point["whose"]).label
        point["is_telephone"] = point["kind"] != ContactPoint.Kind.EMAIL
    return {"points": points, "may_edit": may_edit(request) and not patient.restricted}


def supporters(request: Request, patient: Patient) -> Context:
    """A supporter's number would tell where a restricted person is."""
    found = sheet_of(patient).supporters
    for supporter in found:
        supporter["authority_words"] = Supporter.Authority(supporter["authority"]).label
        supporter["decides"] = supporter["authority"] != Supporter.Authority.NONE
        supporter["expired"] = bool(supporter["expires_on"] and supporter["expires_on"] < request.today)
        if patient.restricted:
            supporter["telephone"] = ""
    return {"supporters": found, "may_edit": may_edit(request)}


def circumstances(request: Request, patient: Patient) -> Context:
    """All six, so that not asked is seen to differ from asked and declined."""
    answers = {note["kind"]: note for note in sheet_of(patient).circumstances}
    rows: list[Context] = [
        {"kind": k.value, "label": k.label, "note": answers.get(k.value)} for k in Circumstance.Kind
    ]
    return {"rows": rows, "not_asked": unanswered(rows), "may_edit": may_edit(request)}


def unanswered(rows: list[Context]) -> list[Context]:
    return [row for row in rows if row["note"] is None]


def conditions(request: Request, patient: Patient) -> Context | None:
    """For clinical roles; a link worker sees those of their own caseload."""
    if Permission.SEE_CONDITIONS in request.permissions or in_caseload(request, patient):
        return {"conditions": sheet_of(patient).conditions}
    return None


def in_caseload(request: Request, patient: Patient) -> bool:
    return Permission.WRITE_NOTES in request.permissions and caseload.includes(request, patient)


def consents(request: Request, patient: Patient) -> Context:
    """Each kind with its latest answer; one that ran out is said to have."""
    latest = {note["kind"]: note for note in sheet_of(patient).consents}
    rows: list[Context] = [
        {"kind": k.value, "label": k.label, "note": latest.get(k.value)} for k in Consent.Kind
    ]
    for row in rows:
        if row["note"]:
            row["state"], row["meaning"] = state_of(request, row["note"])
    return {"rows": rows, "not_asked": unanswered(rows), "may_edit": may_edit(request)}


def state_of(request: Request, note: Note) -> tuple[str, str]:
    if not note["agreed"]:
        return "Does not agree", "stop"
    if note["until_on"] is None:
        return "Agrees", "good"
    left = (note["until_on"] - request.today).days
    if left < 0:
        return "Ran out: ask again", "act"
    return ("Runs out soon", "wait") if left < SOON else ("Agrees", "good")


def alerts(request: Request, patient: Patient) -> Context | None:
    """How many there are, never what they say."""
    found = sheet_of(patient).alerts
    return {"count": len(found), "may_edit": may_edit(request)} if found or may_edit(request) else None


def asked(request: Request, patient: Patient) -> Context | None:
    """What they sent through a link, and what was done; left out where they sent nothing."""
    found = labelled(sheet_of(patient).asked, HelpAsked.Kind)
    reads = Permission.READ_MEASURES in request.permissions
    for one in found:
        one["late"] = one["dealt_at"] is None and one["due_at"] < request.now
        about_answers = reads and one["kind"] in HelpAsked.ABOUT_ANSWERS
        one["answers"] = one["subject_id"] if about_answers else None
    return {"asked_of_us": found} if found else None


def labelled(notes: list[Note], kinds: Any) -> list[Note]:
    for note in notes:
        note["kind_words"] = kinds(note["kind"]).label
    return notes


def register() -> None:
    """Called when the room starts."""
    for order, (name, title, query, permission) in enumerate(
        (
            ("details", "Details", details, Permission.OPEN_RECORD),
            ("needs", "Needs and adjustments", needs, Permission.OPEN_RECORD),
            ("contact", "How to reach them", contact, Permission.OPEN_RECORD),
            ("supporters", "Supporters", supporters, Permission.SEE_LIFE),
            ("circumstances", "Circumstances", circumstances, Permission.SEE_LIFE),
            ("conditions", "Conditions", conditions, Permission.OPEN_RECORD),
            ("consents", "What they agree to", consents, Permission.OPEN_RECORD),
            ("alerts", "Staff notes", alerts, Permission.OPEN_RECORD),
        ),
        start=5,
    ):
        panels.register(
            name,
            title,
            permission=permission,
            query=query,
            template=f"patients/panels/{name}.html",
            order=order * 10,
        )
    panels.register(
        "asked",
        "Sent by the patient",
        permission=Permission.LOOK_AFTER,
        query=asked,
        template="patients/panels/asked.html",
        order=12,
    )
