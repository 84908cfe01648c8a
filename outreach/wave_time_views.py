"""Times that people of a wave may choose from: offered several at once, taken away one by one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching.queries import coaches
from outreach import wave_queries as lookup
from outreach.actions import times as actions
from outreach.models import OfferedTime, Wave
from outreach.wave_forms import TimesForm
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

CLASH = "The coach has something booked at {number} of these times. Those are not offered to anybody until it is gone."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE)
def times(request: Request, wave_id: int) -> HttpResponse:
    """What is offered, with what stands in the way."""
    found = lookup.wave_here(request, wave_id)
    form = TimesForm(sent(request), coaches=coaches(request), today=request.today, initial={"in_a_row": 1})
    if form.is_valid():
        made = tried(form, lambda: offer(request, found, form))
        if made:
            tell(request, made)
            return redirect("outreach:wave-times", request.practice.ods_code, found.pk)
    context = {
        "form": form,
        "wave": found,
        "times": lookup.times(request, found),
        "may_offer": found.aim == Wave.Aim.COACHING and not found.stopped_at,
    }
    return page(request, "outreach/wave_times.html", context, status=status_of(form))


def offer(request: Request, wave: Wave, form: TimesForm) -> list[OfferedTime]:
    return actions.offer_times(wave=wave, **form.values, by=request.member, now=request.now)


def tell(request: Request, made: list[OfferedTime]) -> None:
    """How many, and how many of them are no use now."""
    messages.success(request, f"{len(made)} {'time is' if len(made) == 1 else 'times are'} offered")
    clashes = lookup.booked(request, [(one.coach_id, one.starts_at, one.minutes) for one in made])
    if clashes:
        messages.warning(request, CLASH.format(number=len(clashes)))


@require_POST
@requires(Permission.INVITE)
def end_time(request: Request, offered_time_id: int) -> HttpResponse:
    """Nobody can choose it any more."""
    found = lookup.time_here(request, offered_time_id)
    try:
        actions.end_time(time=found, by=request.member, now=request.now)
    except NotPossible as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "This time is not offered any more")
    return redirect("outreach:wave-times", request.practice.ods_code, found.wave_id)
