"""Drafts save themselves, and words survive a sign-out: outside trail and history, never seen by others."""

import dataclasses
import datetime as dt
import secrets

from django.core import signing
from django.db import connection

from coaching.models import HeldPost, Session, SessionDraft
from coaching.words import Typed, differing
from practice.acting import Stale
from practice.models import Membership
from practice.tenancy import restored_view, set_view

KEPT_FOR = dt.timedelta(days=7)
PAGE_LASTS = dt.timedelta(days=3)
SALT = "coaching.whose-words"


@dataclasses.dataclass(frozen=True, slots=True)
class Whose:
    """Whose page this was, signed into the page itself: for one person, one session, this purpose only.

    It lets nobody in. All it can do is keep words for its own person to find after signing in.
    """

    user_id: int
    practice_id: int
    session_id: int
    page: str

    @property
    def signed(self) -> str:
        return signing.dumps(dataclasses.astuple(self), salt=SALT)

    @classmethod
    def read(cls, text: str) -> "Whose | None":
        """None for anything that this product did not sign, or signed too long ago."""
        try:
            return cls(*signing.loads(text, salt=SALT, max_age=PAGE_LASTS))
        except (signing.BadSignature, TypeError, ValueError):
            return None


def whose(*, session: Session, member: Membership, held: HeldPost | None) -> Whose:
    """For a page that is being shown. One that shows held words goes on as the page they came from."""
    page = held.page if held else secrets.token_urlsafe(12)
    return Whose(member.user_id, session.practice_id, session.pk, page)


def draft_of(*, session: Session, member: Membership, lock: bool = False) -> SessionDraft | None:
    drafts = session.drafts.filter(member=member)
    return (drafts.select_for_update() if lock else drafts).first()


def save_draft(
    *, session: Session, member: Membership, fields: Typed, version: int, page: str, now: dt.datetime
) -> SessionDraft:
    """Keep what was typed. Stale if the session has ended or another tab saved other words since."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if not locked.is_open:
        raise Stale(locked)
    draft = draft_of(session=session, member=member, lock=True)
    if draft and draft.version != version and differing(fields, draft.fields):
        raise Stale(draft)
    session.held_posts.filter(user_id=member.user_id, page=page).delete()
    return write(draft, session, member, fields, now)


def keep_after_end(*, session: Session, member: Membership, fields: Typed, now: dt.datetime) -> None:
    """The session ended while somebody was writing: their words stay theirs until they choose."""
    write(draft_of(session=session, member=member, lock=True), session, member, fields, now)


def write(
    draft: SessionDraft | None, session: Session, member: Membership, fields: Typed, now: dt.datetime
) -> SessionDraft:
    """The same words again change nothing, so that another tab with them is not out of date."""
    if draft is None:
        draft = SessionDraft(practice_id=session.practice_id, session=session, member=member, version=0)
    elif not differing(fields, draft.fields):
        return draft
    draft.fields, draft.version, draft.saved_at = fields, draft.version + 1, now
    draft.save()
    return draft


def drop_own(*, session: Session, member: Membership) -> None:
    """The words are in the record now, or their writer does not want them."""
    session.drafts.filter(member=member).delete()
    session.held_posts.filter(user_id=member.user_id).delete()


def held_for(*, session: Session, user_id: int, now: dt.datetime) -> HeldPost | None:
    """Words of this person that arrived while nobody was signed in."""
    return session.held_posts.filter(user_id=user_id, expires_at__gt=now).first()


def hold(*, whose: Whose, fields: Typed, version: int, now: dt.datetime) -> bool:
    """Keep words for the person whose page they came from; whoever sends them learns nothing.

    False if that person may not write there any more, or the session is gone.
    """
    with restored_view():
        set_view(practices=str(whose.practice_id), actor="", user=str(whose.user_id))
        let_expire(now)
        works_here = Membership.objects.current(now.date()).filter(
            practice_id=whose.practice_id, user_id=whose.user_id, user__is_active=True
        )
        session = Session.objects.filter(practice_id=whose.practice_id, pk=whose.session_id).first()
        if session is None or not works_here.exists():
            return False
        kept = {"fields": fields, "version": version, "page": whose.page}
        times = {"kept_at": now, "expires_at": now + KEPT_FOR}
        HeldPost.objects.update_or_create(
            practice_id=whose.practice_id, session=session, user_id=whose.user_id, defaults=kept | times
        )
    return True


def let_expire(now: dt.datetime) -> None:
    """Words that nobody came back for, in all practices; the database does it, for nobody else sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT let_held_words_expire(%s)", [now])
