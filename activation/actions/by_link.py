"""What somebody without an account does through a link: chooses words, asks for help, sends their answers."""

import datetime as dt

from activation.actions.answering import complete
from activation.actions.looking import make_task
from activation.actions.measurement import lock, record, refuse_ended
from activation.models import Measurement
from patients.models import HelpAsked
from practice.acting import action
from practice.models import SignedLink


@action
def choose_words(*, measurement: Measurement, easy: bool, by: SignedLink, now: dt.datetime) -> Measurement:
    """Easier words, or the usual ones, from here on; kept with the answers."""
    locked = lock(measurement)
    refuse_ended(locked)
    if locked.easy_read != easy:
        locked.easy_read = easy
        locked.save(update_fields=["easy_read"])
    record("words_chosen", locked, by=by, now=now, easy=easy)
    return locked


@action
def ask_for_help(*, measurement: Measurement, words: str, by: SignedLink, now: dt.datetime) -> HelpAsked:
    """They need somebody. The measurement is locked first, so that two presses are one."""
    return make_task(lock(measurement), HelpAsked.Kind.HELP, words=words, by=by, now=now)


@action
def send(*, measurement: Measurement, by: SignedLink, now: dt.datetime) -> Measurement:
    """The answers are sent, and the link has done what it was for."""
    sent = complete(measurement=measurement, by=by, now=now)
    SignedLink.objects.filter(pk=by.pk, used_at=None).update(used_at=now)
    return sent
