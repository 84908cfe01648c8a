"""Random facts about people's ways, and random corrections of them, as plain rows: much happens in little time."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from django.db.models import Model

from activation.models import Calibration, Measurement
from coaching.models import Contact, Enrolment, EnrolmentStep, Goal, GoalRating, Programme, Session, Step
from outreach.models import CallTry, Invitation, Wave
from patients.actions.merging import merge, unmerge
from patients.models import Merge, Patient
from practice.models import Membership
from prescribing.models import Referral
from tests import build
from tests.activation import made
from tests.outreach import rows as of_outreach

BEFORE = dt.timedelta(days=400)
STOOD = ("asked", "waiting", "accepted", "in_touch", "planned", "attending")


class Wanderer:
    """`step()` writes or corrects something of somebody."""

    def __init__(self, people: list[Patient], by: Membership, seed: int) -> None:
        self.people, self.by, self.practice = people, by, by.practice
        self.chance = random.Random(seed)  # noqa: S311 - the same each time
        self.programme = Programme.objects.create(
            practice=self.practice, name="Wandering", started_at=build.NOW, started_by=by
        )
        self.waves = [self.wave("coaching", self.programme), self.wave("prescribing", None)]
        self.instrument = made.instrument()
        self.scale = Calibration.objects.newest(self.instrument)
        makers = (self.enrols, self.meets, self.speaks, self.agrees, self.sets, self.rates, self.measures)
        more = (self.refers, self.asks, self.rings, self.corrects, self.corrects, self.moves_on, self.undoes)
        self.things: tuple[Callable[[], object], ...] = (*makers, *more)

    def wave(self, aim: str, programme: Programme | None) -> Wave:
        """For everybody; not begun."""
        run = of_outreach.a_run_of(self.practice, [], {})
        said = of_outreach.WAVE | {
            "aim": aim,
            "programme": programme,
            "made_at": build.NOW,
            "made_by": self.by,
        }
        told = {"chase_after_days": 7, "call_after_days": 7, "most_tries": 3}
        wave = Wave.objects.create(practice=self.practice, run=run, **said, **told)
        mine = {"practice": self.practice, "wave": wave, "points": 0, "ask_on": build.NOW.date()}
        each = [Invitation(**mine, patient=one, position=at % 30000) for at, one in enumerate(self.people)]
        Invitation.objects.bulk_create(each)
        return wave

    def step(self) -> None:
        self.chance.choice(self.things)()

    def when(self) -> dt.datetime:
        return build.NOW - self.chance.random() * BEFORE

    def whom(self) -> Patient:
        return self.chance.choice(self.people)

    def new(self, model: type[Model], patient: Patient, **values: Any) -> Any:
        return model._default_manager.create(practice=self.practice, patient=patient, **values)

    def some(self, model: type[Any]) -> Any:
        """One of those there are, in an order that is the same each time; the rest of the step has none without."""
        found = model.objects.filter(practice=self.practice).order_by("pk")
        count = found.count()
        return found[self.chance.randrange(count)] if count else None

    def enrols(self) -> None:
        at, kind = self.when(), self.chance.choice(["referred", "enrolled"])
        stands = {"route": self.chance.choice(["gp", "self"]), "coach": self.chance.choice([self.by, None])}
        told = {"programme": self.programme, "stands": kind, "stands_since": at.date(), "beside_since": at}
        enrolment = self.new(Enrolment, self.whom(), **stands, **told, opened_at=at, opened_by=self.by)
        self.takes(enrolment, kind, at)

    def undoes(self) -> None:
        """What was done last, or all of it."""
        if enrolment := self.some(Enrolment):
            because = self.chance.choice(["Begun by mistake", "Taken back"])
            kind, at = "withdrew" if because.startswith("Begun") else "referred", build.NOW
            self.takes(enrolment, kind, at, because)
            Enrolment.objects.filter(pk=enrolment.pk).update(stands=kind, stands_since=at.date())

    def takes(self, enrolment: Enrolment, kind: str, at: dt.datetime, because: str = "") -> None:
        about = {"enrolment": enrolment, "kind": kind, "noted_at": at, "happened_on": at.date()}
        about["because"] = because
        whose = self.chance.choice(["theirs", "ours"]) if kind in ("completed", "withdrew") else ""
        self.new(EnrolmentStep, enrolment.patient, **about, whose_choice=whose, member=self.by)

    def meets(self) -> None:
        at = self.when()
        booked = {"coach": self.by, "booked_for": at, "booked_at": at, "booked_by": self.by}
        over = {"started_at": at, "started_by": self.by, "finished_at": at, "finished_by": self.by}
        held = {**over, "held_on": at.date()} if self.chance.random() < 0.7 else {}
        self.new(Session, self.whom(), **booked, **held)

    def speaks(self) -> None:
        kind = self.chance.choice(["spoke", "no_answer"])
        self.new(Contact, self.whom(), kind=kind, made_at=self.when(), made_by=self.by)

    def agrees(self) -> None:
        if session := self.some(Session):
            about = {"session": session, "what": "Walk", "agreed_by": self.by, "agreed_at": self.when()}
            self.new(Step, session.patient, **about)

    def sets(self) -> None:
        self.new(Goal, self.whom(), words="Garden", set_at=self.when(), set_by=self.by)

    def rates(self) -> None:
        if goal := self.some(Goal):
            for _time in range(2):
                told = {
                    "attained": self.chance.randrange(-2, 3),
                    "rated_at": self.when(),
                    "rated_by": self.by,
                }
                self.new(GoalRating, goal.patient, goal=goal, **told)

    def measures(self) -> None:
        at, score = self.when(), self.chance.uniform(20, 90)
        asked = {"instrument": self.instrument, "mode": "desk", "asked_at": at, "asked_by": self.by}
        done = {"completed_at": at, "completed_by": self.by, "measured_on": at.date(), "level": "2"}
        scale = self.chance.choice([self.scale, None])
        worth = {"score": self.chance.choice([score, score, None]), "score_se": 4.0, "calibration": scale}
        flags = self.chance.choice([[], [], [], ["too_fast"]])
        self.new(Measurement, self.whom(), **asked, **done, **worth, flags=flags)

    def refers(self) -> None:
        at = self.when()
        moments = {
            f"{name}_at": at
            for name in ("accepted", "first_contact", "planned")
            if self.chance.random() < 0.6
        }
        told = {"stands": self.chance.choice(STOOD), "worker": self.chance.choice([self.by, None])}
        told |= {"stands_since": at, "opened_at": self.when(), "beside_since": at, "knows_of_it": True}
        attended = at.date() if self.chance.random() < 0.3 else None
        route = self.chance.choice(["self", "colleague"])
        self.new(Referral, self.whom(), **told, **moments, route=route, attended_on=attended)

    def asks(self) -> None:
        answer = self.chance.choice(["", "yes", "not_now"])
        answered = {"answer": answer, "answered_at": self.when()} if answer else {}
        if self.chance.random() < 0.5:
            answered |= {"closed": self.chance.choice(["came", "in_peace"]), "closed_at": self.when()}
        invited = Invitation.objects.filter(
            patient=self.whom(), wave=self.chance.choice(self.waves), closed=""
        )
        invited.update(asked_at=self.when(), **answered)

    def rings(self) -> None:
        if invited := self.some(Invitation):
            told = {"outcome": self.chance.choice(["yes", "no_answer"]), "called_at": self.when()}
            self.new(CallTry, invited.patient, invitation=invited, called_by=self.by, **told)

    def moves_on(self) -> None:
        """A wave begins, a way ends, a referral closes."""
        wave, at = self.chance.choice(self.waves), self.when()
        Wave.objects.filter(pk=wave.pk).update(started_at=at, started_by=self.by)
        if enrolment := self.some(Enrolment):
            kind = self.chance.choice(["completed", "withdrew", "lapsed"])
            self.takes(enrolment, kind, at)
            Enrolment.objects.filter(pk=enrolment.pk).update(stands=kind, stands_since=at.date())
        if referral := self.some(Referral):
            closed = {"stands": "closed", "closed_at": at, "outcome": "better", "closed_because": "Over"}
            Referral.objects.filter(pk=referral.pk).update(**closed)

    def corrects(self) -> None:
        """Something was a mistake, or is again none; or two records are of one person, or are not after all."""
        error = self.chance.choice(
            [
                {"entered_in_error_at": build.NOW, "entered_in_error_by": self.by},
                {"entered_in_error_at": None, "entered_in_error_by": None},
            ]
        )
        for model in (Session, Contact, Measurement):
            if found := self.some(model):
                model.objects.filter(pk=found.pk).update(**error)
        cancelled = {"cancelled_at": build.NOW, "cancelled_by": self.by}
        for kind in (Step, Goal, GoalRating):
            if found := self.some(kind):
                kind.objects.filter(pk=found.pk).update(**cancelled)
        if found := self.some(CallTry):
            CallTry.objects.filter(pk=found.pk).update(taken_back_at=build.NOW, taken_back_by=self.by)

    def comes_together(self) -> None:
        both = (Patient.objects.get(pk=self.whom().pk) for _ in range(2))
        kept, gone = both
        if kept != gone and not (kept.merged_into_id or gone.merged_into_id):
            versions = kept.version, gone.version
            merge(kept=kept, gone=gone, take=(), versions=versions, by=self.by, now=build.NOW)

    def comes_apart(self) -> None:
        done = Merge.objects.filter(practice=self.practice, undone_at=None).order_by("-pk").first()
        if done:
            unmerge(done=done, by=self.by, now=build.NOW)
