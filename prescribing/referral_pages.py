"""What the pages of one referral show: the facts, what can be done, and everything that happened, newest first."""

from typing import Any, cast

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from patients.models import Patient
from patients.strip import about
from practice.acting import Stale
from practice.addresses import address
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import status_of
from prescribing import referral_queries as lookup
from prescribing.models import Placement, Referral, ReferralContact
from prescribing.models.referral import OVER
from prescribing.referral_forms import AboutForm, AnswerForm

MEANS: dict[str, str] = {
    Referral.Stands.ASKED: "new",
    Referral.Stands.WAITING: "wait",
    Referral.Stands.ACCEPTED: "act",
    Referral.Stands.CLOSED: "quiet",
    Referral.Stands.IN_ERROR: "quiet",
}
CHANGED = "Somebody else has changed this since you opened it. Look at how it stands now."

CHANGED_KEPT = (
    "Somebody else changed this while you had it open. Nothing of yours is lost: look, then save again."
)


def keep_words(form: Form, stale: Stale) -> None:
    """The form goes on with what was typed and the version that stands now."""
    version = stale.current.version  # type: ignore[attr-defined]
    typed = cast(QueryDict, form.data).copy()
    typed["version"] = str(version)
    form.data = typed
    form.add_error(None, CHANGED_KEPT)


def refer_page(request: Request, patient: Patient, form: AboutForm) -> HttpResponse:
    """Why, and whether they know: the press says it."""
    context = {"form": form, **about(request, patient)}
    return page(request, "prescribing/referral_make.html", context, status=status_of(form))


def referral_page(request: Request, referral: Referral) -> HttpResponse:
    reads = lookup.may_read(request, referral)
    reached, placed = lookup.contacts_of(referral), lookup.placements_of(referral)
    context = {
        "facts": facts(referral, reads),
        "events": events(referral, reads, reached, placed),
        "strikable": strikable(referral, reached),
        "placements": placements(request, placed),
        "question": lookup.question_of(referral) if referral.stands not in OVER else None,
        "answer_form": AnswerForm(),
        "arrived": referral.arrivals.order_by("received_at") if reads else (),
        "beside": other_open(referral),
        **story(request, referral, reads),
    }
    return page(request, "prescribing/referral.html", context)


def story(request: Request, referral: Referral, reads: bool | None = None) -> dict[str, Any]:
    """What every page of a referral needs."""
    return {
        "referral": referral,
        "meaning": MEANS.get(referral.stands, "good"),
        "is_over": referral.stands in OVER,
        "reads": lookup.may_read(request, referral) if reads is None else reads,
        "works": Permission.PRESCRIBE in request.permissions,
        "mine": referral.worker_id in {m.pk for m in request.memberships},
        **about(request, referral.patient),
    }


def other_open(referral: Referral) -> Referral | None:
    """The second one of two records that became one."""
    others = referral.patient.referrals.open().filter(practice_id=referral.practice_id)
    return others.exclude(pk=referral.pk).first() if referral.stands not in OVER else None


def placements(request: Request, rows: list[Placement]) -> list[dict[str, Any]]:
    """Each service that was chosen, where it stands there, and the page of what was said."""
    names = {True: "prescribing:answers", False: "prescribing:placement"}
    ods_code = request.practice.ods_code
    return [
        {
            "row": row,
            "url": address(names[row.sent_at is not None], ods_code, row.pk),
            "run_out": not row.ended_at and row.agreement_over(request.today),
        }
        for row in rows
    ]


def facts(referral: Referral, reads: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"key": "Referred by", "value": referred_by(referral)}]
    needs = lookup.needs_of(referral)
    if reads:
        found.append({"key": "Why", "value": referral.reason, "nothing": "Nothing was said"})
        found.append({"key": "Needs", "value": "; ".join(needs), "nothing": "None chosen"})
    found += [
        {"key": "How soon", "value": referral.get_urgency_display()},
        {"key": "Best times", "value": referral.best_times},
        {
            "key": "Link worker",
            "value": referral.worker.name if referral.worker else "",
            "nothing": "Nobody yet",
        },
    ]
    if reads and referral.plan:
        found.append({"key": "Plan", "value": referral.plan})
    if referral.outcome:
        found.append({"key": "Outcome", "value": referral.get_outcome_display()})
    if referral.outcome and reads:
        found.append({"key": "Because", "value": referral.closed_because})
    return found


def referred_by(referral: Referral) -> str:
    if referral.referred_by_words:
        return referral.referred_by_words
    if referral.route in (Referral.Route.SELF, Referral.Route.INVITED) or referral.referred_by is None:
        return str(referral.get_route_display())
    return f"{referral.referred_by.name}, {referral.referred_by.get_role_display().lower()}"


def events(
    referral: Referral, reads: bool, reached: list[ReferralContact], placed: list[Placement]
) -> list[dict[str, Any]]:
    """Steps, contacts, what services said, what went back: one line each."""
    found = [
        *steps(referral, reads),
        *contacts(reached, reads),
        *said(placed, reads),
        *given(referral, reads),
    ]
    return sorted(found, key=lambda event: event["at"], reverse=True)


def steps(referral: Referral, reads: bool) -> list[dict[str, Any]]:
    rows = referral.steps.select_related("member__user").order_by("-happened_at", "-pk")
    return [
        {
            "at": step.happened_at,
            "title": step.get_kind_display(),
            "by": step.member.name if step.member else "",
            "text": step.because if reads else "",
        }
        for step in rows
    ]


def contacts(rows: list[ReferralContact], reads: bool) -> list[dict[str, Any]]:
    return [
        {
            "at": contact.happened_at,
            "title": f"{contact.get_mode_display()}: {contact.get_result_display().lower()}",
            "by": contact.noted_by.name,
            "text": contact.words if reads else "",
            "tag": f"{contact.minutes} minutes" if contact.minutes else "",
            "meaning": "plain",
            "struck": contact.entered_in_error_because if contact.entered_in_error_at else "",
        }
        for contact in rows
    ]


def strike_url(referral: Referral, contact_id: int) -> str:
    return address("prescribing:strike-contact", referral.practice.ods_code, contact_id)


def strikable(referral: Referral, rows: list[ReferralContact]) -> list[dict[str, Any]]:
    """Contacts that may have been noted by mistake, each with its way to be struck through."""
    return [
        {"at": row.happened_at, "label": row.get_mode_display(), "url": strike_url(referral, row.pk)}
        for row in rows
        if row.entered_in_error_at is None
    ]


def said(rows: list[Placement], reads: bool) -> list[dict[str, Any]]:
    """What happened at services."""
    found = []
    for placement in rows:
        for event in placement.events.all():
            who = event.member.name if event.member else event.get_who_display()
            found.append(
                {
                    "at": event.noted_at,
                    "title": f"{placement.service.name}: {event.get_kind_display().lower()}",
                    "by": who,
                    "text": event.words if reads else "",
                }
            )
    return found


def given(referral: Referral, reads: bool) -> list[dict[str, Any]]:
    rows = referral.messages_back.select_related("given_by__user")
    back = [
        {
            "at": row.given_at,
            "title": f"Message back to {row.to_whom}",
            "by": row.given_by.name,
            "text": row.words if reads else "",
        }
        for row in rows
    ]
    told = referral.signposts.select_related("service", "told_by__user").filter(entered_in_error_at=None)
    return back + [
        {"at": row.told_at, "title": f"Told about {row.service.name}", "by": row.told_by.name} for row in told
    ]


def to_referral(request: Request, referral: Referral) -> HttpResponse:
    return redirect("prescribing:referral", request.practice.ods_code, referral.pk)


def to_record(request: Request, patient: Patient) -> HttpResponse:
    return redirect("patients:record", request.practice.ods_code, patient.pk)
