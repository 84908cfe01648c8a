"""How a practice invites: how long it waits, how often it tries, when it may ask the same person again."""

import datetime as dt

from outreach.models import InvitingTerms
from practice import trail
from practice.acting import Stale, action
from practice.models import Membership, Practice

SAID = ("months_between", "chase_after_days", "call_after_days", "most_tries")


@action
def set_terms(
    *, practice: Practice, version: int, values: dict[str, int], by: Membership, now: dt.datetime
) -> InvitingTerms:
    """All at once. Waves that were made before keep what was in force then, but for the months."""
    Practice.objects.select_for_update(no_key=True).get(
        pk=practice.pk
    )  # two first words, one after the other
    terms = InvitingTerms.objects.select_for_update().filter(practice=practice).first()
    if terms is not None and terms.version != version:
        raise Stale(terms)
    if terms is None:
        terms = InvitingTerms(practice=practice, version=0)
    for name in SAID:
        setattr(terms, name, values[name])
    terms.set_at, terms.set_by = now, by
    terms.version += 1
    terms.save()
    said = {name: values[name] for name in SAID}
    trail.record("inviting.terms_set", by=by, now=now, practice=practice, subject=terms, details=said)
    return terms


def terms_of(practice: Practice) -> InvitingTerms:
    """As they stand; the usual numbers where nobody has set any."""
    return InvitingTerms.objects.filter(practice=practice).first() or InvitingTerms(practice=practice)
