"""The draft of an answer: its texts are found, and each is read by somebody who may, and given or left out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from insight.actions.access_requests import record, refuse_approved, running, save
from insight.models import AccessRequest, AccessText
from insight.whole import closing
from insight.whole.copying import key_of
from insight.whole.gathering import gathered
from insight.whole.parts import Text, texts
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

Decision = AccessText.Decision
NOBODY_LEFT = "Left out unread: nobody who may read it works here any more"
DECIDED = ("decision", "out", "reason", "because", "reviewed_at", "reviewed_by")


@action
def gather(*, request: AccessRequest, by: Membership, now: dt.datetime) -> AccessRequest:
    """Every text of the record as it stands now. One that was edited since it was read must be read again."""
    locked = running(request)
    refuse_approved(locked)
    found = texts(gathered(locked.patient, back="texts"))
    there = {
        key_of(row): row for row in AccessText.objects.filter(practice_id=locked.practice_id, request=locked)
    }
    new = [AccessText(**columns(locked, text, now)) for key, text in found.items() if key not in there]
    AccessText.objects.bulk_create(new)
    for key, row in there.items():
        bring_up_to_date(row, found.get(key), now)
    locked.gathered_at = now
    save(locked, "gathered_at")
    record("access_request.gathered", locked, by=by, now=now, new=len(new))
    return locked


def columns(request: AccessRequest, text: Text, now: dt.datetime) -> dict[str, object]:
    model, row, field = text.key
    named = {"model": model, "row_id": row, "field": field, "fingerprint": text.fingerprint}
    return named | {
        "practice_id": request.practice_id,
        "request": request,
        "note_id": text.note,
        "found_at": now,
    }


def bring_up_to_date(row: AccessText, text: Text | None, now: dt.datetime) -> None:
    """Gone, come back, edited, or as it was: of the last nothing is written."""
    changed: list[str] = []
    if (text is None) != (row.gone_at is not None):
        row.gone_at = now if text is None else None
        changed += ["gone_at"]
    if text and (text.fingerprint, text.note) != (row.fingerprint, row.note_id):
        row.changed_at = now if row.decision else row.changed_at
        row.fingerprint, row.note_id = text.fingerprint, text.note
        row.decision, row.out, row.reason, row.because = "", [], "", ""
        row.reviewed_at = row.reviewed_by = None
        changed += ["fingerprint", "note", "changed_at", *DECIDED]
    if changed:
        row.version += 1
        row.save(update_fields=[*changed, "version"])


@action
def give_as_they_are(
    *, request: AccessRequest, shown: Mapping[int, int], by: Membership, now: dt.datetime
) -> list[AccessText]:
    """Those that stood on the page, each with the version that was shown; what was decided before stays."""
    locked = running(request)
    refuse_approved(locked)
    rows = list(texts_here(locked).filter(pk__in=shown, decision="").order_by("pk"))
    refuse_closed(rows, by, now)
    for row in rows:
        if row.version != shown[row.pk]:
            raise Stale(row)
        decided(row, {"decision": Decision.AS_IT_IS}, reader=by, moment=now)
    if not rows:
        raise NotPossible("Everything on this page had been decided already.")
    record("access_text.given", locked, by=by, now=now, texts=len(rows))
    return rows


@action
def decide(
    *,
    text: AccessText,
    version: int,
    decision: str,
    out: Sequence[str],
    reason: str,
    because: str,
    by: Membership,
    now: dt.datetime,
) -> AccessText:
    """Of one text: given as it is, with some words blacked out, or not at all; and why."""
    locked = running(text.request)
    refuse_approved(locked)
    row = texts_here(locked).get(pk=text.pk)
    refuse_closed([row], by, now)
    if row.version != version:
        raise Stale(row)
    said = {"decision": decision, "out": out, "reason": reason, "because": because}
    decided(row, said, reader=by, moment=now)
    verb = "access_text.given" if decision == Decision.AS_IT_IS else "access_text.left_out"
    record(verb, locked, by=by, now=now, texts=1)
    return row


@action
def leave_out_unread(*, text: AccessText, version: int, by: Membership, now: dt.datetime) -> AccessText:
    """A sensitive note whose author and readers have all left: nobody may read it, and the answer is still due.

    All of it is left out, by a clinician who has not seen it.
    """
    locked = running(text.request)
    refuse_approved(locked)
    row = texts_here(locked).get(pk=text.pk)
    note = closing.notes(by.practice_id, {row.note_id or 0}, now.date()).get(row.note_id or 0)
    may = closing.permissions_here(by.practice_id, [by.user_id], now.date()).get(by.user_id, frozenset())
    if note is None or note.still_here or not closing.may_read(by.user_id, may, None):
        raise NotPossible("Somebody who may read it works here: ask them.")
    if row.version != version:
        raise Stale(row)
    said = {"decision": Decision.WHOLE, "reason": AccessText.Reason.OTHER, "because": NOBODY_LEFT}
    decided(row, said | {"out": ()}, reader=by, moment=now)
    record("access_text.left_out", locked, by=by, now=now, texts=1)
    return row


def texts_here(request: AccessRequest) -> QuerySet[AccessText]:
    """Held until the end."""
    rows = AccessText.objects.select_for_update().filter(practice_id=request.practice_id, request=request)
    return rows.filter(gone_at=None)


def refuse_closed(rows: Sequence[AccessText], by: Membership, now: dt.datetime) -> None:
    """A clinician reads; what stands in a sensitive note only those whom it names."""
    may = closing.permissions_here(by.practice_id, [by.user_id], now.date()).get(by.user_id, frozenset())
    notes = closing.notes(by.practice_id, {row.note_id for row in rows if row.note_id}, now.date())
    for row in rows:
        if not closing.may_read(by.user_id, may, notes[row.note_id] if row.note_id else None):
            raise NotPossible("This text is not yours to read.")


def decided(row: AccessText, said: dict[str, Any], *, reader: Membership, moment: dt.datetime) -> None:
    """Of what is given as it is there is nothing left to say."""
    left = said["decision"] != Decision.AS_IT_IS
    row.decision = Decision(said["decision"])
    row.out = list(said["out"]) if row.decision == Decision.PART else []
    row.reason, row.because = (said["reason"], said["because"]) if left else ("", "")
    row.reviewed_at, row.reviewed_by = moment, reader
    row.version += 1
    row.save(update_fields=[*DECIDED, "version"])
