"""Writes of outreach/ and patients/ into whose forms something is typed, or before which something has happened."""

from django.test import Client

from outreach.actions import cohorts, waves
from outreach.criteria import Criteria
from patients.actions.blocks import set_block
from patients.models import Patient
from practice.models import Practice
from tests import build
from tests.outreach import rows as of_outreach
from tests.patients import lists
from tests.patients.disposing.things import who_left
from tests.patients.test_import_whole_list import DAY, line
from tests.things import a_colleague
from tests.trials.writes import Things, Write, address_of, after
from tests.trials.writes_common import day, named, somebody

LISTED = {"name": "Search 12", "numbers": "999 000 0018", **day("taken_on")}


def looked_through(client: Client, things: Things) -> None:
    answer = client.post(address_of("outreach:add-people-list", things), LISTED)
    things["carried"] = answer.context["carried"]


def protected(practice: Practice) -> Things:
    return named(practice, cohort_id=of_outreach.a_cohort(practice, Criteria(sex=("2",))).pk)


def found_by_number(practice: Practice) -> Things:
    """Pat and Omar, who have numbers."""
    run = cohorts.run(cohort=of_outreach.a_cohort(practice), by=a_colleague(practice), now=build.NOW)
    return named(practice, cohort_run_id=run.pk)


def asked_nationally(client: Client, things: Things) -> None:
    client.post(address_of("outreach:opt-out-numbers", things))
    client.post(address_of("outreach:opt-out-back", things), {"numbers": "9990000018"})


def begun(practice: Practice) -> Things:
    wave, by = of_outreach.a_wave(practice), a_colleague(practice)
    waves.start(wave=wave, version=wave.version, by=by, now=build.NOW)
    return named(practice, wave_id=wave.pk)


def of_coaching(practice: Practice) -> Things:
    return named(practice, wave_id=of_outreach.a_coaching_wave(practice).pk)


def times(practice: Practice, _things: Things) -> Things:
    return {"coach": a_colleague(practice).pk, **day("day", 9), "time": "9:45am", "minutes": "30"}


SEARCH = {"press": "save", "name": "Diabetes", "reason": "They gain most"}
OF_OUTREACH: dict[str, Write] = {
    "outreach:add-search": Write(typed=SEARCH, only=True),
    "outreach:change-search": Write(typed=SEARCH, only=True),
    "outreach:keep-people-list": Write(first=looked_through, typed=lambda _p, at: {"carried": at["carried"]}),
    "outreach:leave-call": Write(first=after("outreach:take-call")),
    "outreach:make-wave": Write(typed={"press": "make"}),
    "outreach:opt-out-numbers": Write(things=found_by_number),
    "outreach:opt-out-back": Write(
        shown=False,
        things=found_by_number,
        first=after("outreach:opt-out-numbers"),
        typed={"numbers": "9990000018"},
    ),
    "outreach:put-back": Write(first=after("outreach:take-out")),
    "outreach:ranking": Write(typed={"never_asked": "3"}),
    "outreach:search-reason": Write(things=protected, who="mo"),
    "outreach:take-checked": Write(
        shown=False,
        things=found_by_number,
        first=asked_nationally,
        typed={"purpose": "research", "words": "A study", "columns": ["nhs_number", "age"]},
    ),
    "outreach:undo-stop": Write(
        things=begun, first=after("outreach:stop-wave", because="The telephone is down")
    ),
    "outreach:wave-times": Write(things=of_coaching, typed=times),
}


def shut(practice: Practice) -> Things:
    patient, asha = build.a_patient(practice), somebody("asha", practice)
    set_block(patient=patient, user=asha.user, kind="relation", by=asha, now=build.NOW)
    return named(practice, patient_id=patient.pk)


def long_gone(practice: Practice) -> Things:
    who_left(practice)
    return named(practice)


def doubtful_days(practice: Practice) -> Things:
    """Day or month first?"""
    rows = [(*one[:4], "04/05/1970", *one[5:]) for one in (lists.MARY, lists.JOHN)]
    return named(practice, run_id=lists.checked(practice, lists.as_list(*rows)).pk)


def some_left(practice: Practice) -> Things:
    """By a list that was the whole one: one of sixty is not on it."""
    for number in range(60):
        build.a_patient(practice, source_id=f"7{number:03}", given_name=f"Ann{number}", family_name="Lake")
    Patient.objects.filter(registered_on=None).update(registered_on=DAY.replace(year=2020))
    rows = [line(one) for one in Patient.objects.order_by("pk")]
    run = lists.brought_in(practice, lists.as_list(*rows[:-1]), whole_list=True, list_date=DAY)
    assert run.counts["left"] == 1
    return named(practice, run_id=run.pk)


OF_PATIENTS: dict[str, Write] = {
    "patients:asked-done": Write(typed={"words": "Rang her"}),
    "patients:asked-undo": Write(first=after("patients:asked-done", words="Rang her")),
    "patients:break-glass": Write(things=shut, typed={"reason": "Nobody else is here and it cannot wait"}),
    "patients:change-contact": Write(typed=day("confirmed_on")),
    "patients:died": Write(typed=day("died_on") | {"not_known": ""}),
    "patients:draw-up-disposal": Write(things=long_gone),
    "patients:import-dates": Write(page="patients:import", things=doubtful_days),
    "patients:import-undo": Write(things=some_left),
    "patients:imports": Write(file=("file", "list.csv", lists.as_list(lists.MARY, lists.JOHN))),
    "patients:put-back-disposal": Write(first=after("patients:take-off-disposal", because="They came back")),
    "patients:review-hold": Write(typed=day("review_on", 1, 12)),
    "practice:telephone": Write(typed={"telephone": "020 7946 0199"}),
}
