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


def test_the_page_of_the_wave_that_is_over_says_whom_it_missed(post, elm, asha, now, browser_of):
    list_moves_in(elm, index=1, count=300, noted_by=asha, by=DEMO, now=now)
    a_programme(elm, asha)
    inviting_happens(elm, now=now)
    for reader in ("cara", "mo"):
        over, going = (
            browser_of(reader).get(f"/A81001/waves/{wave.pk}").text for wave in Wave.objects.order_by("pk")
        )
        assert (
            "Age 75 and over: 0 in the wave" in over and "Age 75 and over" not in going.split("<details")[0]
        )
