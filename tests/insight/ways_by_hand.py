"""How far each person came, counted again in plain Python over plain rows, without the product's own words for it."""

import datetime as dt
from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from activation.models import Measurement
from activation.readings import scale_of
from coaching.models import Contact, Enrolment, EnrolmentStep, Goal, GoalRating, Session, Step
from insight.models import Way
from outreach.models import CallTry, Invitation
from patients.models import Patient
from practice.models import Practice
from prescribing.models import Referral

LONDON = ZoneInfo("Europe/London")
MONTH = dt.timedelta(days=31)
STAGES = ("offered", "accepted", "reached", "planned", "attended")
SPOKE = {"another_time", "yes", "not_now", "stop"}
OUT_OF = ("patient_id", "aim", "first_on", *(f"{stage}_on" for stage in (*STAGES, "measured")))
TOLD = ("goal", "change", "better", "route", "worker_id", "stands", "ended_on", "ended_how")
Days = dict[tuple[int, str], dict[str, set[dt.date]]]


def day(moment: dt.datetime | None) -> dt.date | None:
    return moment.astimezone(LONDON).date() if moment else None


def kept() -> list[tuple[Any, ...]]:
    return sorted(Way.objects.values_list(*OUT_OF, *TOLD))


class Hand:
    """Everything of one practice, read once."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.days: Days = defaultdict(lambda: defaultdict(set))
        self.asked: dict[tuple[int, str], list[Invitation]] = defaultdict(list)
        self.enrolments: dict[int, list[Enrolment]] = defaultdict(list)
        self.referrals: dict[int, list[Referral]] = defaultdict(list)
        self.measurements: dict[int, list[Measurement]] = defaultdict(list)
        self.goals: dict[int, list[list[GoalRating]]] = defaultdict(list)
        self.spoken: dict[int, list[dt.date]] = defaultdict(list)
        own = (self.coaching, self.prescribing, self.inviting, self.measuring, self.rating)
        for read in (*own, self.speaking):
            read()

    def rows(self, model: Any, *related: str) -> list[Any]:
        return list(model.objects.filter(practice=self.practice).select_related(*related).order_by("pk"))

    def add(self, patient: int, aim: str, **days: dt.date | None) -> None:
        for stage, when in days.items():
            if when:
                self.days[patient, aim][stage].add(when)

    def coaching(self) -> None:
        noted = defaultdict(list)
        for step in sorted(self.rows(EnrolmentStep), key=lambda step: (step.noted_at, step.pk)):
            noted[step.enrolment_id].append(step)
        for enrolment in self.rows(Enrolment):
            steps = noted[enrolment.pk]
            if enrolment.stands == "withdrew" and steps and steps[-1].because == "Begun by mistake":
                continue
            self.enrolments[enrolment.patient_id].append(enrolment)
            self.add(enrolment.patient_id, "coaching", offered=day(enrolment.opened_at))
            for step, after in zip(steps, [*steps[1:], None], strict=True):
                if step.kind == "enrolled" and not (after and after.because == "Taken back"):
                    self.add(step.patient_id, "coaching", accepted=step.happened_on)
        self.sessions()

    def sessions(self) -> None:
        for session in self.rows(Session):
            if session.held_on and not session.entered_in_error_at:
                self.add(session.patient_id, "coaching", reached=session.held_on, attended=session.held_on)
        for step in self.rows(Step, "session"):
            if not step.cancelled_at and step.session.held_on and not step.session.entered_in_error_at:
                self.add(step.patient_id, "coaching", planned=day(step.agreed_at))

    def prescribing(self) -> None:
        for one in self.rows(Referral):
            if one.stands != "in_error":
                self.referrals[one.patient_id].append(one)
                moments = (one.opened_at, one.accepted_at, one.first_contact_at, one.planned_at)
                days = dict(zip(STAGES, [day(moment) for moment in moments], strict=False))
                self.add(one.patient_id, "prescribing", **days, attended=one.attended_on)

    def inviting(self) -> None:
        for one in self.rows(Invitation, "wave"):
            if one.asked_at and one.wave.started_at:
                self.asked[one.patient_id, one.wave.aim].append(one)
                said_yes = one.answered_at if one.answer == "yes" else None
                self.add(one.patient_id, one.wave.aim, offered=day(one.asked_at), accepted=day(said_yes))
        for call in self.rows(CallTry, "invitation__wave"):
            asked, wave = call.invitation.asked_at, call.invitation.wave
            if not call.taken_back_at and call.outcome in SPOKE and asked and wave.started_at:
                self.add(call.patient_id, wave.aim, reached=day(call.called_at))

    def measuring(self) -> None:
        for one in self.rows(Measurement, "instrument", "calibration"):
            if one.completed_at and not one.entered_in_error_at and (one.score is not None or one.level):
                self.measurements[one.patient_id].append(one)

    def rating(self) -> None:
        ratings = defaultdict(list)
        for rating in self.rows(GoalRating):
            if not rating.cancelled_at:
                ratings[rating.goal_id].append(rating)
        for goal in self.rows(Goal):
            if not goal.cancelled_at:
                self.add(goal.patient_id, "coaching", planned=day(goal.set_at))
                self.goals[goal.patient_id].append(ratings[goal.pk])

    def speaking(self) -> None:
        """Last of all: it belongs to a way, and makes none."""
        for contact in self.rows(Contact):
            days = self.days.get((contact.patient_id, "coaching"))
            if days and contact.kind == "spoke" and not contact.entered_in_error_at:
                self.spoken[contact.patient_id].append(day(contact.made_at))
        for patient, spoken in self.spoken.items():
            days = self.days[patient, "coaching"]
            began = min(min(found) for found in days.values()) - MONTH
            found = {when for when in spoken if when >= began}
            if found:
                days["reached"] |= found

    def ways(self) -> list[tuple[Any, ...]]:
        """As `kept` gives them."""
        merged = {patient.pk for patient in self.rows(Patient) if patient.merged_into_id}
        return sorted(self.way(*whose) for whose in self.days if whose[0] not in merged)

    def way(self, patient: int, aim: str) -> tuple[Any, ...]:
        days = self.days[patient, aim]
        first = min(min(found) for found in days.values())
        measured = [m.measured_on for m in self.measurements[patient] if m.measured_on >= first - MONTH]
        goal, change = self.goal(patient, first), self.change(patient, first)
        stages = [min(days[stage]) if days.get(stage) else None for stage in STAGES]
        stood = (self.coached if aim == "coaching" else self.referred)(patient) or self.invited(patient, aim)
        better = "up" in (goal, change)
        return (patient, aim, first, *stages, min(measured, default=None), goal, change, better, *stood)

    def goal(self, patient: int, first: dt.date) -> str:
        found = set()
        for ratings in self.goals[patient]:
            own = sorted((r for r in ratings if day(r.rated_at) >= first - MONTH), key=lambda r: r.rated_at)
            if len(own) > 1:
                found.add("up" if own[-1].attained > own[0].attained else "not_up")
        return "up" if "up" in found else "".join(found)

    def change(self, patient: int, first: dt.date) -> str:
        """Of one questionnaire with levels, which is all that is made up here."""
        counted = [m for m in self.measurements[patient] if m.measured_on >= first - MONTH]
        counted = [m for m in counted if m.score is not None and not m.to_check]
        counted.sort(key=lambda m: (m.measured_on, m.pk))
        if not counted or counted[0].measured_on == counted[-1].measured_on:
            return ""
        before, after = counted[0], counted[-1]
        if not after.level or scale_of(before) != scale_of(after):
            return ""
        if before.is_provisional or after.is_provisional or not (before.score_se and after.score_se):
            return "no_scale"
        points, error = after.score - before.score, (before.score_se**2 + after.score_se**2) ** 0.5
        return "up" if points >= 1.96 * error else "down" if points <= -1.96 * error else "same"

    def coached(self, patient: int) -> tuple[Any, ...]:
        own = sorted(self.enrolments[patient], key=lambda e: (e.opened_at, e.pk))
        if not own:
            return ()
        last, ended = own[-1], own[-1].stands in ("completed", "withdrew")
        steps = sorted(last.steps.filter(kind=last.stands), key=lambda s: (s.noted_at, s.pk)) if ended else []
        how = steps[-1].whose_choice if steps else ""
        return own[0].route, last.coach_id, last.stands, last.stands_since if ended else None, how

    def referred(self, patient: int) -> tuple[Any, ...]:
        own = sorted(self.referrals[patient], key=lambda r: (r.opened_at, r.pk))
        if not own:
            return ()
        last = own[-1]
        return own[0].route, last.worker_id, last.stands, day(last.closed_at), last.outcome

    def invited(self, patient: int, aim: str) -> tuple[Any, ...]:
        own = sorted(self.asked[patient, aim], key=lambda i: (i.asked_at, i.pk))
        if not own:
            return "", None, "", None, ""
        return "invited", None, "", day(own[-1].closed_at), own[-1].closed
