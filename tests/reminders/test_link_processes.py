"""Real senders of links: killed with -9 around the call, and beside somebody who has the questionnaire in hand."""

import json
import re
from pathlib import Path

import pytest
from django.db import transaction

from activation.actions.asking_text import send_by_text
from activation.models import Measurement
from practice.models import Membership, SignedLink
from practice.tenancy import in_view
from reminders.models import Due, Message
from tests import build
from tests.activation.links import Phone, begun
from tests.reminders import made
from tests.reminders.test_processes import elm, nursery, worker

__all__ = ["elm"]  # its data are committed


@pytest.fixture
def asked(elm) -> list[Measurement]:
    """Two people, to whom a link is to be sent."""
    with in_view([elm], build.TEST):
        asha = Membership.objects.get(user__email="asha@elm.example.org", practice=elm)
        both = [begun(patient, asha) for patient in made.people(elm, 2)]
        return [send_by_text(measurement=one, by=asha, now=build.NOW) for one in both]


def links_in(data: Path) -> list[str]:
    sent = [json.loads(file.read_text())["words"] for file in (data / "outbox" / "messages").glob("*.json")]
    return [re.search(r"/link/([A-Za-z0-9_-]{32})/", said)[1] for said in sent]


def assert_each_opens(elm, data: Path) -> None:
    tokens = links_in(data)
    assert len(tokens) == 2
    assert [Phone(token).says().status_code for token in tokens] == [302, 302]
    with in_view([elm], build.TEST):
        assert set(Message.objects.values_list("outcome", flat=True)) == {"sent"}
        assert SignedLink.objects.filter(revoked_at=None).count() == 2


@pytest.mark.fault
def test_killed_after_the_provider_took_it_the_link_that_went_out_works(elm, asked, tmp_path):
    assert nursery(tmp_path, "after:1") == 2
    assert_each_opens(elm, tmp_path)
    with in_view([elm], build.TEST):
        assert Message.objects.filter(attempts__result="found").count() == 2


@pytest.mark.fault
def test_killed_before_it_was_taken_another_link_is_made(elm, asked, tmp_path):
    assert nursery(tmp_path, "before:2") == 1
    assert_each_opens(elm, tmp_path)
    with in_view([elm], build.TEST):
        assert SignedLink.objects.count() == 3


@pytest.mark.fault
def test_two_senders_at_once_send_each_once(elm, asked, tmp_path):
    assert nursery(tmp_path, "lives", "lives") == 0
    assert_each_opens(elm, tmp_path)
    with in_view([elm], build.TEST):
        assert SignedLink.objects.count() == 2


@pytest.mark.fault
def test_it_never_waits_for_somebody_who_has_the_questionnaire_in_hand(elm, asked, tmp_path):
    with in_view([elm], build.TEST), transaction.atomic():
        Measurement.objects.select_for_update().get(pk=asked[0].pk)
        worker(tmp_path, "manage.py", "tick")
        waiting = Due.objects.get(state="waiting")
    assert (waiting.attempts, waiting.lease_until, len(links_in(tmp_path))) == (0, None, 1)
    assert waiting.due_at > build.NOW
