"""Somebody died or moved away: everything open stops at once, a person settles it, a mistake is taken back."""

import datetime as dt

import pytest
from django.urls import reverse

from patients import leaving as rooms
from patients.actions import leaving
from patients.actions.blocks import set_block
from patients.models import Leaving, Patient, RecordBlock
from practice.actions import NotPossible
from practice.models import TrailEvent
from practice.tenancy import in_view
from practice.widgets import PARTS
from tests import build

ELM = "A81001"
TODAY = build.NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def patient(elm) -> Patient:
    return build.a_patient(elm, given_name="Mina", family_name="Rao", nhs_number="9990000034")


@pytest.fixture
def told(monkeypatch) -> list[tuple]:
    """A room of the test, beside the real ones: what it was told."""
    heard: list[tuple] = []
    monkeypatch.setattr(rooms, "_hooks", dict(rooms._hooks))
    rooms.register(
        "test",
        stop=lambda d: heard.append(("stop", d.patient.pk, d.died)),
        resume=lambda d: heard.append(("resume", d.patient.pk, d.died)),
    )
    return heard


@pytest.fixture
def cara(patient, browser_of):
    """Cara's browser: `cara("died")` opens a page of the patient, with data she sends it."""
    client = browser_of("cara")

    def send(name: str, *args, **data):
        where = reverse(f"patients:{name}", args=[ELM, *(args or [patient.pk])])
        return client.post(where, data) if data else client.get(where)

    send.client = client
    return send


def day_of(field: str, day: dt.date | None) -> dict[str, str]:
    return {f"{field}_{part}": str(getattr(day, part, "")) for part in PARTS}


def fresh(patient: Patient) -> Patient:
    return Patient.objects.get(pk=patient.pk)


@pytest.mark.care(22)
def test_a_death_is_marked_at_once_with_its_day(cara, patient, told):
    assert cara("died", **day_of("died_on", YESTERDAY)).status_code == 302
    assert fresh(patient).died_on == YESTERDAY
    assert told == [("stop", patient.pk, True)]


def test_or_without_the_day(cara, patient):
    cara("died", **day_of("died_on", None), not_known="on")
    assert (fresh(patient).died_on, fresh(patient).death_day_not_known) == (TODAY, True)
    assert "day not known" in text(cara("record"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (day_of("died_on", None), "Enter the day of death, or say that it is not known"),
        (day_of("died_on", TODAY + dt.timedelta(days=1)), "must be today or in the past"),
        (day_of("died_on", dt.date(1950, 1, 1)), "must be after the person was born"),
        (day_of("died_on", YESTERDAY) | {"not_known": "on"}, "not both"),
        (day_of("died_on", None) | {"died_on_day": "31"}, "must include a month and a year"),
    ],
)
def test_a_day_that_cannot_be_is_said(cara, patient, typed, said):
    answer = cara("died", **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert fresh(patient).died_on is None


def test_nobody_on_a_list_has_died_or_left(cara, patient, elm):
    assert patient in elm.patients.on_list()
    cara("died", **day_of("died_on", TODAY))
    assert patient not in elm.patients.on_list()


@pytest.mark.care(22)
def test_a_death_can_be_taken_back_and_everything_goes_on(cara, patient, told):
    cara("died", **day_of("died_on", None), not_known="on")
    assert "Take back that this person died?" in text(cara("died-undo"))
    cara("died-undo", sure="1")
    assert (fresh(patient).died_on, fresh(patient).death_day_not_known) == (None, False)
    assert told == [("stop", patient.pk, True), ("resume", patient.pk, True)]


def test_what_staff_took_back_the_next_list_does_not_bring_again(cara, patient):
    cara("died", **day_of("died_on", TODAY))
    cara("died-undo", sure="1")
    assert "died_on" in fresh(patient).kept_here
    cara("died", **day_of("died_on", TODAY))
    assert "died_on" not in fresh(patient).kept_here


def test_putting_the_day_right_stops_nothing_twice(cara, patient, told):
    cara("died", **day_of("died_on", None), not_known="on")
    cara("died", **day_of("died_on", YESTERDAY))
    assert (fresh(patient).died_on, fresh(patient).death_day_not_known) == (YESTERDAY, False)
    assert len(told) == 1
    assert Leaving.objects.count() == 1


def test_taking_back_what_never_was_changes_nothing(cara, patient, told):
    cara("died-undo", sure="1")
    cara("left-undo", sure="1")
    assert told == []
    assert fresh(patient).version <= 3


def moved(where: str, **more) -> dict[str, str]:
    return day_of("left_on", TODAY) | {"where": where, "place": ""} | more


def test_within_the_network_the_new_practice_is_named(cara, patient, told):
    cara("left", **moved("A81002"))
    assert (fresh(patient).left_on, fresh(patient).left_for) == (TODAY, "Oak Surgery")
    assert Leaving.objects.get().kind == Leaving.Kind.MOVED
    assert told == [("stop", patient.pk, False)]


def test_elsewhere_by_name_or_not_known(cara, patient):
    cara("left", **moved("elsewhere", place="Birch Surgery, Leeds"))
    assert fresh(patient).left_for == "Birch Surgery, Leeds"
    cara("left", **moved("not_known"))
    assert fresh(patient).left_for == ""
    assert Leaving.objects.get().kind == Leaving.Kind.LEFT


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (moved(""), "Choose where they are registered now"),
        (moved(ELM), "Choose where"),
        (moved("A81002") | day_of("left_on", TODAY + dt.timedelta(days=3)), "must be today or in the past"),
    ],
)
def test_what_is_missing_is_said(cara, patient, typed, said):
    answer = cara("left", **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert fresh(patient).left_on is None


def test_a_move_can_be_taken_back(cara, patient, told):
    cara("left", **moved("A81002"))
    cara("left-undo", sure="1")
    assert (fresh(patient).left_on, fresh(patient).left_for) == (None, "")
    assert "left_on" in fresh(patient).kept_here
    assert told[-1] == ("resume", patient.pk, False)


@pytest.mark.care(22)
def test_it_waits_for_somebody_until_it_is_settled(cara, patient):
    cara("left", **moved("A81002"))
    shown = text(cara.client.get(reverse("patients:leavings", args=[ELM])))
    assert "Mina Rao" in shown
    assert "now at Oak Surgery" in shown
    cara("settle-leaving", Leaving.objects.get().pk, sure="1")
    assert "Mina Rao" not in text(cara.client.get(reverse("patients:leavings", args=[ELM])))
    assert TrailEvent.objects.filter(verb="leaving.settled").count() == 1


def test_what_was_taken_back_waits_no_more(cara, patient, member, now):
    cara("died", **day_of("died_on", TODAY))
    open_task = Leaving.objects.get()
    cara("died-undo", sure="1")
    assert not Leaving.objects.open().exists()
    with pytest.raises(NotPossible, match="taken back"):
        leaving.settle(leaving=open_task, by=member("cara"), now=now)


def test_a_blocked_record_is_not_on_the_list_of_whom_it_is_blocked_for(cara, patient, member, now):
    cara("died", **day_of("died_on", TODAY))
    user = member("cara").user
    set_block(patient=patient, user=user, kind=RecordBlock.Kind.RELATION, by=member("mo"), now=now)
    assert "Mina Rao" not in text(cara.client.get(reverse("patients:leavings", args=[ELM])))


def test_where_a_restricted_person_went_is_not_shown(cara, patient):
    Patient.objects.filter(pk=patient.pk).update(restricted=True)
    cara("left", **moved("A81002"))
    assert (
        "Oak Surgery" not in text(cara.client.get(reverse("patients:leavings", args=[ELM]))).split("<main")[1]
    )


def test_a_list_that_marks_somebody_asks_nobody_to_settle(patient, now):
    leaving.mark_left(patient=patient, left_on=TODAY, left_for="", by=build.TEST, now=now)
    assert not Leaving.objects.exists()


def test_the_trail_knows_all_of_it(cara, patient):
    cara("died", **day_of("died_on", TODAY))
    cara("died-undo", sure="1")
    cara("left", **moved("not_known"))
    cara("left-undo", sure="1")
    verbs = TrailEvent.objects.filter(patient_id=patient.pk).values_list("verb", flat=True)
    assert {"patient.died", "patient.died_undone", "patient.left", "patient.left_undone"} <= set(verbs)


PAGES = ["died", "died-undo", "left", "left-undo"]


@pytest.mark.parametrize("page", PAGES)
def test_managers_do_not_mark_it(patient, browser_of, page):
    assert browser_of("mo").get(reverse(f"patients:{page}", args=[ELM, patient.pk])).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_another_practices_person_is_not_found(cara, oak, page):
    with in_view([oak]):
        stranger = build.a_patient(oak)
    assert cara(page, stranger.pk).status_code == 404


def test_the_record_offers_what_can_be_done_with_it(cara, patient):
    shown = text(cara("record"))
    assert "Mark as died" in shown
    assert "Put together with another record" in shown
    assert "Block this record" not in shown
    cara("died", **day_of("died_on", TODAY))
    assert "Take back that they died" in text(cara("record"))
