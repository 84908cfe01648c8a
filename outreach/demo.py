"""Made-up invitations: a search, a wave that is over and missed the oldest, and one that goes on. All by the actions.

What went out is written as the sender would have written it: nobody can send on a day that has passed.
"""

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any

from outreach.actions import answering, calling, cohorts, ranking, times, times_taken, waves
from outreach.criteria import COACHING, Criteria
from outreach.days import last_working_day, next_working_day
from outreach.free_times import free
from outreach.messages import AskAgain, Invite
from outreach.models import Cohort, Invitation, Wave
from outreach.ranking_queries import points_here
from patients.models.person import years_before
from practice import trail
from practice.clock import LONDON
from practice.demo import DEMO
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.wording import long_date
from reminders import enclosing, may_send, people
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.planning import message_for
from reminders.rules import rule_for
from reminders.subjects import Fact

SEED = 2026
WEEK, DAY = dt.timedelta(days=7), dt.timedelta(days=1)
NAME = "Not seen for a year"
REASON = "They hear from us least, and a conversation may help them most."
OVER = {"balance": Wave.Balance.DEPRIVATION, "effort_percent": 20}
GOING = {"balance": Wave.Balance.DEPRIVATION, "effort_percent": 20}
A_WAVE = 36
OLDEST = 75
# Points for effort beside places for effort would make a wave of calls alone: this practice has chosen the places.
OWN_POINTS = {"only_call": 0, "need": 0, "interpreter": 0}
HOURS = (9, 11, 14)


def inviting_happens(practice: Practice, *, now: dt.datetime, size: int = A_WAVE) -> int:
    """Where a coordinator invites and a coach has a programme: how many were asked."""
    here = practice.memberships.filter(ended_at=None).select_related("user")
    by, coach = here.filter(role=Role.COORDINATOR).first(), here.filter(role=Role.COACH).first()
    programme = practice.programmes.filter(ended_at=None).order_by("pk").first()
    if by is None or coach is None or programme is None:
        return 0
    chance = random.Random(f"{SEED} inviting {practice.ods_code}")  # noqa: S311 - made-up data
    points = points_here(practice)
    ranking.set_points(practice=practice, seen=points, points=points | OWN_POINTS, by=by, now=now - 10 * WEEK)
    search = Criteria(for_what=str(programme.pk), contact="none_for", contact_months=12)
    said: dict[str, Any] = {"name": NAME, "reason": REASON, "criteria": search}
    cohort = cohorts.save(practice=practice, **said, by=by, now=now - 10 * WEEK)
    same = {"programme": programme, "size": size, "a_day": max(1, size // 6)}
    over = a_wave(cohort, OVER | same, by, now - 9 * WEEK, without=OLDEST)
    ended(over, chance, by, now)
    going = a_wave(cohort, GOING | same, by, now - WEEK)
    offered(going, coach, by, now)
    goes_on(going, chance, by, now)
    trail.record("demo.people_invited", by=DEMO, now=now, practice=practice)
    return Invitation.objects.filter(practice=practice, asked_at__isnull=False).count()


def a_wave(
    cohort: Cohort, values: dict[str, Any], by: Membership, now: dt.datetime, without: int | None = None
) -> Wave:
    """Found, made and started on one morning; the first are asked on the next working day.

    `without`: from that age on everybody was taken out by name first, and the page says whom the wave has missed.
    """
    run = cohorts.run(cohort=cohort, by=by, now=now)
    day = next_working_day(now.date())
    said = {"name": f"Wave of {long_date(day)}", "aim": COACHING, "starts_on": day}
    wave = waves.make(run=run, values=values | said, by=by, now=now)
    if without:
        born = years_before(now.date(), without)
        for one in wave.invitations.filter(patient__birth_date__lte=born).order_by("position"):
            waves.take_out(invitation=one, by=by, now=now)
    return waves.start(wave=wave, version=wave.version, by=by, now=now)


def ended(wave: Wave, chance: random.Random, by: Membership, now: dt.datetime) -> None:
    """Those who live where life is hardest answered least; of the silent, some were reached and some left in peace."""
    for one in asked(wave, now):
        poor = (one.patient.deprivation or 10) <= 4
        moment = (one.asked_at or morning(one.ask_on, 10)) + dt.timedelta(hours=chance.randint(1, 60))
        if one.asked_at and chance.random() < (0.3 if poor else 0.7):
            said = chance.choices(("yes", "not_now", "stop"), (5, 4, 1))[0]
            answering.answer(invitation=one, said=said, by=DEMO, now=moment)
        else:
            in_the_end(one, chance, by, moment, now)


def in_the_end(
    one: Invitation, chance: random.Random, by: Membership, moment: dt.datetime, now: dt.datetime
) -> None:
    """Asked once more, rung, and left in peace."""
    if one.asked_at:
        fact = AskAgain().fact(
            one.practice_id, one.pk, one.patient_id, one.asked_at, one.wave.chase_after_days
        )
        went(one.wave.practice, [fact], now)
        moment += 2 * WEEK
    to_be_rung([one.pk], moment)
    rung = morning(next_working_day(moment.date()), 11)
    for _try in range(one.wave.most_tries):
        reached = chance.random() < 0.2
        outcome = chance.choice(("yes", "not_now", "not_now", "stop")) if reached else "no_answer"
        ring(one, outcome, by, rung)
        if reached:
            break
        rung = morning(next_working_day(rung.date()), 15)


def goes_on(wave: Wave, chance: random.Random, by: Membership, now: dt.datetime) -> None:
    """Some have answered, two chose a time, one asks to be rung, one was rung in vain; others wait for their day."""
    told = asked(wave, now)
    answers = ["yes", "yes", "call", "not_now", "yes", "", "", "stop"]
    written = [one for one in told if one.asked_at]
    for one, said in zip(written, answers, strict=False):
        if said:
            answering.answer(invitation=one, said=said, by=DEMO, now=now - dt.timedelta(hours=3))
    for one in written[:2]:
        choice = free(wave, now)
        if choice:
            times_taken.choose_time(invitation=one, time=chance.choice(choice), by=by, now=now)
    unwritten = [one.pk for one in told if not one.asked_at]
    day = last_working_day(now.date())
    to_be_rung(unwritten, morning(day, 10))
    for one in Invitation.objects.filter(pk__in=unwritten[:1]):
        ring(one, "no_answer", by, morning(day, 11))


def offered(wave: Wave, coach: Membership, by: Membership, now: dt.datetime) -> None:
    """Next week and the week after, by telephone."""
    day, starts = next_working_day((now + 3 * DAY).date()), []
    for hour in HOURS:
        starts.append(morning(day, hour))
        day = next_working_day(day)
    said: dict[str, Any] = {"minutes": 30, "mode": "phone", "by": by, "now": now - DAY}
    times.offer_times(wave=wave, coach=coach, starts=starts, **said)


def asked(wave: Wave, now: dt.datetime) -> list[Invitation]:
    """Everybody whose day has passed; those who could be written to have been."""
    mine = wave.invitations.open().filter(ask_on__lt=now.date()).order_by("position")
    facts = [Invite().fact(one.practice_id, one.pk, one.patient_id, one.ask_on) for one in mine]
    for subject, at in went(wave.practice, facts, now).items():
        Invitation.objects.filter(pk=subject).update(asked_at=at)
    return list(mine.select_related("patient", "wave__practice"))


def went(practice: Practice, facts: Iterable[Fact], now: dt.datetime) -> dict[int, dt.datetime]:
    """Messages as they would have gone, and when; whom none may reach gets none."""
    found = [fact for fact in facts if fact.due_at < now]
    known = people.known(practice.pk, {fact.patient_id or 0 for fact in found})
    gone: dict[int, dt.datetime] = {}
    for fact in found:
        message = message_for(practice, fact, known, fact.due_at)
        person = known[fact.patient_id or 0]
        if message.channel in (Channel.TEXT, Channel.EMAIL) and not may_send.gone(person):
            message.outcome, message.sent_at, message.settled_at = Outcome.SENT, fact.due_at, fact.due_at
            message.words = words_of(message, person, practice)
            message.save()
            gone[fact.subject_id] = fact.due_at
    return gone


def words_of(message: Message, person: people.Person, practice: Practice) -> str:
    template = rule_for(practice.pk, Kind(message.kind)).words
    said: dict[str, Any] = {"name": person.called, "practice": practice.name, "about_at": message.about_at}
    return enclosing.words_with(message.kind, **said, template=template)


def to_be_rung(ids: list[int], since: dt.datetime) -> None:
    Invitation.objects.filter(pk__in=ids, closed_at=None).update(to_call_since=since)


def ring(one: Invitation, outcome: str, by: Membership, moment: dt.datetime) -> None:
    one.refresh_from_db()
    if one.closed_at is None:
        calling.ring(invitation=one, version=one.version, outcome=outcome, by=by, now=moment)


def morning(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), LONDON)
