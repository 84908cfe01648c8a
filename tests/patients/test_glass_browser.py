"""The pages of teams, trails, blocked and merged records, in a real browser: open to everybody, on any screen."""

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
    page.wait_for_load_state()
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


def open_and_see(page: Page, path: str, name: str) -> None:
    page.goto(path)
    seen(page, name)


def follow(page: Page, link: str, name: str) -> None:
    page.get_by_role("link", name=link).click()
    seen(page, name)


@pytest.fixture
def team(visit) -> Page:
    """Mo, on the page of his team."""
    page = visit("mo")
    open_and_see(page, f"{ELM}/team", "team")
    return page


def invite_ines(page: Page) -> None:
    page.get_by_label("Full name").fill("Ines Field")
    page.get_by_label("Email address").fill("ines@elm.example.org")
    page.get_by_label("Coach", exact=True).check()
    press(page, "Invite")
    expect(page.get_by_text("Ines Field works here now. A mail has gone to")).to_be_visible()


def test_a_colleague_is_invited_changed_and_ended(team):
    follow(team, "Invite a colleague", "invite")
    press(team, "Invite")
    expect(team.get_by_role("heading", name="There is a problem")).to_be_visible()
    seen(team, "invite-wrong")
    invite_ines(team)
    seen(team, "team-invited")
    follow(team, "Change role of Ines Field", "role")
    team.goto(f"{ELM}/team")
    follow(team, "End access of Ines Field", "end-access")
    press(team, "End access")
    expect(team.get_by_text("Ines Field no longer works here as coach.")).to_be_visible()


def test_a_duty_is_given_and_ended(team):
    follow(team, "Add a duty or cover", "duty")
    team.goto(f"{ELM}/team")
    follow(team, "end duty clinician of Ben Carter", "end-duty")
    press(team, "End duty")
    expect(team.get_by_text("from 2 March 2026 to 30 March 2026")).to_be_visible()


def test_the_trail_is_read(visit, people):
    page = visit("mo")
    open_and_see(page, f"{ELM}/trail", "trail")
    page.get_by_text("Choose who, what and when").click()
    page.get_by_label("Who", exact=True).select_option(label="Asha Rao")
    press(page, "Show")
    expect(page).to_have_url(re.compile("person="))
    seen(page, "trail-narrowed")
    follow(page, "Sign-ins and refusals", "sign-ins")


def test_an_access_report_is_read(visit, people):
    page = visit("mo")
    open_and_see(page, f"{ELM}/trail/patient", "trail-of")
    page.get_by_label("NHS number or record number").fill("999 000 0042")
    press(page, "Show")
    seen(page, "access-report")
    follow(page, "What was changed", "access-changes")


def break_the_glass(page: Page, record: str) -> None:
    open_and_see(page, record, "blocked")
    follow(page, "Open it in an emergency", "break-glass")
    page.get_by_label("Why do you have to open it now?").fill(REASON)
    press(page, "Open the record")
    expect(page.get_by_role("heading", name="Record of Asha Rao")).to_be_attached()


def test_a_blocked_record_is_opened_in_an_emergency_and_looked_into(visit, people):
    break_the_glass(visit("lena"), f"{ELM}/patients/{people[0]}")
    ben = visit("ben")
    follow(ben, "A blocked record was opened at Elm Surgery", "glass")
    press(ben, "Looked into Lena Novak")
    expect(ben.get_by_text("Ben Carter, 2 March 2026")).to_be_visible()
    expect(ben.get_by_role("link", name="A blocked record was opened")).to_have_count(0)


def test_a_record_is_blocked_by_whoever_manages(visit, people):
    mo = visit("mo")
    open_and_see(mo, f"{ELM}/blocks", "blocks")
    follow(mo, "Block a record", "block-find")
    mo.get_by_label("NHS number or record number").fill("9990000042")
    press(mo, "Go on")
    seen(mo, "block")


def test_or_by_whoever_knows_the_person(visit, people):
    lena = visit("lena")
    open_and_see(lena, f"{ELM}/patients/{people[1]}/declare", "declare")
    lena.get_by_label("It is a relation, or somebody close to me").check()
    press(lena, "Block the record for me")
    expect(lena.get_by_text("This record is blocked for you from now on")).to_be_visible()


def put_together(page: Page, two: int) -> None:
    open_and_see(page, f"{ELM}/patients/{two}/merge", "merge")
    follow(page, "Meena Webb", "merge-compare")
    page.get_by_label("Hindi").check()
    page.get_by_label("I have compared both records").check()
    press(page, "Put them together")
    expect(page.get_by_text("The two records are one now")).to_be_visible()
    seen(page, "merges")


def test_two_records_come_together_and_apart(visit, people):
    _hers, two, too = people
    page = visit("cara")
    put_together(page, two)
    page.goto(f"{ELM}/patients/{too}")
    expect(page).to_have_url(re.compile(f"/patients/{two}$"))
    page.goto(f"{ELM}/patients/{two}/merges")
    follow(page, "Take them apart again", "merge-undo")
    press(page, "Take them apart")
    expect(page.get_by_text("They are two records again, as they were")).to_be_visible()


def test_a_death_is_marked_and_taken_back(visit, people):
    page, record = visit("cara"), f"{ELM}/patients/{people[1]}"
    page.goto(record)
    follow(page, "Mark as died", "died")
    page.get_by_label("The day is not known").check()
    press(page, "Mark as died")
    expect(page.get_by_text("Died, day not known").first).to_be_visible()
    open_and_see(page, f"{ELM}/leavings", "leavings")
    page.goto(record)
    follow(page, "Take back that they died", "died-undo")
    press(page, "Take it back")
    expect(page.get_by_role("link", name="Mark as died")).to_be_visible()


def test_a_move_is_marked(visit, people):
    page = visit("cara")
    page.goto(f"{ELM}/patients/{people[1]}")
    follow(page, "Mark as having left", "left")
    page.get_by_label("Oak Surgery").check()
    press(page, "Mark as having left")
    expect(page.get_by_text("Left this practice").first).to_be_visible()
    with in_view([Practice.objects.get(ods_code="A81001")], build.TEST):
        assert Patient.objects.get(pk=people[1]).left_for == "Oak Surgery"
