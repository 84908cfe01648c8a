"""What a patient sees behind a link, on their own phone or on a tablet: one statement a page, no account."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activation import visits
from activation.actions import by_link as actions
from activation.actions.answering import answer
from activation.actions.linking import PURPOSE, TRIES, try_birth_date
from activation.link_forms import BirthDateForm, HelpForm, StatementForm
from activation.link_pages import Here, by_link, here_of, link_page, renewed, trusted
from patients.working_day import due_by
from practice.actions import NotPossible
from practice.errors import NoLink, link_says
from practice.links import signed
from practice.pace import too_often
from practice.requests import Request
from practice.submitting import sent, status_of

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@by_link
def link(request: Request, here: Here) -> HttpResponse:
    """The birth date; and then on to the next statement."""
    if visits.state_of(request) == visits.TRUSTED:
        return HttpResponseRedirect(here.on())
    if request.method == "POST" and too_often(f"link:{request.link.pk}", most=10, minutes=1, now=request.now):
        return link_says(429)
    form = BirthDateForm(sent(request), today=request.today)
    if form.is_valid():
        return birth_date_given(request, here, form)
    return link_page(request, here, "birth_date", {"form": form}, status=status_of(form))


def birth_date_given(request: Request, here: Here, form: BirthDateForm) -> HttpResponse:
    """Right: remembered in this browser. Wrong: counted, and shut at the last one."""
    birth_date = form.cleaned_data["birth_date"]
    said = {"measurement": here.measurement, "birth_date": birth_date}
    try:
        right = try_birth_date(**said, by=request.link, now=request.now)
    except NotPossible:
        raise NoLink from None
    if right:
        return visits.keep(request, HttpResponseRedirect(here.on()), visits.TRUSTED)
    tries = here_of(request).measurement.tries
    if tries >= TRIES:
        return HttpResponseRedirect(here.address("link"))
    form.refuse(TRIES - tries)
    return link_page(request, here, "birth_date", {"form": form}, status=422)


@shown_and_sent
@by_link
def statement(request: Request, here: Here, number: int) -> HttpResponse:
    """One statement. What was chosen before is not shown; choosing again replaces it.

    An answer that was on its way when the thirty minutes ended is kept all the same: its form was shown
    behind the right birth date, and says so with our signature.
    """
    form = StatementForm(sent(request), here=here, item=here.item(number), request=request)
    valid = form.is_valid()
    if visits.state_of(request) != visits.TRUSTED and not (valid and form.was_shown):
        return HttpResponseRedirect(here.address("link"))
    if not valid:
        return renewed(request, statement_page(request, here, number, form))
    keep_answer(request, here, form)
    return renewed(request, HttpResponseRedirect(here_of(request).on(after=number)))


def keep_answer(request: Request, here: Here, form: StatementForm) -> None:
    """At once, as a draft."""
    values = {form.item.id: form.value}
    try:
        answer(measurement=here.measurement, values=values, seconds=form.seconds, now=request.now)
    except NotPossible:
        raise NoLink from None


def statement_page(request: Request, here: Here, number: int, form: StatementForm) -> HttpResponse:
    measurement = here.measurement
    context = {
        "form": form,
        "number": number,
        "total": len(here.items),
        "introduction": here.definition.introduction.get(measurement.language, "") if number == 1 else "",
        "was_answered": here.item(number).id in here.answered,
        "language": measurement.language,
        "easy": measurement.easy_read,
        "has_easier_words": here.has_easier_words,
        "back_url": here.address("link-statement", number - 1) if number > 1 else "",
        "on_url": here.on(after=number),
        "trusted": True,
    }
    return link_page(request, here, "statement", context, status=status_of(form))


@shown_and_sent
@trusted
def check(request: Request, here: Here) -> HttpResponse:
    """Before sending: how many have an answer, and which have none. Sending does it once."""
    if request.method == "POST":
        try:
            actions.send(measurement=here.measurement, by=request.link, now=request.now)
        except NotPossible:
            return HttpResponseRedirect(here.address("link"))
        return visits.keep(request, HttpResponseRedirect(here.address("link-sent")), visits.SENT)
    unanswered = [{"number": n, "url": here.address("link-statement", n)} for n in here.unanswered]
    counts = {"answered": len(here.items) - len(unanswered), "total": len(here.items)}
    again = here.address("link-statement", len(here.items))
    context = {**counts, "unanswered": unanswered, "back_url": again, "trusted": True}
    return link_page(request, here, "check", context)


@require_GET
@signed(PURPOSE)
def thanks(request: Request) -> HttpResponse:
    """Sent: no score, no level, only what happens next. Only in the browser that sent it."""
    here, state = here_of(request), visits.state_of(request)
    if not (state and request.link.used_at):
        raise NoLink
    return link_page(request, here, "sent", {"trusted": True})


@require_POST
@trusted
def words(request: Request, here: Here) -> HttpResponse:
    """Easier words, or the usual ones."""
    easy = request.POST.get("easy") == "1"
    try:
        actions.choose_words(measurement=here.measurement, easy=easy, by=request.link, now=request.now)
    except NotPossible:
        raise NoLink from None
    number = request.POST.get("number", "")
    if number.isascii() and number.isdigit() and len(number) < 4:
        return HttpResponseRedirect(here.address("link-statement", int(number)))
    return HttpResponseRedirect(here.on())


@shown_and_sent
@by_link
def later(request: Request, here: Here) -> HttpResponse:
    """Go on another time: the browser forgets who was there, the answers stay."""
    if request.method == "POST":
        return visits.forget(request, HttpResponseRedirect(here.address("link-later")))
    return link_page(request, here, "later", {})


@shown_and_sent
@signed(PURPOSE)
def ask_for_help(request: Request) -> HttpResponse:
    """Reached from every page, before the birth date too: whoever needs help should not have to prove anything."""
    here, form = here_of(request), HelpForm(sent(request))
    if request.method == "POST" and too_often(
        f"help:{request.link.pk}", most=10, minutes=10, now=request.now
    ):
        return link_says(429)
    if not form.is_valid():
        return link_page(request, here, "help", {"form": form}, status=status_of(form))
    said = form.cleaned_data["words"]
    actions.ask_for_help(measurement=here.measurement, words=said, by=request.link, now=request.now)
    return HttpResponseRedirect(here.address("link-help-asked"))


@require_GET
@signed(PURPOSE)
def help_asked(request: Request) -> HttpResponse:
    """When somebody will look, and whom to call until then."""
    return link_page(request, here_of(request), "help_asked", {"due": due_by(request.now)})
