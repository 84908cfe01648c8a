"""Somebody is referred to social prescribing; what was said of it is put right; or it was never meant."""

import datetime as dt
from collections.abc import Iterable

from patients import eligible
from patients.models import Patient
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.clock import day_of
from practice.models import Membership
from prescribing.actions.moving import Stands, lock, note_step, record, save, stand
from prescribing.models import Referral, ReferralNeed, SocialNeed
from prescribing.models.referral import OVER

GONE = "This person is not on the list any more, so nobody can refer them."
ALREADY = "{name} has a referral that is open. Go on from there."
UNKNOWN_NEED = "Choose the needs from the list."


@action
def refer(
    *,
    patient: Patient,
    route: str,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
    needs: Iterable[str] = (),
    urgency: str = Referral.Urgency.USUAL,
    knows_of_it: bool = True,
    best_times: str = "",
    third_party: bool = False,
    sensitive: bool = False,
    referred_by: Membership | None = None,
    referred_by_words: str = "",
    from_type: str = "",
    from_id: int | None = None,
) -> Referral:
    """A referral begins: new, and nobody's yet. `needs` are codes of the taxonomy.

    `knows_of_it`: the person has been told. `from_type` and `from_id` name where it came from, such as a session.
    """
    person = Patient.objects.select_for_update().get(pk=patient.pk)
    refuse_unfit(person, now)
    refuse_twice(person)
    referral = Referral.objects.create(
        practice_id=person.practice_id,
        patient=person,
        route=route,
        referred_by=referred_by or (by if isinstance(by, Membership) else None),
        referred_by_words=referred_by_words,
        from_type=from_type,
        from_id=from_id,
        knows_of_it=knows_of_it,
        reason=reason,
        urgency=urgency,
        best_times=best_times,
        third_party=third_party,
        sensitive=sensitive,
        stands=Stands.ASKED,
        stands_since=now,
        opened_at=now,
        member=by if isinstance(by, Membership) else None,
    )
    keep_needs(referral, needs, now)
    note_step(referral, now, by)
    record("referral.made", referral, by=by, now=now)
    return referral


@action
def change(
    *,
    referral: Referral,
    version: int,
    reason: str,
    needs: Iterable[str],
    urgency: str,
    best_times: str,
    third_party: bool,
    sensitive: bool,
    by: Membership,
    now: dt.datetime,
) -> Referral:
    """Why, how soon and when best: as somebody knows it better now."""
    locked = lock(referral, version)
    refuse_over(locked)
    locked.reason, locked.urgency, locked.best_times = reason, urgency, best_times
    locked.third_party, locked.sensitive = third_party, sensitive
    save(locked, "reason", "urgency", "best_times", "third_party", "sensitive")
    keep_needs(locked, needs, now)
    record("referral.changed", locked, by=by, now=now)
    return locked


@action
def tell(*, referral: Referral, by: Membership, now: dt.datetime) -> Referral:
    """Somebody who was referred by another has been told of it."""
    locked = lock(referral)
    locked.knows_of_it = True
    save(locked, "knows_of_it")
    record("referral.told", locked, by=by, now=now)
    return locked


@action
def strike(*, referral: Referral, version: int, because: str, by: Actor, now: dt.datetime) -> Referral:
    """Entered in error, for the wrong person perhaps: kept and marked. What waits at services is taken back first."""
    locked = lock(referral, version)
    if locked.stands == Stands.IN_ERROR:
        raise NotPossible("This referral is marked as entered in error already.")
    if locked.placements.open().exists():
        raise NotPossible("Withdraw it from the services first, so that nobody there waits for this person.")
    locked.outcome, locked.closed_at, locked.closed_by, locked.closed_because = "", None, None, ""
    locked.next_on, locked.next_words = None, ""
    closed = ("outcome", "closed_at", "closed_by", "closed_because", "next_on", "next_words")
    stand(locked, Stands.IN_ERROR, now, by, because, *closed)
    record("referral.struck", locked, by=by, now=now)
    return locked


def keep_needs(referral: Referral, codes: Iterable[str], now: dt.datetime) -> None:
    """These and no others; what is not said any more has ended, and stays to be read."""
    wanted = set(codes)
    known = set(SocialNeed.objects.filter(code__in=wanted).values_list("code", flat=True))
    if wanted - known:
        raise NotPossible(UNKNOWN_NEED)
    standing = ReferralNeed.objects.filter(practice_id=referral.practice_id, referral=referral, ended_at=None)
    had = set(standing.values_list("need_id", flat=True))
    standing.exclude(need_id__in=wanted).update(ended_at=now)
    about = {"practice_id": referral.practice_id, "referral": referral, "patient_id": referral.patient_id}
    for code in sorted(wanted - had):
        ReferralNeed.objects.create(need_id=code, noted_at=now, **about)


def refuse_unfit(patient: Patient, now: dt.datetime) -> None:
    """Not for who is gone, and not for who is younger than the practice's programme is for."""
    eligible.refuse_unfit(patient, day_of(now), what="Social prescribing here is", gone=GONE)


def refuse_twice(patient: Patient) -> None:
    """One open way for each person; what is new about them belongs to it."""
    if Referral.objects.open().filter(practice_id=patient.practice_id, patient=patient).exists():
        raise NotPossible(ALREADY.format(name=patient.called))


def refuse_over(referral: Referral) -> None:
    if referral.stands in OVER:
        raise NotPossible("This referral is over. Open it again first.")
