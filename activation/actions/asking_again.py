"""The same questionnaire once more, without a colleague's press: by a link that goes out in a message."""

import datetime as dt

from django.db.models import Q

from activation.actions.asking import licence_for, refuse_gone, refuse_language
from activation.actions.linking import end_links, make
from activation.actions.measurement import lock, record
from activation.kinds import Mode
from activation.models import Instrument, Measurement
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Membership, SignedLink


@action
def ask_again(
    *, last: Measurement, in_the_name_of: Membership, by: System, now: dt.datetime
) -> tuple[SignedLink, str]:
    """A link to it, in the name of the colleague who looks after them; nobody has two open at once.

    Whoever tries a second time finds what the first try began.
    """
    locked = lock(last)
    refuse_gone(locked.patient)
    measurement = begun_before(locked) or begin_again(locked, in_the_name_of, by, now)
    end_links(measurement, by=in_the_name_of, now=now)
    return make(measurement, by=by, now=now)


def begun_before(last: Measurement) -> Measurement | None:
    """Still open, and no colleague has sent it."""
    same = Measurement.objects.open().of(last.instrument.key).filter(practice=last.practice_id)
    mine = same.filter(patient=last.patient_id, mode=Mode.LINK, text_asked_at=None, locked_at=None)
    return mine.order_by("-pk").first()


def begin_again(last: Measurement, name: Membership, by: System, now: dt.datetime) -> Measurement:
    instrument = standing_of(last)
    refuse_language(instrument, last.language)
    measurement = Measurement.objects.create(
        practice_id=last.practice_id,
        patient=last.patient,
        instrument=instrument,
        mode=Mode.LINK,
        language=last.language,
        easy_read=last.easy_read,
        licence=licence_for(instrument, last.patient.practice, now),
        asked_at=now,
        asked_by=name,
    )
    record("asked", measurement, by=by, now=now, mode=Mode.LINK)
    return measurement


def standing_of(last: Measurement) -> Instrument:
    """The version in use now; the practice's own before the installation's."""
    mine_or_all = Q(practice=None) | Q(practice=last.practice_id)
    here = Instrument.objects.standing().filter(mine_or_all, key=last.instrument.key)
    instrument = here.order_by("practice_id").first()  # none comes last
    if instrument is None:
        raise NotPossible("This questionnaire is not in use any more.")
    return instrument
