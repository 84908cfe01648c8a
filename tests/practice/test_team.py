"""The team: who works here, invited, changed, ended; nobody raises themselves."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice import actions
from practice.actions import NotPossible
from practice.models import Duty, Invitation, Membership, TrailEvent, User
from practice.permissions import DutyKind, Role
from practice.tenancy import in_view
from tests import build

ELM = "A81001"


@pytest.fixture
def mo(member):
    return member("mo", role=Role.ADMINISTRATOR)


@pytest.fixture
def page(elm, browser_of):
    """Mo's browser, on the pages of the team."""
    client = browser_of("mo")

    def send(name: str, /, *args, **data):
        where = reverse(f"practice:{name}", args=[ELM, *args])
        return client.post(where, data) if data else client.get(where)

    return send


def text(response) -> str:
    return " ".join(response.content.decode().split())


INES = {"name": "Ines Field", "email": "Ines@elm.example.org", "role": "coach"}


@pytest.fixture
def invited(page, django_capture_on_commit_callbacks):
    """Mo invites Ines, or whoever is given; the mail goes after the commit."""

    def send(**other):
        with django_capture_on_commit_callbacks(execute=True):
            return page("invite", **INES | other)

    return send


def ines() -> Membership:
    return Membership.objects.select_related("user").get(user__email="ines@elm.example.org")


def test_the_page_says_who_works_here_and_who_did(page):
    shown = text(page("team"))
    for words in ("Asha Rao", "asha@elm.example.org", "Link worker", "Two-step sign-in", "Eve Stone"):
        assert words in shown
    assert "Dev Shah" not in shown


def test_it_costs_the_same_with_two_and_with_twenty(page, elm, mo, now):
    page("team")
    costs = []
    for people in (2, 20):
        for number in range(people):
            about = {"name": "N", "email": f"n{people}-{number}@elm.example.org", "role": Role.COACH}
            actions.invite(practice=elm, **about, by=mo, now=now)
        with CaptureQueriesContext(connection) as asked:
            page("team")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_an_invitation_makes_a_member_and_sends_a_mail(invited):
    assert invited().status_code == 302
    assert (ines().role, ines().user.name, ines().starts_on) == ("coach", "Ines Field", build.NOW.date())
    (sent,) = mail.outbox
    assert sent.to == ["ines@elm.example.org"]
    assert "Mo Haddad has given you access to Skerry at Elm Surgery, as coach." in sent.body


def test_what_was_asked_for_and_what_was_sent_are_both_kept(invited):
    invited()
    kept = set(TrailEvent.objects.values_list("verb", flat=True).order_by("-pk")[:3])
    assert kept == {"member.joined", "member.invited", "invitation.sent"}


def password_link() -> str:
    (line,) = [line for line in mail.outbox[-1].body.splitlines() if "/reset/key/" in line]
    return line.removeprefix("http://127.0.0.1:8000")


def test_the_link_in_the_mail_sets_a_password_once(invited):
    invited()
    new, link = Client(), password_link()
    form = new.get(link, follow=True).request["PATH_INFO"]
    typed = {"password1": "walks-by-the-canal", "password2": "walks-by-the-canal"}
    assert new.post(form, typed).status_code == 302
    assert User.objects.get(email="ines@elm.example.org").check_password("walks-by-the-canal")
    assert "set-password" not in Client().get(link, follow=True).request["PATH_INFO"]


def test_the_link_in_the_mail_does_not_trust_the_host_that_was_asked(invited, browser_of):
    invited()
    assert "http://127.0.0.1:8000/account/" in mail.outbox[0].body


def test_who_has_an_account_already_signs_in_as_always(invited):
    invited(email="dev@oak.example.org", name="Somebody Else")
    assert "the password that you already use" in mail.outbox[0].body
    assert User.objects.get(email="dev@oak.example.org").name == "Dev Shah"


def refuse_to_send(monkeypatch, problem: Exception):
    def broken(*args, **kwargs):
        raise problem

    monkeypatch.setattr("practice.account_mail.send_mail", broken)


@pytest.mark.parametrize("problem", [smtplib.SMTPServerDisconnected("gone"), ConnectionRefusedError()])
def test_a_mail_that_fails_is_said_and_can_be_sent_again(invited, page, monkeypatch, problem):
    refuse_to_send(monkeypatch, problem)
    assert invited().status_code == 302
    assert Invitation.objects.get().failed_at == build.NOW
    shown = text(page("team"))
    assert "Mail not sent" in shown
    assert reverse("practice:send-again", args=[ELM, ines().pk]) in shown


def test_a_server_that_stops_before_the_mail_loses_nothing(page):
    page("invite", **INES)  # nothing runs after the commit here
    assert mail.outbox == []
    assert "Mail not sent" in text(page("team"))


def test_sending_again_sends_again(invited, page, monkeypatch, django_capture_on_commit_callbacks):
    with monkeypatch.context() as broken:
        refuse_to_send(broken, OSError())
        invited()
    with django_capture_on_commit_callbacks(execute=True):
        page("send-again", ines().pk, sent="1")
    assert len(mail.outbox) == 1
    assert "Mail not sent" not in text(page("team"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Enter their full name"),
        ("email", "ines", "Enter an email address, like name@example.org"),
        ("role", "superuser", "Choose a role"),
        ("email", "asha@elm.example.org", "already works here as coach"),
        ("email", "MO@elm.example.org", "You cannot change your own roles"),
    ],
)
def test_a_wrong_invitation_says_what_is_wrong(page, field, typed, said):
    response = page("invite", **INES | {field: typed})
    assert response.status_code == 422
    assert said in text(response)
    assert "There is a problem" in text(response)


def test_a_name_of_two_lines_becomes_one(invited):
    invited(name="Ines\r\nBcc: everybody@example.org")
    assert ines().user.name == "Ines Bcc: everybody@example.org"


def test_a_new_role_ends_the_old_one_and_keeps_the_past(page, member, now):
    asha = member("asha")
    page("change-role", asha.pk, role="link_worker")
    was, becomes = Membership.objects.filter(user=asha.user).order_by("pk")
    assert (was.role, was.ended_at, was.ended_by.user.email) == ("coach", now, "mo@elm.example.org")
    assert (becomes.role, becomes.ended_at) == ("link_worker", None)


def test_the_same_role_again_is_no_change(page, member):
    response = page("change-role", member("asha").pk, role="coach")
    assert response.status_code == 422
    assert "They already work in this role" in text(response)


def test_a_new_role_gives_a_new_session(page, member, browser_of):
    client = browser_of("asha")
    client.post(reverse("practice:still-here"))
    before = client.cookies["skerry"].value
    client.post(reverse("practice:still-here"))
    assert client.cookies["skerry"].value == before
    page("change-role", member("asha").pk, role="link_worker")
    client.post(reverse("practice:still-here"))
    assert client.cookies["skerry"].value != before


def test_access_ends_after_a_page_that_asks(page, member, now):
    asha = member("asha")
    assert "Their next click is refused" in text(page("end-access", asha.pk))
    assert Membership.objects.get(pk=asha.pk).ended_at is None
    page("end-access", asha.pk, sure="1")
    assert Membership.objects.get(pk=asha.pk).ended_at == now


def test_duties_end_with_the_role(page, member, mo, now):
    ben, lead = member("ben"), DutyKind.SAFEGUARDING_LEAD
    actions.take_duty(holder=ben, kind=lead, starts_on=now.date(), ends_on=None, by=build.TEST, now=now)
    page("end-access", ben.pk, sure="1")
    assert set(Duty.objects.filter(holder=ben).values_list("ended_by", flat=True)) == {mo.pk}


@pytest.mark.parametrize("name", ["change-role", "end-access"])
def test_nobody_changes_their_own(page, mo, name):
    response = page(name, mo.pk, role="manager")
    assert response.status_code == 422
    assert "You cannot change your own" in text(response)
    assert Membership.objects.get(pk=mo.pk).ended_at is None


def test_not_through_the_other_role_either(page, member):
    assert page("end-access", member("mo", role=Role.MANAGER).pk, sure="1").status_code == 422


def test_own_lines_offer_no_change(page, mo):
    shown = text(page("team"))
    assert shown.count("This is you") == 2
    assert reverse("practice:end-access", args=[ELM, mo.pk]) not in shown


def test_two_administrators_cannot_end_each_other(elm, mo, member, now):
    actions.invite(
        practice=elm, name="Ada", email="ada@elm.example.org", role=Role.ADMINISTRATOR, by=mo, now=now
    )
    ada = member("ada")
    actions.end(member=mo, by=ada, now=now)
    with pytest.raises(NotPossible, match="just been ended"):
        actions.end(member=ada, by=mo, now=now)


def test_who_has_left_cannot_be_ended_again(page, member):
    eve = Membership.objects.get(user__email="eve@elm.example.org")
    assert page("end-access", eve.pk).status_code == 404
    with pytest.raises(NotPossible, match="already ended"):
        actions.end(member=eve, by=member("mo", role=Role.ADMINISTRATOR), now=build.NOW)


def test_another_practices_member_is_not_found(page, oak):
    with in_view([oak]):
        dev = Membership.objects.get(user__email="dev@oak.example.org")
    for name in ("change-role", "end-access", "send-again"):
        assert page(name, dev.pk, role="coach").status_code == 404


@pytest.mark.parametrize("who", ["asha", "lena", "ben", "cara"])
def test_only_administrators_see_the_team(browser_of, who):
    assert browser_of(who).get(reverse("practice:team", args=[ELM])).status_code == 403


def test_a_manager_alone_is_no_administrator(browser_of, member, mo, elm, now):
    about = {"name": "Max", "email": "max@elm.example.org", "role": Role.MANAGER}
    actions.invite(practice=elm, **about, by=mo, now=now)
    assert browser_of("max").get(reverse("practice:team", args=[ELM])).status_code == 403


def test_fields_that_the_form_does_not_have_change_nothing(page, member, oak):
    asha = member("asha")
    page("change-role", asha.pk, role="coordinator", practice=oak.pk, user=1, ended_at="", is_active="")
    new = Membership.objects.get(user=asha.user, ended_at=None)
    assert (new.role, new.practice.ods_code, new.user_id) == ("coordinator", ELM, asha.user_id)


def test_somebody_who_starts_tomorrow_does_not_work_here_yet(elm, member, mo, now):
    user = User.objects.create_user("tom@elm.example.org", "Tom")
    begins = now.date() + dt.timedelta(days=1)
    tom = actions.join(practice=elm, user=user, role=Role.COACH, starts_on=begins, by=mo, now=now)
    assert tom not in Membership.objects.current(now.date())
    assert tom in Membership.objects.current(begins)


def test_the_last_day_is_a_working_day(elm, mo, now):
    user = User.objects.create_user("tom@elm.example.org", "Tom")
    tom = actions.join(practice=elm, user=user, role=Role.COACH, starts_on=now.date(), by=mo, now=now)
    Membership.objects.filter(pk=tom.pk).update(ends_on=now.date())
    assert tom in Membership.objects.current(now.date())
    assert tom not in Membership.objects.current(now.date() + dt.timedelta(days=1))
