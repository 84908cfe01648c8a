"""The installer opens a practice, and its administrator can get in."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from practice.models import Membership, Practice
from practice.tenancy import in_view

ARGUMENTS = ("A81003", "Ash Surgery")
OPTIONS = {
    "network": "Rowan and Willow network",
    "telephone": "020 7946 0103",
    "administrator": "Ida@ash.example.org",
    "administrator_name": "Ida Holt",
}


def test_a_practice_is_opened_with_its_first_administrator(db, capsys):
    call_command("open_practice", *ARGUMENTS, **OPTIONS)
    ash = Practice.objects.get(ods_code="A81003")
    assert ash.telephone == "020 7946 0103"
    with in_view([ash]):
        member = Membership.objects.get(practice=ash)
        assert (member.role, member.user.email) == ("administrator", "ida@ash.example.org")
    assert "Ash Surgery is open" in capsys.readouterr().out


def test_opening_it_twice_changes_nothing_and_says_so(db):
    call_command("open_practice", *ARGUMENTS, **OPTIONS)
    with pytest.raises(CommandError, match="already works here"):
        call_command("open_practice", *ARGUMENTS, **OPTIONS)


def test_an_address_that_cannot_be_right_is_refused(db):
    with pytest.raises(CommandError, match="not complete"):
        call_command("open_practice", *ARGUMENTS, **OPTIONS | {"administrator": "ida"})


def test_the_administrator_gets_in_by_forgotten_password(client, db):
    call_command("open_practice", *ARGUMENTS, **OPTIONS)
    client.post("/account/password/reset/", {"email": "ida@ash.example.org"})
    (sent,) = mail.outbox
    assert sent.to == ["ida@ash.example.org"]
    assert "/account/password/reset/key/" in sent.body
