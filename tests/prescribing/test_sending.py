"""What is agreed, and what may be sent: to a confirmed address, in the words agreed, by a press."""

import dataclasses
import datetime as dt

import pytest

from patients.actions.noting import note
from patients.models import Consent, Patient, Supporter
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from prescribing import sending_checks as checks
from prescribing.actions import sending
from prescribing.actions.choosing import choose, withdraw
from prescribing.actions.sending import Agreed
from prescribing.models import Address, Placement, Referral, Service
from tests import build
from tests.conftest import look_at
from tests.prescribing import services, ways

TODAY = build.NOW.date()
WORDS = Agreed(
    share_name="Mary Webb",
    share_contact="07700 900123, after ten",
    share_access="",
    share_reason="Would like company on walks",
    share_risk="",
    agreed_on=TODAY,
    agreed_until=TODAY + dt.timedelta(days=30),
    agreed_by="person",
)


@pytest.fixture
def service(elm) -> Service:
    return services.a_service(elm)


@pytest.fixture
def chosen(referral, service, lena) -> Placement:
    return choose(referral=referral, service=service, fit_because="", by=lena, now=build.NOW)


@pytest.fixture
def address(service, lena) -> Address:
    return services.an_address(service, lena)


def agree(placement, by, now=build.NOW, **changed) -> Placement:
    placement.refresh_from_db()
    agreed = dataclasses.replace(WORDS, **changed)
    return sending.agree(placement=placement, version=placement.version, agreed=agreed, by=by, now=now)


def send(placement, by, now=build.NOW, sent_to="walks@example.org", **more):
    placement.refresh_from_db()
    return sending.send(
        placement=placement, version=placement.version, sent_to=sent_to, by=by, now=now, **more
    )


@pytest.mark.care(19)
def test_choosing_sends_nothing(chosen, address):
    assert (chosen.stands, chosen.sent_at, chosen.agreed_on) == ("chosen", None, None)
    assert TrailEvent.objects.filter(verb="placement.chosen").exists()


def test_what_was_agreed_goes_to_the_confirmed_address(chosen, address, lena):
    agree(chosen, lena)
    event = send(chosen, lena)
    chosen.refresh_from_db()
    assert (chosen.stands, chosen.sent_to, chosen.address) == ("sent", "walks@example.org", address)
    assert (event.kind, event.who, event.member) == ("sent", "colleague", lena)
    referral = Referral.objects.get(pk=chosen.referral_id)
    assert (referral.stands, referral.sent_on_at) == ("referred", build.NOW)


@pytest.mark.care(16)
def test_without_agreement_it_cannot_be_sent(chosen, address, lena):
    with pytest.raises(NotPossible, match="not noted yet what may be shared"):
        send(chosen, lena)


@pytest.mark.care(16)
def test_on_the_day_after_its_last_the_agreement_has_ended(chosen, address, lena):
    agree(chosen, lena, agreed_until=TODAY)
    with pytest.raises(NotPossible, match="ended on its last day"):
        send(chosen, lena, now=build.NOW + dt.timedelta(days=1))
    assert send(chosen, lena).kind == "sent"


def test_an_agreement_that_was_ended_sends_nothing_until_there_is_a_new_one(chosen, address, lena):
    agree(chosen, lena)
    sending.end_agreement(placement=chosen, by=lena, now=build.NOW)
    with pytest.raises(NotPossible, match="agreement to share was ended"):
        send(chosen, lena)
    with pytest.raises(NotPossible, match="no agreement to end"):
        sending.end_agreement(placement=chosen, by=lena, now=build.NOW)
    agree(chosen, lena)
    assert send(chosen, lena).kind == "sent"


@pytest.mark.care(20)
@pytest.mark.parametrize(
    ("held", "why"),
    [
        ({"confirmed_at": None, "confirmed_by": None}, checks.NO_ADDRESS),
        ({"doubted_at": build.NOW}, checks.DOUBTED),
        ({"ended_at": build.NOW, "ended_by": "lena"}, checks.NO_ADDRESS),
    ],
)
def test_only_a_confirmed_address_that_nobody_doubts_is_written_to(chosen, service, lena, held, why):
    services.an_address(service, lena, **{k: lena if v == "lena" else v for k, v in held.items()})
    agree(chosen, lena)
    with pytest.raises(NotPossible, match=why):
        send(chosen, lena)


def test_an_address_of_another_practice_is_not_ours(chosen, service, member, oak, lena):
    look_at(lena.practice, oak)
    services.an_address(service, member("dev", practice=oak))
    agree(chosen, lena)
    with pytest.raises(NotPossible, match="No colleague has confirmed"):
        send(chosen, lena)


@pytest.mark.care(19)
def test_it_goes_nowhere_else_than_the_preview_said(chosen, address, lena):
    agree(chosen, lena)
    with pytest.raises(NotPossible, match="another address than the one shown"):
        send(chosen, lena, sent_to="old@example.org")


def test_words_that_changed_since_they_were_shown_are_not_sent(chosen, address, lena):
    seen = agree(chosen, lena)
    agree(chosen, lena, share_reason="Something else")
    with pytest.raises(Stale):
        sending.send(
            placement=seen, version=seen.version, sent_to="walks@example.org", by=lena, now=build.NOW
        )


def test_twice_is_once(chosen, address, lena):
    agree(chosen, lena)
    send(chosen, lena)
    with pytest.raises(NotPossible, match="sent before"):
        send(chosen, lena)
    with pytest.raises(NotPossible, match="sent before"):
        agree(chosen, lena)


def test_who_has_become_too_young_for_the_setting_is_not_sent(chosen, address, lena, mary):
    agree(chosen, lena)
    Patient.objects.filter(pk=mary.pk).update(birth_date=dt.date(2010, 1, 1))
    with pytest.raises(NotPossible, match="18 and over"):
        send(chosen, lena)


def test_nobody_too_young_chooses(elm, service, lena, ben, mary):
    referral = ways.referred(mary, ben)
    Patient.objects.filter(pk=mary.pk).update(birth_date=dt.date(2010, 1, 1))
    with pytest.raises(NotPossible, match="children and young people"):
        choose(referral=referral, service=service, fit_because="", by=lena, now=build.NOW)


def test_a_restricted_persons_words_go_only_where_somebody_typed_it(chosen, address, lena, mary):
    agree(chosen, lena)
    Patient.objects.filter(pk=mary.pk).update(restricted=True)
    with pytest.raises(NotPossible, match="details are protected"):
        send(chosen, lena)
    assert send(chosen, lena, typed=" Walks@example.org ").kind == "sent"


def test_a_no_on_the_record_stands_above_the_agreement(chosen, address, lena, mary):
    agree(chosen, lena)
    said = {"kind": "sharing", "agreed": False, "from_on": TODAY}
    note(patient=mary, model=Consent, values=said, by=lena, now=build.NOW)
    with pytest.raises(NotPossible, match="said no to sharing"):
        send(chosen, lena)
    with pytest.raises(NotPossible, match="said no to sharing"):
        agree(chosen, lena)


@pytest.mark.care(16)
def test_a_proxy_needs_authority_with_evidence_that_has_not_expired(chosen, lena, mary):
    def attorney(**more):
        held = {"name": "Ada Webb", "authority": "attorney", "evidence_seen": "LPA seen"} | more
        note(patient=mary, model=Supporter, values=held, by=lena, now=build.NOW)

    attorney(evidence_seen="")
    attorney(expires_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(NotPossible, match="Nobody with authority"):
        agree(chosen, lena, agreed_by="proxy", agreed_words="Ada, attorney")
    attorney(expires_on=TODAY)
    assert agree(chosen, lena, agreed_by="proxy", agreed_words="Ada").agreed_by == "proxy"


def test_a_service_that_paused_since_needs_another_look(chosen, address, service, lena):
    agree(chosen, lena)
    Service.objects.filter(pk=service.pk).update(paused_at=build.NOW)
    chosen = Placement.objects.get(pk=chosen.pk)
    with pytest.raises(NotPossible, match="takes nobody now"):
        send(chosen, lena)


def test_against_a_no_only_with_a_reason(referral, service, lena):
    Service.objects.filter(pk=service.pk).update(age_from=80)
    service.refresh_from_db()
    asked = {"referral": referral, "service": service, "by": lena, "now": build.NOW}
    with pytest.raises(NotPossible, match="80 and over; they are 55"):
        choose(**asked, fit_because=" ")
    assert choose(**asked, fit_because="They take her mother along").fit_because.startswith("They take")


def test_a_service_is_chosen_once_and_again_after_it_was_withdrawn(chosen, referral, service, lena):
    asked = {"referral": referral, "service": service, "fit_because": "", "by": lena, "now": build.NOW}
    with pytest.raises(NotPossible, match="already"):
        choose(**asked)
    withdraw(placement=chosen, version=chosen.version, because="Changed her mind", by=lena, now=build.NOW)
    chosen.refresh_from_db()
    assert (chosen.stands, chosen.ended_because) == ("withdrawn", "Changed her mind")
    with pytest.raises(NotPossible, match="ended already"):
        withdraw(placement=chosen, version=chosen.version, because="Again", by=lena, now=build.NOW)
    assert choose(**asked).stands == "chosen"
