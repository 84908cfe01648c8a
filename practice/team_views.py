"""Who works here: invite, change a role, end access, and the dated duties."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practice import account_mail, actions, queries
from practice.forms import DutyForm, InviteForm, RoleForm
from practice.gate import requires
from practice.models import Membership
from practice.open_work import open_work_of
from practice.pages import page
from practice.permissions import Permission, Role
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "POST"])


@require_GET
@requires(Permission.MANAGE_TEAM)
def team(request: Request) -> HttpResponse:
    """Everybody who works here, who did, and who holds which duty."""
    past = list(queries.past_team(request.practice, request.today))
    context = {
        "team": queries.team(request.practice, request.today),
        "past": past,
        "open_work": open_work_of(past),
        "rotas": queries.rotas(request.practice, request.today),
    }
    return page(request, "practice/team.html", context)


@shown_and_sent
@requires(Permission.MANAGE_TEAM)
def invite(request: Request) -> HttpResponse:
    """A new colleague gets access and a mail."""
    form = InviteForm(sent(request))
    if form.is_valid():
        asked: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
        invitation = tried(form, lambda: actions.invite(**asked, **form.cleaned_data))
        if invitation:
            account_mail.send_after_commit(request, invitation)
            return to_team(request)
    return page(request, "practice/invite.html", {"form": form}, status=status_of(form))


@require_POST
@requires(Permission.MANAGE_TEAM)
def send_again(request: Request, member_id: int) -> HttpResponse:
    """The account mail once more: it got lost, or its hour has passed."""
    member = current_member(request, member_id)
    invitation = actions.ask_for_mail(member=member, by=request.member, now=request.now)
    account_mail.send_after_commit(request, invitation)
    return to_team(request)


@shown_and_sent
@requires(Permission.MANAGE_TEAM)
def change_role(request: Request, member_id: int) -> HttpResponse:
    """Somebody works in another role from now on."""
    member = current_member(request, member_id)
    form = RoleForm(sent(request), initial={"role": member.role})
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        change: dict[str, Any] = {"member": member, "role": role, "by": request.member, "now": request.now}
        if tried(form, lambda: actions.change_role(**change)):
            messages.success(request, f"{member.name} now works here as {role.label.lower()}.")
            return to_team(request)
    return page(request, "practice/role.html", {"form": form, "colleague": member}, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_TEAM)
def end_access(request: Request, member_id: int) -> HttpResponse:
    """Somebody stops working here in this role, at once."""
    member = current_member(request, member_id)
    form = forms.Form(sent(request))
    if form.is_valid() and tried(
        form, lambda: actions.end(member=member, by=request.member, now=request.now)
    ):
        messages.success(
            request, f"{member.name} no longer works here as {member.get_role_display().lower()}."
        )
        return to_team(request)
    context = {"form": form, "leaver": member, "open_work": open_work_of([member])}
    return page(request, "practice/end_access.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_TEAM)
def add_duty(request: Request) -> HttpResponse:
    """Somebody holds a duty from one day to another."""
    others = queries.team(request.practice, request.today).exclude(user=request.user)
    form = DutyForm(sent(request), people=others, today=request.today)
    if form.is_valid() and tried(
        form, lambda: actions.take_duty(**form.cleaned_data, by=request.member, now=request.now)
    ):
        messages.success(request, "The duty stands.")
        return to_team(request)
    return page(request, "practice/duty.html", {"form": form}, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_TEAM)
def end_duty(request: Request, duty_id: int) -> HttpResponse:
    """A duty ends today."""
    standing = request.practice.duties.standing(request.today).select_related("holder__user")
    duty = get_object_or_404(standing, pk=duty_id)
    form = forms.Form(sent(request))
    if form.is_valid() and tried(
        form, lambda: actions.give_up_duty(duty=duty, by=request.member, now=request.now)
    ):
        messages.success(request, "The duty has ended.")
        return to_team(request)
    return page(request, "practice/end_duty.html", {"form": form, "duty": duty}, status=status_of(form))


def current_member(request: Request, member_id: int) -> Membership:
    return get_object_or_404(queries.team(request.practice, request.today), pk=member_id)


def to_team(request: Request) -> HttpResponse:
    return redirect("practice:team", request.practice.ods_code)
