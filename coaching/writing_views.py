"""A note is typed, saved as a draft, signed, added to."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from coaching import queries
from coaching.actions import drafts, writing
from coaching.actions.drafts import Whose
from coaching.actions.pace import choose_pace
from coaching.forms import AddWordsForm
from coaching.goal_forms import PaceForm
from coaching.held import keeps_words, version_of
from coaching.models import Session, SessionDraft
from coaching.note import TEXTS
from coaching.note_form import NoteAsTyped, NoteForm
from coaching.pages import form_needs, note_form, reading_page, to_session, writing_page
from coaching.words import Typed, chosen, is_too_long, typed
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import is_background, requires
from practice.models import Membership
from practice.permissions import Permission
from practice.requests import Request

TOO_LONG = "This is too long to keep: each part may have 20,000 characters"


@require_POST
@keeps_words
@requires(Permission.WRITE_NOTES)
def draft(request: Request, session_id: int) -> HttpResponse:
    """Keep what is typed: every few seconds by script, or by a press of the button."""
    return keep_draft(request, queries.session_here(request, session_id))


def keep_draft(request: Request, session: Session) -> HttpResponse:
    """The words are safe, or both versions are shown."""
    fields = chosen_words(request, session)
    change_pace(request, session)
    if is_too_long(fields):
        form = NoteAsTyped(fields, wrong=TOO_LONG, **form_needs(request, session))
        return writing_page(request, session, form=form, status=422)
    try:
        saved = save(request, session, fields)
    except Stale as stale:
        return both_versions(request, session, stale.current, fields)
    if is_background(request):
        return HttpResponse(status=204, headers={"X-Skerry-Version": str(saved.version)})
    messages.success(request, "Draft saved")
    return to_session(request, session)


@require_POST
@keeps_words
@requires(Permission.WRITE_NOTES)
def finish(request: Request, session_id: int) -> HttpResponse:
    """Sign the note. A note without a next step asks once, and one press says that none was agreed."""
    session = queries.session_here(request, session_id)
    fields = typed(request.POST)
    form = note_form(request, session, request.POST)
    try:
        if not form.is_valid():
            return kept_and_shown(request, session, form, fields)
        writing.finish(**signed(request, session, form, fields))
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return kept_and_shown(request, session, form, fields)
    except Stale as stale:
        return both_versions(request, session, stale.current, fields)
    messages.success(request, "Session finished. The note is signed.")
    return to_session(request, session)


def signed(request: Request, session: Session, form: NoteForm, fields: Typed) -> dict:
    """What the action takes."""
    return {
        "session": session,
        "note": form.note,
        "next_contact": form.next_contact,
        "typed": fields,
        "draft_version": version_of(request),
        "by": request.member,
        "now": request.now,
    }


@require_POST
@requires(Permission.WRITE_NOTES)
def add_words(request: Request, session_id: int) -> HttpResponse:
    """Later words to a signed note."""
    session = queries.session_here(request, session_id)
    form = AddWordsForm(request.POST)
    if not form.is_valid():
        return reading_page(request, session, form=form, status=422)
    try:
        writing.add_words(
            session=session, words=form.cleaned_data["words"], by=request.member, now=request.now
        )
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return reading_page(request, session, form=form, status=422)
    messages.success(request, "Your words were added to the note")
    return to_session(request, session)


@require_POST
@requires(Permission.WRITE_NOTES)
def drop(request: Request, session_id: int) -> HttpResponse:
    """The writer does not want their unsigned words any more."""
    session = queries.session_here(request, session_id)
    drafts.drop_own(session=session, member=request.member)
    messages.success(request, "Your unsigned words were thrown away")
    return to_session(request, session)


def change_pace(request: Request, session: Session) -> None:
    """A press beside the note: how much at once. The words typed so far go along with it."""
    form = PaceForm(request.POST)
    if "pace" in request.POST and form.is_valid():
        pace = form.cleaned_data["pace"]
        choose_pace(patient=session.patient, pace=pace, by=request.member, now=request.now)


def chosen_words(request: Request, session: Session) -> Typed:
    """What was typed; after two versions were shown, with the parts that were chosen of the other."""
    fields = typed(request.POST)
    if not any(name.startswith("keep_") for name in request.POST):
        return fields
    theirs = drafts.draft_of(session=session, member=request.member)
    return chosen(fields, theirs.fields if theirs else {}, request.POST)


def save(request: Request, session: Session, fields: Typed) -> SessionDraft:
    whose = Whose.read(request.POST.get("whose", ""))
    return drafts.save_draft(
        session=session,
        member=request.member,
        fields=fields,
        version=version_of(request),
        page=whose.page if whose else "",
        now=request.now,
    )


def kept_and_shown(request: Request, session: Session, form: NoteForm, fields: Typed) -> HttpResponse:
    """Something is missing: the words are safe before anybody looks for it."""
    if not is_too_long(fields):
        save(request, session, fields)
    return writing_page(request, session, form=form, status=422)


def both_versions(request: Request, session: Session, current: object, mine: Typed) -> HttpResponse:
    """409: another tab has other words, or somebody ended the session. Nobody's words vanish."""
    if isinstance(current, SessionDraft):
        return writing_page(request, session, theirs=current, mine=mine, status=409)
    if isinstance(current, Session) and is_signed_already(current, mine, request.member):
        return to_session(request, session)
    if not is_background(request):
        drafts.keep_after_end(session=session, member=request.member, fields=mine, now=request.now)
    ended = queries.session_here(request, session.pk)
    return reading_page(request, ended, ended_meanwhile=True, status=409)


def is_signed_already(session: Session, mine: Typed, member: Membership) -> bool:
    """The same person signed the same words in another tab: there is nothing to choose."""
    typed = {name: "".join(mine.get(name, [""])).strip() for name in TEXTS}
    copied = ("goal_words", "goal_why")  # of the open goal that was chosen
    same = all(
        getattr(session, name) == words for name, words in typed.items() if words or name not in copied
    )
    return same and session.finished_by_id == member.pk
