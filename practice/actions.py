"""What people do with practices and teams: set up, invite, change a role, end, hold a duty."""

import datetime as dt

from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Duty, Invitation, Membership, Network, Practice, User
from practice.permissions import DutyKind, Role


class NotPossible(ValueError):
    """An action that must not happen; the message is for the person who tried."""


def open_practice(*, ods_code: str, name: str, network_name: str, telephone: str = "") -> Practice:
    """A practice joins: the one step before anybody can be a member, so it stands outside the trail."""
    network, _made = Network.objects.get_or_create(name=network_name)
    practice, _made = Practice.objects.get_or_create(
        ods_code=ods_code, defaults={"name": name, "network": network, "telephone": telephone}
    )
    return practice


@action
def set_telephone(*, practice: Practice, telephone: str, by: Membership, now: dt.datetime) -> Practice:
    """The number that patients ring; it is in the book, so the trail may say what it was."""
    locked = Practice.objects.select_for_update().get(pk=practice.pk)
    was, locked.telephone = locked.telephone, telephone
    locked.save(update_fields=["telephone"])
    details = {"was": was, "is": telephone}
    trail.record("practice.telephone_set", by=by, now=now, practice=locked, subject=locked, details=details)
    return locked


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
) -> Invitation:
    """A colleague gets a membership, an account if there was none, and a mail that says so."""
    keep_in_step(by, now)
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, name)
    refuse_own(user.pk, by, "roles")
    member = join(practice=practice, user=user, role=role, starts_on=now.date(), by=by, now=now)
    return ask_for_mail(member=member, by=by, now=now)


@action
def ask_for_mail(*, member: Membership, by: Membership, now: dt.datetime) -> Invitation:
    """The account mail is to be sent; that it was asked for is kept before anything is tried."""
    invitation = Invitation.objects.create(
        practice_id=member.practice_id, member=member, asked_at=now, asked_by=by
    )
    trail.record("member.invited", by=by, now=now, practice=member.practice_id, subject=member)
    return invitation


@action
def settle_mail(*, invitation: Invitation, sent: bool, by: Actor, now: dt.datetime) -> Invitation:
    """The mail went out, or could not."""
    fact = "sent_at" if sent else "failed_at"
    setattr(invitation, fact, now)
    invitation.save(update_fields=[fact])
    verb = "invitation.sent" if sent else "invitation.failed"
    trail.record(verb, by=by, now=now, practice=invitation.practice_id, subject=invitation)
    return invitation


@action
def change_role(*, member: Membership, role: Role, by: Membership, now: dt.datetime) -> Membership:
    """The old membership ends and a new one begins, so that the past stays as it was."""
    if member.role == role:
        raise NotPossible("They already work in this role. Choose another.")
    end(member=member, by=by, now=now)
    return join(practice=member.practice, user=member.user, role=role, starts_on=now.date(), by=by, now=now)


@action
def end(*, member: Membership, by: Membership, now: dt.datetime) -> Membership:
    """Somebody stops working here in this role; their duties end, and their next request is refused."""
    refuse_own(member.user_id, by, "access")
    keep_in_step(by, now)
    locked = Membership.objects.select_for_update().get(pk=member.pk)
    if locked.ended_at is not None:
        raise NotPossible("Their access in this role has already ended.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("member.ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    for duty in Duty.objects.filter(holder=locked, ended_at=None):
        give_up_duty(duty=duty, by=by, now=now)
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
    """Somebody holds a dated duty beside their role; two may hold the same, so that one covers."""
    refuse_own(holder.user_id, by, "duties")
    if kind == DutyKind.DUTY_CLINICIAN and holder.role != Role.CLINICIAN:
        raise NotPossible("Only a clinician can be the duty clinician.")
    duty = Duty.objects.create(
        practice=holder.practice, holder=holder, kind=kind, starts_on=starts_on, ends_on=ends_on
    )
    trail.record("duty.taken", by=by, now=now, practice=holder.practice, subject=duty, details={"kind": kind})
    return duty


@action
def give_up_duty(*, duty: Duty, by: Membership, now: dt.datetime) -> Duty:
    """A duty ends."""
    locked = Duty.objects.select_for_update().get(pk=duty.pk)
    if locked.ended_at is not None:
        raise NotPossible("This duty has already ended.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("duty.ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked


def refuse_own(user_id: int, by: Actor, what: str) -> None:
    """Nobody changes their own rights, up or down."""
    if user_id == by.actor_user_id:
        raise NotPossible(f"You cannot change your own {what}. Ask another administrator.")


def keep_in_step(by: Membership, now: dt.datetime) -> None:
    """Changes to one team happen one after the other.

    Two administrators who end each other at the same moment would leave nobody: the second
    waits here and then finds that their own access has ended.
    """
    Practice.objects.select_for_update(no_key=True).get(pk=by.practice_id)
    if not Membership.objects.current(now.date()).filter(pk=by.pk).exists():
        raise NotPossible("Your own access has just been ended by somebody else.")
