"""What the pages of a session show: which one, with which words in it, and whose version differs."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from activation.record_panel import record_panel
from coaching import brief, queries, risk_queries
from coaching.actions.drafts import draft_of, held_for, whose
from coaching.aims import Aims
from coaching.forms import AddWordsForm, RightPersonForm
from coaching.goal_queries import aims_of, own_phrases
from coaching.models import HeldPost, Pace, Session, SessionDraft
from coaching.note_form import NoteAsTyped, NoteForm
from coaching.note_parts import PARTS
from coaching.note_shown import shown_of
from coaching.output_pages import prepared
from coaching.output_queries import facts_of
from coaching.outputs.note import note
from coaching.pace import MEANS
from coaching.words import Typed, as_text, differing, side_by_side, the_same
from patients.strip import about
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request

WEEKS = (1, 2, 4, 6)  # until the next contact, each one press


def session_page(request: Request, session: Session) -> HttpResponse:
    """A booked session waits, a started one is written up, an ended one is read."""
    if session.is_open and Permission.WRITE_NOTES in request.permissions:
        return writing_page(request, session) if session.started_at else booked_page(request, session)
    return reading_page(request, session)


def to_session(request: Request, session: Session) -> HttpResponse:
    return redirect("coaching:session", ods_code=request.practice.ods_code, session_id=session.pk)


def booked_page(request: Request, session: Session) -> HttpResponse:
    context = {"session": session, **queries.last_time(request, session)}
    return page(request, "coaching/booked.html", {**context, **about(request, session.patient)})


def note_form(request: Request, session: Session, *args: Any, **kwargs: Any) -> NoteForm:
    return NoteForm(*args, **form_needs(request, session), **kwargs)


def form_needs(request: Request, session: Session, aims: Aims | None = None) -> dict[str, Any]:
    return {
        "patient": session.patient,
        "today": request.today,
        "colleagues": queries.readers(request),
        "aims": aims or aims_of(request, session.patient),
    }


def writing_page(
    request: Request,
    session: Session,
    *,
    form: NoteForm | None = None,
    theirs: SessionDraft | None = None,
    mine: Typed | None = None,
    status: int = 200,
) -> HttpResponse:
    """The note and what was agreed last time. With `theirs`, both versions and a choice for each part."""
    draft = theirs or draft_of(session=session, member=request.member)
    held = held_for(session=session, user_id=request.user.pk, now=request.now)
    level = record_panel(request, session.patient)
    aims = form.aims if form else aims_of(request, session.patient, level)
    context = {**writing_context(request, session, held, draft), **beside(request, level, aims)}
    if form is None and mine is None and held and is_newer(held, draft):
        theirs, mine = draft, held.fields
    if theirs is not None and mine is not None:
        return choosing_page(request, context, mine, theirs, status)
    form = form or form_with(request, session, held, draft, aims)
    context |= {"form": form, "shown": shown_of(form)}
    return page(request, brief.template_of(request, session, form), context, status=status)


def writing_context(
    request: Request, session: Session, held: HeldPost | None, draft: SessionDraft | None
) -> dict[str, Any]:
    """What stands round the form."""
    return {
        "session": session,
        "draft": draft,
        "draft_version": draft.version if draft else 0,
        "held": held,
        "whose": whose(session=session, member=request.member, held=held).signed,
        **queries.last_time(request, session),
        **others(request, session),
        "risk": risk_queries.of_session(request, session),
        "alerts": risk_queries.open_here(request, session.patient, but=session),
        **about(request, session.patient),
    }


def others(request: Request, session: Session) -> dict[str, Any]:
    """Who else writes: their words are their own until signed, and read by nobody else while they work here."""
    drafts = queries.others_writing(request, session)
    left = [draft for draft in drafts if draft.member.ended_at]
    needs = form_needs(request, session) if left else {}
    return {
        "others": [draft.member.name for draft in drafts if not draft.member.ended_at],
        "left": [(draft, as_text(NoteAsTyped(draft.fields, **needs), draft.fields)) for draft in left],
    }


def beside(request: Request, level: dict[str, Any], aims: Aims) -> dict[str, Any]:
    """What stands at the side of the form."""
    return {
        "parts": PARTS,
        "level": level,
        "may_measure": Permission.MEASURE in request.permissions,
        "aims": aims,
        "pace": aims.pace,
        "paces": [(kind.value, kind.label, MEANS[kind]) for kind in Pace.Kind],
        "phrases": list(own_phrases(request)),
        "soon": soon(request.today),
    }


def soon(today: dt.date) -> list[tuple[int, dt.date]]:
    """So many weeks from now; from a weekend on it is the Monday after."""
    days = [(weeks, today + dt.timedelta(weeks=weeks)) for weeks in WEEKS]
    return [
        (weeks, day + dt.timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0))
        for weeks, day in days
    ]


def is_newer(held: HeldPost, draft: SessionDraft | None) -> bool:
    """The draft went on elsewhere since the held words were typed, and they are not the same."""
    return bool(draft and draft.version != held.version and differing(held.fields, draft.fields))


def form_with(
    request: Request, session: Session, held: HeldPost | None, draft: SessionDraft | None, aims: Aims
) -> NoteForm:
    """The words that were typed last; at first the only goal there is, and how the two meet."""
    typed = held or draft
    needs = form_needs(request, session, aims)
    if typed is None:
        goal = str(aims.goals[0].pk) if len(aims.goals) == 1 else ""
        return NoteForm(initial={"mode": session.mode, "goal": goal, "shown_as": "numbers"}, **needs)
    return NoteAsTyped(typed.fields, **needs)


def choosing_page(
    request: Request, context: dict[str, Any], mine: Typed, theirs: SessionDraft, status: int
) -> HttpResponse:
    needs = form_needs(request, context["session"], context["aims"])
    form = NoteAsTyped(mine, also=theirs.fields, **needs)
    context |= {
        "rows": side_by_side(form, mine, theirs.fields),
        "same": the_same(mine, theirs.fields),
        "changed_at": theirs.saved_at,
    }
    return page(request, "coaching/choose.html", context, status=status)


def reading_page(
    request: Request,
    session: Session,
    *,
    form: AddWordsForm | None = None,
    right_person: RightPersonForm | None = None,
    ended_meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    """A note as it was signed, what was added, and the reader's own words that are not in it."""
    own = own_words(request, session)
    context = {
        "session": session,
        "addenda": session.addenda.select_related("added_by__user").order_by("added_at", "pk"),
        "follow_ups": session.follow_ups.select_related("owner__user").order_by("due_on", "pk"),
        "readers": session.readers.select_related("member__user").order_by("pk") if session.sensitive else [],
        "form": form or AddWordsForm(initial={"words": own}),
        "right_person": right_person or RightPersonForm(),
        "own": own,
        "ended_meanwhile": ended_meanwhile,
        "may_write": Permission.WRITE_NOTES in request.permissions,
        **signed_words(request, session),
        "risk": risk_queries.of_session(request, session),
        "alerts": risk_queries.open_here(request, session.patient, but=session),
        **about(request, session.patient),
    }
    return page(request, "coaching/session.html", context, status=status)


def signed_words(request: Request, session: Session) -> dict[str, Any]:
    """The note as it was signed and what stands ready from it; a struck one is still there to be read."""
    ready = prepared(request, session)
    if session.finished_at is None:
        return ready
    read = ready["outputs"].note if ready["outputs"] else note(facts_of(session, request.today))
    return {**ready, "read": read, "told": session.steps_told.order_by("pk")}


def own_words(request: Request, session: Session) -> str:
    """What this reader had typed when the session ended without it."""
    draft = draft_of(session=session, member=request.member)
    held = held_for(session=session, user_id=request.user.pk, now=request.now)
    typed = held or draft
    if typed is None:
        return ""
    return as_text(NoteAsTyped(typed.fields, **form_needs(request, session)), typed.fields)
