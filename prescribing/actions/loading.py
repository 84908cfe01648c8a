"""The needs that come with the product are loaded by the owner's log-in; nobody else writes them."""

import datetime as dt

from prescribing.models import SocialNeed
from prescribing.needs import shipped

SAID = ("words", "group", "position", "source", "ended_on")


def load_needs(*, today: dt.date, using: str) -> int:
    """Brought up to date, however often. One that is on the list no more has ended: referrals still name it."""
    needs = [
        SocialNeed(
            code=need.code, words=need.words, group=need.group, position=need.position, source=need.source
        )
        for need in shipped()
    ]
    SocialNeed.objects.using(using).bulk_create(
        needs, update_conflicts=True, unique_fields=["code"], update_fields=SAID
    )
    gone = SocialNeed.objects.using(using).filter(source=needs[0].source, ended_on=None)
    gone.exclude(code__in=[need.code for need in needs]).update(ended_on=today)
    return len(needs)
