"""The gate before every view: who, in which practice, with which permission, in one transaction."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url

from practice import clock, errors, trail
from practice.memberships import memberships_of
from practice.models import Membership, SignInEvent
from practice.once import once, redirect
from practice.permissions import Permission, permissions_of
from practice.requests import Request
from practice.tenancy import in_view, restored_view, set_view

View = Callable[..., HttpResponse]


@dataclasses.dataclass(frozen=True, slots=True)
class Gate:
    """Which gate stands before a view; a test reads it from every URL."""

    kind: str
    asks: str = ""


class Refused(PermissionDenied):
    """Somebody is who they are, and still may not. Kept at the door after the roll-back.

    With `verb`, the trail of the practice keeps it too, where its administrators look.
    """

    def __init__(self, reason: str, *, status: int = 403, verb: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.verb = verb


class Elsewhere(Exception):
    """What the address names now lives at another one; what was sent goes along."""

    def __init__(self, where: str) -> None:
        super().__init__("lives elsewhere")
        self.where = where


def requires(permission: Permission) -> Callable[[View], View]:
    """Let a member through who holds this permission, in the practice that the URL names.

    `/A81001/…` puts that practice into view (`request.practice`); `/mine/…`, which names none,
    puts every practice into view where the member holds the permission (`request.practices`).
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, **kwargs: Any) -> HttpResponse:
            ods_code = kwargs.pop("ods_code", None)
            return pass_member(request, view, permission, ods_code, kwargs)

        gated.gate = Gate("requires", permission.value)  # type: ignore[attr-defined]
        return gated

    return wrap


def open_to_all(view: View) -> View:
    """A page without any gate; the short list of these stands in a test."""
    view.gate = Gate("open")  # type: ignore[attr-defined]
    return view


def takes_files(view: View) -> View:
    """A page to which a file is sent; all others refuse bodies larger than a form."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def pass_member(
    request: Request, view: View, permission: Permission, ods_code: str | None, kwargs: dict[str, Any]
) -> HttpResponse:
    """One transaction around look-up, view and rendering; refusals are written after it."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    if needs_second_step(request):
        return redirect(request, resolve_url("mfa_activate_totp"))
    try:
        with restored_view():
            enter(request, permission, ods_code)
            response = once(request, lambda: view(request, **kwargs))
            response = response.render() if hasattr(response, "render") else response
        renew_session(request)
        return response
    except Refused as refusal:
        keep_refusal(request, refusal)
        return answer_refusal(request, refusal)
    except Elsewhere as moved:
        # 307: the browser sends a form again as it was, so that nobody's words vanish.
        return HttpResponse(status=307, headers={"Location": moved.where})


def renew_session(request: Request) -> None:
    """Another role, another session: one that was taken before the change is worth nothing after it."""
    if not request.user.is_authenticated:
        return  # the view has just signed them out
    roles = ",".join(str(member.pk) for member in request.memberships)
    before = request.session.get("roles")
    if before != roles:
        if before is not None:
            request.session.cycle_key()
        request.session["roles"] = roles


def answer_refusal(request: Request, refusal: Refused) -> HttpResponse:
    """Not found, too many, or the page that says no."""
    if not request.memberships:
        logout(request)  # their last membership ended: they are out at this request
    if refusal.status == 404:
        raise Http404 from None
    if refusal.status == 429:
        return errors.too_many(request)
    raise refusal


def enter(request: Request, permission: Permission, ods_code: str | None) -> None:
    """Put practices, member, time and permissions on the request, or refuse."""
    request.now = set_view(practices="", actor="", user=str(request.user.pk))
    request.today = request.now.date()
    request.seen = set()  # patients whose reading is in the trail already
    request.memberships = memberships_of(request.user, request.today)
    held = [m for m in request.memberships if permission in permissions_of({m.role})]
    request.practice = None  # type: ignore[assignment] # under /mine/ no practice is named
    if ods_code is not None:
        here = [m for m in request.memberships if m.practice.ods_code == ods_code]
        if not here:
            raise Refused(f"{ods_code} is not theirs", status=404)
        held = [m for m in held if m in here]
        request.practice = here[0].practice
    if not held:
        raise Refused(permission.value)
    look_from(request, held)


def look_from(request: Request, held: list[Membership]) -> None:
    """Set the view of the transaction to where the permission is held."""
    request.member = held[0]
    practices = {m.practice_id: m.practice for m in held}
    request.practices = list(practices.values())
    here = [m for m in request.memberships if m.practice_id in practices]
    request.permissions = permissions_of({m.role for m in here})
    set_view(
        practices=",".join(str(practice.pk) for practice in request.practices),
        actor=request.member.actor_label,
        user=str(request.user.pk),
    )


def to_sign_in(request: Request) -> HttpResponse:
    """To the sign-in page and back; a background request is told so, and the whole page moves."""
    if is_background(request):
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        here = page.path if page.netloc == request.get_host() else ""
        answer = redirect_to_login(here or "/")
        return HttpResponse(status=401, headers={"HX-Redirect": answer["Location"]})
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return redirect_to_login(back)


def is_background(request: Request) -> bool:
    """A part of a page asks, not somebody who moves to a page."""
    return bool(request.headers.get("HX-Request") or request.headers.get("X-Skerry-Background"))


def needs_second_step(request: Request) -> bool:
    """Two-step sign-in is asked for by a setting, and looked up once a session."""
    if not settings.MFA_REQUIRED or request.session.get("second_step"):
        return False
    request.session["second_step"] = is_mfa_enabled(request.user)
    return not request.session["second_step"]


def keep_refusal(request: Request, refusal: Refused) -> None:
    """A refusal is a fact too, written in a transaction of its own."""
    request.refused = True
    place = f"{request.resolver_match.view_name if request.resolver_match else ''} {refusal.reason}"
    trail.at_the_door(SignInEvent.Kind.REFUSED, now=clock.now(), user=request.user, place=place)
    if refusal.verb:
        with in_view([request.practice], request.member):
            trail.record(refusal.verb, by=request.member, now=request.now, practice=request.practice)
