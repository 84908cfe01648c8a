"""What people do with practices and teams: set up, invite, change a role, end, hold a duty."""

import datetime as dt

from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Duty, Membership, Network, Practice, User
from practice.permissions import DutyKind, Role


class NotPossible(ValueError):
    """An action that must not happen; the message is for the person who tried."""


def open_practice(*, ods_code: str, name: str, network: Network) -> Practice:
    """A practice joins: the one step before anybody can be a member, so it stands outside the trail."""
    practice, _made = Practice.objects.get_or_create(
        ods_code=ods_code, defaults={"name": name, "network": network}
    )
    return practice


@action
def join(
    *, practice: Practice, user: User, role: Role, starts_on: dt.date, by: Actor, now: dt.datetime
) -> Membership:
    """Somebody starts to work at a practice in one role."""
    if Membership.objects.filter(practice=practice, user=user, role=role, ended_at=None).exists():
        raise NotPossible(f"{user.name} already works here as {Role(role).label.lower()}.")
    member = Membership.objects.create(practice=practice, user=user, role=role, starts_on=starts_on)
    trail.record("member.joined", by=by, now=now, practice=practice, subject=member, details={"role": role})
    return member


@action
def invite(
    *, practice: Practice, email: str, name: str, role: Role, by: Membership, now: dt.datetime
) -> tuple[Membership, bool]:
    """A colleague gets a membership, and an account if there was none. True if the account is new."""
    user = User.objects.filter(email=email.strip().lower()).first()
    new = user is None
    if user is None:
        user = User.objects.create_user(email, name)
    member = join(practice=practice, user=user, role=role, starts_on=now.date(), by=by, now=now)
    trail.record("member.invited", by=by, now=now, practice=practice, subject=member)
    return member, new


@action
def change_role(*, member: Membership, role: Role, by: Membership, now: dt.datetime) -> Membership:
    """The old membership ends and a new one begins, so that the past stays as it was."""
    refuse_own(member, by, "role")
    end(member=member, by=by, now=now)
    return join(practice=member.practice, user=member.user, role=role, starts_on=now.date(), by=by, now=now)


@action
def end(*, member: Membership, by: Membership, now: dt.datetime) -> Membership:
    """Somebody stops working here in this role; their next request is refused."""
    refuse_own(member, by, "access")
    locked = Membership.objects.select_for_update().get(pk=member.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = now, by
        locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("member.ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked


@action
def take_duty(
    *,
    holder: Membership,
    kind: DutyKind,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> Duty:
    """Somebody holds a dated duty beside their role."""
    duty = Duty.objects.create(
        practice=holder.practice, holder=holder, kind=kind, starts_on=starts_on, ends_on=ends_on
    )
    trail.record("duty.taken", by=by, now=now, practice=holder.practice, subject=duty, details={"kind": kind})
    return duty


@action
def give_up_duty(*, duty: Duty, by: Membership, now: dt.datetime) -> Duty:
    """A duty ends."""
    duty.ended_at, duty.ended_by = now, by
    duty.save(update_fields=["ended_at", "ended_by"])
    trail.record("duty.ended", by=by, now=now, practice=duty.practice_id, subject=duty)
    return duty


def refuse_own(member: Membership, by: Membership, what: str) -> None:
    """Nobody changes their own rights, up or down."""
    if member.user_id == by.user_id:
        raise NotPossible(f"You cannot change your own {what}. Ask another administrator.")
