"""The made-up directory and its referrals tell what could have happened."""

import datetime as dt

from patients.demo import list_moves_in
from practice.demo import DEMO
from practice.tenancy import in_view
from prescribing.demo import prescribing_happens
from prescribing.demo_silent import PEOPLE, QUIET
from prescribing.models import Arrival, Gap, Offer, Placement, Referral, ReferralStep, Service
from tests import build


def test_something_of_every_stage(elm, asha, now):
    list_moves_in(elm, index=1, count=80, noted_by=asha, by=DEMO, now=now)
    assert prescribing_happens(elm, now=now) == 30
    stands = set(Referral.objects.values_list("stands", flat=True))
    assert stands == {*Referral.Stands.values} - {"in_error"}
    assert Service.objects.listed().count() == 40
    assert Placement.objects.filter(sent_at__isnull=False).exists()
    assert Arrival.objects.held().exists() and Gap.objects.count() == 2 and Offer.objects.exists()
    assert not ReferralStep.objects.filter(happened_at__gt=now).exists()
    stuck = Placement.objects.filter(silent_since__isnull=False, service__name=QUIET)
    assert stuck.count() == PEOPLE >= 5 and stuck[0].service.notes.get().words


def test_a_second_practice_of_the_network_shares_the_services(elm, oak, now):
    with in_view([elm, oak]):
        for practice in (elm, oak):
            for number in range(12):
                build.a_patient(practice, given_name=f"Ada{number}", birth_date=dt.date(1970, 1, 1))
            prescribing_happens(practice, now=now)
        assert Service.objects.listed().count() == 40
        assert oak.referrals.count() == 10 < elm.referrals.count()
        assert oak.placements.filter(sent_at__isnull=False).exists()
