"""Something of everything that outreach/ remembers, for addresses and for the trials of every table."""

import datetime as dt
from typing import Any

from outreach import models
from outreach.actions import answering, calling, waves
from patients.models import Patient
from practice.models import Practice
from tests import build
from tests.build import a_colleague


def a_cohort(practice: Practice) -> models.Cohort:
    by = a_colleague(practice)
    name = f"People with diabetes {practice.cohorts.count() + 1}"
    at = {"saved_at": build.NOW, "saved_by": by}
    return models.Cohort.objects.create(practice=practice, name=name, reason="They gain most", owner=by, **at)


def a_run(practice: Practice) -> models.CohortRun:
    by, cohort = a_colleague(practice), a_cohort(practice)
    run = models.CohortRun.objects.create(
        practice=practice, cohort=cohort, criteria={}, found=1, run_at=build.NOW, run_by=by
    )
    models.CohortPerson.objects.create(practice=practice, run=run, patient=build.a_patient(practice))
    return run


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
    people = models.PeopleList.objects.create(
        practice=practice, name="Search", taken_on=build.NOW.date(), rows=1, added_at=build.NOW, added_by=by
    )
    models.Listed.objects.create(**mine, people_list=people)
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
