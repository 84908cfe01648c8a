"""Something of everything that outreach/ remembers, for addresses and for the trials of every table."""

import datetime as dt
from typing import Any

from coaching.actions.programmes import start as start_programme
from coaching.models import Programme
from outreach import models
from outreach.actions import answering, calling, cohorts, lists, waves
from outreach.actions.times import offer_times
from outreach.criteria import Criteria
from patients.models import Patient
from practice.models import Practice
from tests import build
from tests.build import a_colleague


def a_cohort(practice: Practice, criteria: Criteria | None = None) -> models.Cohort:
    """Without criteria everybody fits."""
    name = f"People with diabetes {practice.cohorts.count() + 1}"
    said = {"name": name, "reason": "They gain most", "criteria": criteria or Criteria()}
    return cohorts.save(practice=practice, **said, by=a_colleague(practice), now=build.NOW)


def a_run(practice: Practice) -> models.CohortRun:
    """It found one person, who is to be asked."""
    doctor = f"Dr {practice.cohort_runs.count() + 1}"
    build.a_patient(practice, usual_gp=doctor)
    found = a_cohort(practice, Criteria(usual_gps=(doctor,)))
    return cohorts.run(cohort=found, by=a_colleague(practice), now=build.NOW)


def a_list(practice: Practice) -> models.PeopleList:
    people = [build.a_patient(practice).pk]
    counts = {"rows": 1, "doubled": 0, "wrong": 0, "unknown": 0}
    said = {"name": "Search", "taken_on": build.NOW.date(), "counts": counts, "people": people}
    return lists.keep_list(practice=practice, **said, by=a_colleague(practice), now=build.NOW)


def a_run_of(practice: Practice, people: list[Patient], criteria: dict[str, Any]) -> models.CohortRun:
    """A run that found exactly these, and left nobody out."""
    by, cohort = a_colleague(practice), a_cohort(practice)
    run = models.CohortRun.objects.create(
        practice=practice, cohort=cohort, criteria=criteria, found=len(people), run_at=build.NOW, run_by=by
    )
    mine = {"practice": practice, "run": run}
    models.CohortPerson.objects.bulk_create([models.CohortPerson(**mine, patient=one) for one in people])
    return run


WAVE = {
    "name": "Wave of 2 March 2026",
    "aim": models.Wave.Aim.PRESCRIBING,
    "programme": None,
    "size": 20,
    "a_day": 5,
    "starts_on": build.NOW.date() + dt.timedelta(days=1),
    "balance": models.Wave.Balance.RANK,
    "effort_percent": 0,
}


def a_wave(practice: Practice) -> models.Wave:
    """Social prescribing, for one person, not started."""
    return waves.make(run=a_run(practice), values=WAVE, by=a_colleague(practice), now=build.NOW)


def an_invitation(practice: Practice) -> models.Invitation:
    return a_wave(practice).invitations.get()


def a_programme(practice: Practice) -> Programme:
    words = {"name": f"Moving {practice.programmes.count() + 1}", "aim": "Small steps", "who_for": "Anybody"}
    by = a_colleague(practice)
    return start_programme(practice=practice, **words, sessions_planned=6, measures=[], by=by, now=build.NOW)


def a_coaching_wave(practice: Practice, run: models.CohortRun | None = None) -> models.Wave:
    values = WAVE | {"aim": models.Wave.Aim.COACHING, "programme": a_programme(practice)}
    return waves.make(run=run or a_run(practice), values=values, by=a_colleague(practice), now=build.NOW)


def an_offered_time(practice: Practice) -> models.OfferedTime:
    """In nine days, by telephone."""
    by, at = a_colleague(practice), build.NOW + dt.timedelta(days=9)
    said = {"coach": by, "starts": [at], "minutes": 30, "mode": "phone"}
    return offer_times(wave=a_coaching_wave(practice), **said, by=by, now=build.NOW)[0]


def to_ring(practice: Practice) -> models.Invitation:
    """Somebody who asked to be rung."""
    wave, by = a_wave(practice), a_colleague(practice)
    waves.start(wave=wave, version=wave.version, by=by, now=build.NOW)
    return answering.answer(invitation=wave.invitations.get(), said="call", by=by, now=build.NOW)


def a_call(practice: Practice) -> models.CallTry:
    """In vain."""
    invited, by = to_ring(practice), a_colleague(practice)
    said = {"outcome": "no_answer", "version": invited.version}
    return calling.ring(invitation=invited, **said, by=by, now=build.NOW)


def something_of_everything(practice: Practice) -> None:
    """A row in each table."""
    by, invitation = a_colleague(practice), an_invitation(practice)
    run, mine = invitation.wave.run, {"practice": practice, "patient": invitation.patient}
    models.ProtectedReason.objects.create(
        practice=practice, cohort=run.cohort, protected={}, reason="Why", given_at=build.NOW, given_by=by
    )
    a_list(practice)
    check = models.OptOutCheck.objects.create(
        practice=practice, run=run, taken_at=build.NOW, taken_by=by, sent=1
    )
    models.NotOptedOut.objects.create(**mine, check_made=check)
    models.CohortExport.objects.create(
        practice=practice, run=run, purpose="care", words="Letters", rows=1, taken_at=build.NOW, taken_by=by
    )
    models.RankRule.objects.create(practice=practice, rule="never", points=2, set_at=build.NOW, set_by=by)
    models.InvitingTerms.objects.create(practice=practice, set_at=build.NOW, set_by=by)
    models.OfferedTime.objects.create(
        practice=practice,
        wave=invitation.wave,
        coach=by,
        starts_at=build.NOW + dt.timedelta(days=9),
        minutes=30,
        mode="phone",
        offered_at=build.NOW,
        offered_by=by,
    )
    models.CallTry.objects.create(
        **mine, invitation=invitation, outcome="no_answer", called_at=build.NOW, called_by=by
    )
