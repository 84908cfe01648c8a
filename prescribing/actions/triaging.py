"""Who takes a referral, and what has to be asked first; how much each colleague can carry."""

import datetime as dt

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.clock import day_of
from practice.models import Membership
from practice.permissions import Permission, Role, permissions_of
from practice.wording import long_date
from prescribing.actions.moving import Stands, lock, note_step, record, save, stand
from prescribing.actions.referring import refuse_over
from prescribing.models import Referral, Workload

TAKEN = "{name} has this referral since {day}. Nothing was changed."
NOT_A_WORKER = "This colleague cannot take referrals here. Choose another."
NOT_NEW = "This referral has begun, so it is not put on the waiting list."
QUESTION, ANSWER = "Asked back: ", "Answer: "


@action
def take(*, referral: Referral, worker: Membership, by: Membership, now: dt.datetime) -> Referral:
    """Somebody takes it, or gives it to a colleague. Of two who press at once, the second hears who has it."""
    locked = lock(referral)
    refuse_over(locked)
    if locked.worker is not None:
        if locked.worker.user_id == worker.user_id:
            record("referral.taken", locked, by=by, now=now, to=worker.pk, again=True)
            return locked
        raise NotPossible(TAKEN.format(name=locked.worker.name, day=long_date(locked.stands_since)))
    refuse_worker(locked, worker)
    locked.worker = worker
    locked.accepted_at = locked.accepted_at or now
    stand(locked, Stands.ACCEPTED, now, by, "", "worker", "accepted_at")
    record("referral.taken", locked, by=by, now=now, to=worker.pk)
    return locked


@action
def put_on_list(*, referral: Referral, because: str, by: Membership, now: dt.datetime) -> Referral:
    """Looked at and wanted, but nobody has room yet: it waits, and how long is seen."""
    locked = lock(referral)
    refuse_over(locked)
    if locked.stands not in (Stands.ASKED, Stands.WAITING, Stands.ACCEPTED):
        raise NotPossible(NOT_NEW)
    if locked.stands == Stands.WAITING:
        raise NotPossible("This referral is on the waiting list already.")
    locked.worker = None
    stand(locked, Stands.WAITING, now, by, because, "worker")
    record("referral.waiting", locked, by=by, now=now)
    return locked


@action
def ask_back(
    *, referral: Referral, question: str, next_on: dt.date, by: Membership, now: dt.datetime
) -> Referral:
    """Something has to be known first. The referrer sees the question on the record; it comes back on its day."""
    locked = lock(referral)
    refuse_over(locked)
    locked.next_on, locked.next_words = next_on, "Is there an answer to what was asked back?"
    save(locked, "next_on", "next_words")
    note_step(locked, now, by, QUESTION + question)
    record("referral.asked_back", locked, by=by, now=now)
    return locked


@action
def answer_back(*, referral: Referral, words: str, by: Membership, now: dt.datetime) -> Referral:
    """The answer; it is somebody's work from this day on."""
    locked = lock(referral)
    refuse_over(locked)
    locked.next_on, locked.next_words = day_of(now), "What was asked back has an answer"
    save(locked, "next_on", "next_words")
    note_step(locked, now, by, ANSWER + words)
    record("referral.answered", locked, by=by, now=now)
    return locked


@action
def set_workload(*, member: Membership, people: int, by: Membership, now: dt.datetime) -> Workload:
    """How many open referrals this colleague can carry here."""
    said = {"people": people, "set_at": now, "set_by": by}
    workload, _made = Workload.objects.update_or_create(
        practice_id=member.practice_id, member=member, defaults=said
    )
    trail.record("workload.set", by=by, now=now, practice=member.practice_id, subject=workload)
    return workload


def refuse_worker(referral: Referral, worker: Membership) -> None:
    """Only for who works here now and may work referrals."""
    may = Permission.PRESCRIBE in permissions_of({Role(worker.role)})
    if worker.practice_id != referral.practice_id or worker.ended_at or not may:
        raise NotPossible(NOT_A_WORKER)
