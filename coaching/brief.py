"""The ten-minute form: four fields of the same note, for a GP, nurse or pharmacist between two patients."""

from coaching.models import Session
from coaching.note_form import NoteForm
from coaching.words import BY_ROW, INPUTS
from practice.requests import Request

# What the short page holds. Whoever has typed, or is asked for, anything else sees the whole page.
FIELDS = (
    *("what_matters", "goal", "shown_as", "next_step", "confidence", "confidence_help", "confidence_after"),
    *("follow_up_on", "channel", "no_follow_up_because", "mode"),
)
SHORT = {*FIELDS, "follow_up_on_day", "follow_up_on_month", "follow_up_on_year"}


def template_of(request: Request, session: Session, form: NoteForm) -> str:
    """No word may be lost by a page that has no room for it."""
    if session.form != Session.Form.BRIEF or request.GET.get("all") or has_more(form):
        return "coaching/write.html"
    return "coaching/brief.html"


def has_more(form: NoteForm) -> bool:
    """Words or mistakes in a field that only the whole page has."""
    by_row = [name for name in form.data if BY_ROW.fullmatch(name)]
    typed = [name for name in (*INPUTS, *by_row) if name not in SHORT and form.data.get(name)]
    return bool(typed or (set(form.errors) - {*FIELDS, "__all__"}))
