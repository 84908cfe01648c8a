"""A coach's own words to use again: written, ended."""

import datetime as dt

from coaching.models import Phrase
from practice import trail
from practice.acting import action
from practice.models import Membership


@action
def write_phrase(*, title: str, words: str, by: Membership, now: dt.datetime) -> Phrase:
    """For its writer alone."""
    phrase = Phrase.objects.create(
        practice_id=by.practice_id, member=by, title=title, words=words, written_at=now
    )
    trail.record("phrase.written", by=by, now=now, practice=by.practice_id, subject=phrase)
    return phrase


@action
def end_phrase(*, phrase: Phrase, by: Membership, now: dt.datetime) -> Phrase:
    """It is offered no more."""
    phrase.ended_at = now
    phrase.save(update_fields=["ended_at"])
    trail.record("phrase.ended", by=by, now=now, practice=phrase.practice_id, subject=phrase)
    return phrase
