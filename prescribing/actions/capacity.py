"""What a service says of its own places: how many are free, how long the wait is, whether it takes people now."""

import datetime as dt
from typing import Any

from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from prescribing.actions.linking import is_shut
from prescribing.actions.placing import lock, tell
from prescribing.models import Placement, Service

SAID = ("places_left", "wait_weeks", "paused_until", "paused_because")


@action
def say_capacity(
    *, placement: Placement, paused: bool, values: dict[str, Any], by: Actor, now: dt.datetime
) -> Service:
    """Whoever answers for the service says it through a link about one person; it holds for the whole network."""
    locked = lock(placement)
    if is_shut(locked, now):
        raise NotPossible("This has ended. Nothing more can be noted.")
    service = Service.objects.select_for_update().get(pk=locked.service_id)
    for name in SAID:
        setattr(service, name, values[name])
    if not paused:
        service.paused_until, service.paused_because = None, ""
    service.paused_at = (service.paused_at or now) if paused else None
    service.capacity_said_at, service.version = now, service.version + 1
    service.save(update_fields=[*SAID, "paused_at", "capacity_said_at", "version"])
    tell("service.capacity_said", locked, by=by, now=now)
    return service
