"""The made-up waves tell what could have happened."""

from outreach.demo import inviting_happens
from outreach.free_times import free
from outreach.models import Invitation, Wave
from patients.demo import list_moves_in
from practice.demo import DEMO
from tests.outreach.asking import a_programme

Closed = Invitation.Closed


def test_one_wave_is_over_and_one_goes_on(post, elm, asha, now):
    list_moves_in(elm, index=1, count=60, noted_by=asha, by=DEMO, now=now)
    a_programme(elm, asha)
    assert inviting_happens(elm, now=now, size=12) > 12
    over, going = Wave.objects.order_by("pk")
    assert not over.invitations.open().exists()
    closed = set(over.invitations.values_list("closed", flat=True))
    assert {Closed.CAME, Closed.IN_PEACE, Closed.NOT_NOW} <= closed
    assert going.invitations.filter(time__isnull=False).exists() and free(going, now)
    assert going.invitations.to_call().exists() and going.invitations.filter(asked_at=None).exists()
    assert not Invitation.objects.filter(answered_at__gt=now).exists()
