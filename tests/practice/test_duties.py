"""Dated duties: who holds them, with cover, and the days on which nobody does."""

import datetime as dt

import pytest
from django.urls import reverse

from practice import actions
from practice.actions import NotPossible
from practice.cover import gaps
from practice.models import Duty, Membership
from practice.permissions import DutyKind, Role
from practice.tenancy import in_view
from practice.widgets import PARTS
from tests import build

ELM = "A81001"
TODAY = build.NOW.date()
LEAD = DutyKind.SAFEGUARDING_LEAD


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("held", "open_days"),
    [
        ([], [(0, 10)]),
        ([(-5, None)], []),
        ([(0, 3)], [(4, 10)]),
        ([(0, 3), (5, None)], [(4, 4)]),
        ([(0, 6), (2, 4)], [(7, 10)]),
        ([(3, 4), (0, 2)], [(5, 10)]),
        ([(2, 30)], [(0, 1)]),
        ([(11, 20)], [(0, 10)]),
    ],
)
def test_the_days_without_anybody_are_found(held, open_days):
    spans = [(day(a), None if b is None else day(b)) for a, b in held]
    assert gaps(spans, TODAY, day(10)) == [(day(a), day(b)) for a, b in open_days]


@pytest.fixture
def mo(elm, browser_of, member):
    """Mo's browser, at a practice where nobody holds any duty yet."""
    for duty in Duty.objects.filter(ended_at=None):
        actions.give_up_duty(duty=duty, by=member("mo"), now=build.NOW)
    client = browser_of("mo")

    def send(name: str, /, *args, **data):
        where = reverse(f"practice:{name}", args=[ELM, *args])
        return client.post(where, data) if data else client.get(where)

    return send


def typed(day: dt.date | None, field: str) -> dict[str, str]:
    return {f"{field}_{part}": str(getattr(day, part, "")) for part in PARTS}


def a_duty(holder, kind=LEAD, starts_on=TODAY, ends_on=None) -> dict[str, str]:
    return {"kind": kind, "holder": holder.pk} | typed(starts_on, "starts_on") | typed(ends_on, "ends_on")


def held(now) -> list[tuple]:
    return [
        (d.holder.user.name, d.starts_on, d.ends_on) for d in Duty.objects.held(now.date()).order_by("pk")
    ]


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_somebody_takes_a_duty(mo, member, now):
    assert mo("add-duty", **a_duty(member("ben"))).status_code == 302
    assert held(now) == [("Ben Carter", TODAY, None)]


@pytest.mark.care(2)
def test_two_hold_the_same_so_that_one_covers(mo, member, now):
    mo("add-duty", **a_duty(member("ben")))
    mo("add-duty", **a_duty(member("asha"), starts_on=day(0), ends_on=day(7)))
    assert len(held(now)) == 2


@pytest.mark.care(2)
def test_the_page_says_when_nobody_holds_it(mo, member):
    assert text(mo("team")).count("Nobody") == 3
    mo("add-duty", **a_duty(member("ben"), ends_on=day(3)))
    assert "from 6 March 2026 to 30 March 2026" in text(mo("team"))


def test_a_duty_ends_after_a_page_that_asks(mo, member, now):
    mo("add-duty", **a_duty(member("ben")))
    duty = Duty.objects.get(ended_at=None)
    assert "End this duty?" in text(mo("end-duty", duty.pk))
    mo("end-duty", duty.pk, sure="1")
    assert held(now) == []
    assert mo("end-duty", duty.pk).status_code == 404


@pytest.mark.care(2)
def test_it_holds_through_its_last_day(mo, member, now):
    actions.take_duty(holder=member("ben"), kind=LEAD, starts_on=TODAY, ends_on=TODAY, by=build.TEST, now=now)
    assert Duty.objects.held(TODAY).exists()
    assert not Duty.objects.held(day(1)).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ends_on": day(-1)}, "The last day must be the first day or later"),
        ({"starts_on": day(-9), "ends_on": day(-2)}, "The last day must be today or later"),
        ({"starts_on": None}, "Enter the first day"),
        ({"kind": "king"}, "Choose a duty"),
    ],
)
def test_a_wrong_duty_says_what_is_wrong(mo, member, change, said):
    response = mo("add-duty", **a_duty(member("ben"), **change))
    assert response.status_code == 422
    assert said in text(response)


@pytest.mark.care(2)
def test_the_duty_clinician_is_a_clinician(mo, member):
    response = mo("add-duty", **a_duty(member("cara"), kind=DutyKind.DUTY_CLINICIAN))
    assert "Only a clinician can be the duty clinician" in text(response)
    assert mo("add-duty", **a_duty(member("ben"), kind=DutyKind.DUTY_CLINICIAN)).status_code == 302


def test_nobody_gives_themselves_a_duty(mo, member, now):
    own = member("mo", role=Role.MANAGER)
    assert mo("add-duty", **a_duty(own)).status_code == 422
    with pytest.raises(NotPossible, match="your own duties"):
        actions.take_duty(
            holder=own,
            kind=LEAD,
            starts_on=TODAY,
            ends_on=None,
            by=member("mo", role="administrator"),
            now=now,
        )


def test_somebody_of_another_practice_cannot_hold_it(mo, oak):
    with in_view([oak]):
        dev = Membership.objects.get(user__email="dev@oak.example.org")
    assert mo("add-duty", **a_duty(dev)).status_code == 422


@pytest.mark.parametrize("who", ["asha", "ben"])
def test_only_administrators_set_duties(browser_of, who):
    assert browser_of(who).get(reverse("practice:add-duty", args=[ELM])).status_code == 403
