"""Breaking the glass: a reason, thirty minutes, somebody told at once, and looked into."""

import pytest
from django.urls import reverse

from patients.actions.blocks import set_block
from patients.actions.glass import break_glass, see
from patients.glass import concerned
from patients.models import GlassBreak, Patient, RecordBlock
from practice import actions as team
from practice.actions import NotPossible
from practice.models import Duty, TrailEvent
from practice.permissions import DutyKind
from tests import build

ELM = "A81001"
OWN, RELATION = RecordBlock.Kind.OWN, RecordBlock.Kind.RELATION
REASON = "She collapsed in the waiting room and nobody else is here."


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def patient(elm, member, now) -> Patient:
    """Asha's own record."""
    hers = build.a_patient(elm, given_name="Mina", family_name="Rao", nhs_number="9990000034")
    set_block(patient=hers, user=member("asha").user, kind=OWN, by=member("mo"), now=now)
    return hers


@pytest.fixture
def smashes(patient, browser_of):
    """`smashes("lena")`: she opens the record in an emergency."""

    def send(name: str, reason: str = REASON):
        where = reverse("patients:break-glass", args=[ELM, patient.pk])
        return browser_of(name).post(where, {"reason": reason})

    return send


@pytest.fixture
def opens(patient, browser_of):
    def status(name: str) -> int:
        return browser_of(name).get(reverse("patients:record", args=[ELM, patient.pk])).status_code

    return status


def test_the_page_says_whose_record_it_is_and_what_follows(patient, browser_of):
    shown = text(browser_of("ben").get(reverse("patients:break-glass", args=[ELM, patient.pk])))
    for words in ("Mina Rao", "4 May 1970", "999 000 0034", "thirty minutes", "told at once"):
        assert words in shown


def test_with_a_reason_it_opens(smashes, patient, opens, now, member):
    assert smashes("lena")["Location"] == reverse("patients:record", args=[ELM, patient.pk])
    assert opens("lena") == 200
    glass = GlassBreak.objects.get()
    assert (glass.reason, glass.member, glass.at) == (REASON, member("lena"), now)


def test_to_whoever_broke_it_and_to_nobody_else(smashes, opens):
    smashes("lena")
    assert (opens("lena"), opens("ben")) == (200, 403)


@pytest.mark.care(4)
def test_for_thirty_minutes(smashes, opens, clock):
    smashes("lena")
    clock.move(minutes=29, seconds=59)
    assert opens("lena") == 200
    clock.move(seconds=1)
    assert opens("lena") == 403


@pytest.mark.care(4)
@pytest.mark.parametrize(
    "reason", ["", "urgent", "aaaaaaaaaaaaaaaaaaaaaaaa", "why why why why why why", "   \n  "]
)
def test_without_a_reason_that_is_one_it_stays_shut(smashes, opens, reason):
    assert smashes("lena", reason).status_code == 422
    assert opens("lena") == 403


def test_a_longer_reason_than_can_be_kept_is_said(smashes):
    assert smashes("lena", "It is because of this " * 40).status_code == 422


def test_ones_own_record_opens_in_the_same_way(smashes, opens):
    smashes("asha")
    assert opens("asha") == 200


def test_the_trail_knows_without_the_reason(smashes, patient):
    smashes("lena")
    events = TrailEvent.objects.filter(patient_id=patient.pk)
    assert "glass.broken" in events.values_list("verb", flat=True)
    assert REASON not in str(list(events.values()))


def told() -> list[str]:
    """Who is told of the one that is broken, and looks into it."""
    glass = GlassBreak.objects.select_related("member", "practice").get()
    found = concerned(glass.practice, glass.at.date(), [glass]).responders(glass)
    return [member.user.email for member in found]


@pytest.mark.care(4)
def test_the_lead_is_told(smashes):
    smashes("lena")
    assert told() == ["ben@elm.example.org"]


def test_a_lead_who_broke_it_is_not_the_one_who_is_told(smashes):
    smashes("ben")
    assert told() == ["mo@elm.example.org"]  # the deputy is Asha, whose record it is


def nobody_leads(member, now) -> None:
    for duty in Duty.objects.filter(ended_at=None):
        team.give_up_duty(duty=duty, by=member("mo"), now=now)


def test_without_a_lead_the_managers_and_administrators_are_told(smashes, member, now):
    nobody_leads(member, now)
    smashes("lena")
    assert told() == ["mo@elm.example.org"]


@pytest.mark.parametrize(("begins", "who"), [(2, "cara@elm.example.org"), (3, "mo@elm.example.org")])
def test_a_duty_counts_from_its_first_day(smashes, member, now, begins, who):
    nobody_leads(member, now)
    day, lead = now.date().replace(day=begins), DutyKind.SAFEGUARDING_LEAD
    team.take_duty(holder=member("cara"), kind=lead, starts_on=day, ends_on=None, by=build.TEST, now=now)
    smashes("lena")
    assert told() == [who]


LIST = f"/{ELM}/glass"


def waits_for(browser_of, name: str, where: str = "/A81001/patients/add") -> bool:
    return "blocked record" in text(browser_of(name).get(where)).split("<main")[0]


def test_it_stands_on_every_page_of_the_lead_until_it_is_looked_into(smashes, browser_of):
    assert not waits_for(browser_of, "ben")
    smashes("lena")
    assert waits_for(browser_of, "ben")
    browser_of("ben").post(reverse("patients:glass-seen", args=[ELM, GlassBreak.objects.get().pk]))
    assert not waits_for(browser_of, "ben")


def test_it_does_not_wait_for_others(smashes, browser_of):
    smashes("lena")
    assert not waits_for(browser_of, "asha")
    assert not waits_for(browser_of, "lena")


def test_it_is_on_pages_of_all_practices_too(smashes, browser_of):
    smashes("lena")
    assert waits_for(browser_of, "ben", "/mine/find")


def test_the_line_says_nothing_of_the_person(smashes, browser_of):
    smashes("lena")
    assert "Mina" not in text(browser_of("ben").get("/mine/find"))


def test_the_list_says_who_whose_and_why(smashes, browser_of):
    smashes("lena")
    shown = text(browser_of("ben").get(LIST))
    for words in ("Lena Novak", "Mina Rao", REASON, "Looked into"):
        assert words in shown


def test_looking_into_it_is_kept(smashes, browser_of, member, now):
    smashes("lena")
    browser_of("ben").post(reverse("patients:glass-seen", args=[ELM, GlassBreak.objects.get().pk]))
    glass = GlassBreak.objects.get()
    assert (glass.seen_by, glass.seen_at) == (member("ben"), now)
    assert TrailEvent.objects.filter(verb="glass.seen").count() == 1


def test_nobody_looks_into_their_own(patient, member, now, browser_of, smashes):
    smashes("ben")
    glass = GlassBreak.objects.get()
    seen = reverse("patients:glass-seen", args=[ELM, glass.pk])
    assert browser_of("ben").post(seen).status_code == 403
    with pytest.raises(NotPossible, match="your own"):
        see(glass=glass, by=member("ben"), now=now)


def test_a_second_one_to_look_is_told(patient, member, now):
    glass = break_glass(patient=patient, reason=REASON, by=member("lena"), now=now)
    see(glass=glass, by=member("ben"), now=now)
    with pytest.raises(NotPossible, match="Somebody else"):
        see(glass=glass, by=member("mo"), now=now)


def test_whose_record_it_is_does_not_see_that_line(smashes, browser_of):
    smashes("lena")
    assert "Lena Novak" not in text(browser_of("asha").get(LIST))  # she is the deputy


@pytest.mark.parametrize("who", ["lena", "cara"])
def test_the_list_is_for_those_concerned(browser_of, elm, who):
    assert browser_of(who).get(LIST).status_code == 403


@pytest.mark.parametrize("who", ["cara", "mo"])
def test_who_may_not_open_records_in_an_emergency_does_not(smashes, who):
    assert smashes(who).status_code == 403
    assert not GlassBreak.objects.exists()


def test_a_record_that_is_not_blocked_needs_no_glass(elm, browser_of):
    pat = Patient.objects.get(family_name="Kaminski")
    answer = browser_of("ben").get(reverse("patients:break-glass", args=[ELM, pat.pk]))
    assert answer["Location"] == reverse("patients:record", args=[ELM, pat.pk])


def test_another_practices_record_is_not_found(patient, browser_of):
    where = reverse("patients:break-glass", args=["A81002", patient.pk])
    assert browser_of("lena").get(where).status_code == 404
