"""A link inside a message: made when the message goes, known to nobody afterwards but whoever has the message.

Of a questionnaire and of a service it is committed first; that of the page for answers is stored with the try.

What is kept and shown of the words has `[link]` in its place.
"""

import datetime as dt

from activation.actions.asking_again import ask_again
from activation.actions.linking import issue_for_message
from activation.link_address import address_of
from activation.models import Measurement
from practice.actions import NotPossible
from prescribing import link_address
from prescribing.actions.linking import PERSON, is_over, issue
from prescribing.models import Placement
from reminders import reply_link, services, subjects, words
from reminders.kinds import Kind
from reminders.ourselves import SYSTEM
from reminders.queue import Job

KINDS = (Kind.MEASURE, Kind.AGAIN, Kind.GOT_THERE, Kind.PROVIDER)
ONE = 0  # where a message has a single link
IN_ITS_PLACE = "[link]"
AS_LONG = "x" * 32  # as long as a token, so that what is shown is shortened as what goes out


class Busy(Exception):
    """Somebody is changing the questionnaire at this moment."""


def links_for(job: Job, now: dt.datetime) -> dict[int, str]:
    """Those of a message to a service by whom they are about; a person's is one."""
    if job.kind == Kind.PROVIDER:
        return services.links_for(job.claim.message_id, now)
    make = {Kind.GOT_THERE: placement_link, Kind.AGAIN: again_link}.get(job.kind, measure_link)
    return {ONE: make(job, now)}


def placement_link(job: Job, now: dt.datetime) -> str:
    """Nothing is locked: the page asks again whether it may be shown."""
    mine = Placement.objects.select_related("patient", "practice")
    placement = mine.get(practice_id=job.claim.practice_id, pk=job.subject_id)
    if is_over(placement, now):
        raise NotPossible("Nobody asks this any more.")
    _link, token = issue(placement=placement, purpose=PERSON, by=SYSTEM, now=now)
    return link_address.address_of(PERSON, token)


def measure_link(job: Job, now: dt.datetime) -> str:
    """A new one, which ends the earlier; raises NotPossible when it was taken back this moment.

    A sender holds its row of the queue and never waits here: whoever marks a person as having left has
    the questionnaire first and waits for that row.
    """
    _link, token = issue_for_message(measurement=questionnaire(job), by=SYSTEM, now=now)
    return address_of(token)


def again_link(job: Job, now: dt.datetime) -> str:
    """To the same questionnaire once more, begun at this moment; never waiting either."""
    last = questionnaire(job)
    _link, token = ask_again(last=last, in_the_name_of=subjects.looks_after(last), by=SYSTEM, now=now)
    return address_of(token)


def questionnaire(job: Job) -> Measurement:
    free = Measurement.objects.select_for_update(skip_locked=True).filter(pk=job.subject_id)
    measurement = free.first()
    if measurement is None:
        raise Busy
    return measurement


def words_with(
    kind: str, *, name: str, practice: str, about_at: dt.datetime, link: str = "", **more: str
) -> str:
    """The words as they go out with this link; without one as they are kept. `more` are template and figures."""
    placed = link or in_its_place(kind)
    said = words.fill(kind, name=name, practice=practice, about_at=about_at, link=placed, **more)
    return said if link or not placed else said.replace(placed, IN_ITS_PLACE)


def without(links: dict[int, str], said: str) -> str:
    """What is kept of words that went to a person with this link."""
    return said.replace(links[ONE], IN_ITS_PLACE) if links else said


def in_its_place(kind: str) -> str:
    """As long as a real one; nothing where the message has none."""
    if kind == Kind.GOT_THERE:
        return link_address.address_of(PERSON, AS_LONG)
    if kind in reply_link.PAGES:
        return reply_link.address_of(kind, reply_link.AS_LONG)
    return address_of(AS_LONG) if kind in (Kind.MEASURE, Kind.AGAIN) else ""


def made_for(job: Job) -> dict[int, str]:
    """That of the page for answers, which needs nothing stored before it goes out."""
    has_page = job.kind in reply_link.PAGES
    return {ONE: reply_link.address_for(job.kind, job.reference)} if has_page else {}
