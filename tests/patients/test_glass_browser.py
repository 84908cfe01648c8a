"""The pages of teams, trails, blocked and merged records, in a real browser: open to everybody, on any screen."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patients.actions.blocks import set_block
from patients.actions.noting import note
from patients.models import Need, Patient, RecordBlock
from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build
from tests.journeys.looking import look

pytestmark = pytest.mark.journey
ELM = "/A81001"
REASON = "She collapsed in the waiting room and nobody else is here."


def seen(page: Page, name: str) -> None:
    """Look at it as everybody may have to; keep pictures where somebody wants to see them."""
    look(page)
    if folder := os.environ.get("PICTURES"):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def people(world) -> tuple[int, int, int]:
    """Asha's own record, which Mo has blocked, and two records of one person."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm], build.TEST):
        mo, asha = (
            Membership.objects.filter(user__email=f"{n}@elm.example.org").first() for n in ("mo", "asha")
        )
        hers = build.a_patient(elm, given_name="Asha", family_name="Rao", nhs_number="9990000034")
        set_block(patient=hers, user=asha.user, kind=RecordBlock.Kind.OWN, by=mo, now=build.NOW)
        two = build.a_patient(elm, given_name="Mina", family_name="Webb", nhs_number="9990000042")
        too = build.a_patient(
            elm, given_name="Meena", family_name="Webb", nhs_number="9990000050", language="Hindi"
        )
        words = {"kind": Need.Kind.FORMAT, "words": "Large print", "code": ""}
        note(patient=too, model=Need, values=words, by=asha, now=build.NOW)
    return hers.pk, two.pk, too.pk


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_a_team_is_managed(visit):
    page = visit("mo")
    page.goto(f"{ELM}/team")
    seen(page, "team")
    page.get_by_role("link", name="Invite a colleague").click()
    seen(page, "invite")
    press(page, "Invite")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    seen(page, "invite-wrong")
    page.get_by_label("Full name").fill("Ines Field")
    page.get_by_label("Email address").fill("ines@elm.example.org")
    page.get_by_label("Coach", exact=True).check()
    press(page, "Invite")
    expect(page.get_by_text("Ines Field works here now. A mail has gone to")).to_be_visible()
    seen(page, "team-invited")
    page.get_by_role("link", name="Change role of Ines Field").click()
    seen(page, "role")
    page.goto(f"{ELM}/team")
    page.get_by_role("link", name="Add a duty or cover").click()
    seen(page, "duty")
    page.goto(f"{ELM}/team")
    page.get_by_role("link", name="End access of Ines Field").click()
    seen(page, "end-access")
    press(page, "End access")
    expect(page.get_by_text("Ines Field no longer works here as coach.")).to_be_visible()


def test_the_trail_is_read(visit, people):
    page = visit("mo")
    page.goto(f"{ELM}/trail")
    seen(page, "trail")
    page.get_by_text("Choose who, what and when").click()
    page.get_by_label("Who", exact=True).select_option(label="Asha Rao")
    press(page, "Show")
    expect(page).to_have_url(re.compile("person="))
    seen(page, "trail-narrowed")
    page.get_by_role("link", name="Sign-ins and refusals").click()
    seen(page, "sign-ins")
    page.goto(f"{ELM}/trail/patient")
    page.get_by_label("NHS number or record number").fill("999 000 0042")
    press(page, "Show")
    seen(page, "access-report")
    page.get_by_role("link", name="What was changed").click()
    seen(page, "access-changes")


def test_a_blocked_record_is_opened_in_an_emergency_and_looked_into(visit, people):
    hers = people[0]
    lena = visit("lena")
    lena.goto(f"{ELM}/patients/{hers}")
    expect(lena.get_by_role("heading", name="This record is not open to you")).to_be_visible()
    seen(lena, "blocked")
    lena.get_by_role("link", name="Open it in an emergency").click()
    seen(lena, "break-glass")
    lena.get_by_label("Why do you have to open it now?").fill(REASON)
    press(lena, "Open the record")
    expect(lena.get_by_role("heading", name="Record of Asha Rao")).to_be_attached()
    expect(lena.get_by_text("Open to you for thirty minutes")).to_be_visible()
    ben = visit("ben")
    ben.get_by_role("link", name="A blocked record was opened at Elm Surgery").click()
    seen(ben, "glass")
    press(ben, "Looked into Lena Novak")
    expect(ben.get_by_text("Ben Carter, 2 March 2026")).to_be_visible()
    expect(ben.get_by_role("link", name="A blocked record was opened")).to_have_count(0)


def test_records_are_blocked_by_whoever_manages_or_declares(visit, people):
    mo = visit("mo")
    mo.goto(f"{ELM}/blocks")
    seen(mo, "blocks")
    mo.get_by_role("link", name="Block a record").click()
    mo.get_by_label("NHS number or record number").fill("9990000042")
    press(mo, "Continue")
    seen(mo, "block")
    lena = visit("lena")
    lena.goto(f"{ELM}/patients/{people[1]}/declare")
    seen(lena, "declare")
    lena.get_by_label("It is a relation, or somebody close to me").check()
    press(lena, "Block the record for me")
    expect(lena.get_by_text("This record is blocked for you from now on")).to_be_visible()


def test_two_records_come_together_and_apart(visit, people):
    _hers, two, too = people
    page = visit("cara")
    page.goto(f"{ELM}/patients/{two}/merge")
    seen(page, "merge")
    page.get_by_role("link", name="Meena Webb").click()
    seen(page, "merge-compare")
    page.get_by_label("Hindi").check()
    page.get_by_label("I have compared both records").check()
    press(page, "Put them together")
    expect(page.get_by_text("The two records are one now")).to_be_visible()
    seen(page, "merges")
    page.goto(f"{ELM}/patients/{too}")
    expect(page).to_have_url(re.compile(f"/patients/{two}$"))
    page.goto(f"{ELM}/patients/{two}/merges")
    page.get_by_role("link", name="Take them apart again").click()
    seen(page, "merge-undo")
    press(page, "Take them apart")
    expect(page.get_by_text("They are two records again, as they were")).to_be_visible()


def test_a_death_and_a_move_are_marked_and_taken_back(visit, people):
    page, record = visit("cara"), f"{ELM}/patients/{people[1]}"
    page.goto(record)
    page.get_by_role("link", name="Mark as died").click()
    seen(page, "died")
    page.get_by_label("The day is not known").check()
    press(page, "Mark as died")
    expect(page.get_by_text("Died, day not known").first).to_be_visible()
    seen(page, "died-record")
    page.goto(f"{ELM}/leavings")
    seen(page, "leavings")
    page.goto(record)
    page.get_by_role("link", name="Take back that they died").click()
    seen(page, "died-undo")
    press(page, "Take it back")
    page.get_by_role("link", name="Mark as having left").click()
    seen(page, "left")
    page.get_by_label("Oak Surgery").check()
    press(page, "Mark as having left")
    expect(page.get_by_text("Left this practice").first).to_be_visible()
    day = dt.date(2026, 3, 2)
    with in_view([Practice.objects.get(ods_code="A81001")], build.TEST):
        assert Patient.objects.get(pk=people[1]).left_on == day
