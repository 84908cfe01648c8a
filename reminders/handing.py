"""What a message says and to whom it is given: from a claimed row to the call of its provider."""

from patients.models import ContactPoint
from practice.models import User
from reminders import enclosing, own_words, plans, reach, services, words
from reminders.kinds import Channel, Kind
from reminders.people import Point
from reminders.providers import NotTaken, provider_of
from reminders.queue import Job


def addressee(job: Job) -> User:
    """The colleague to whom it goes."""
    return User.objects.get(memberships=job.member_id)


def their_own(user: User) -> Point:
    """Staff are written to at the address they sign in with."""
    return Point(None, ContactPoint.Kind.EMAIL, user.email, ContactPoint.Whose.OWN, True, "", 0)


def words_of(job: Job, links: dict[int, str] | None = None) -> str:
    if job.kind == Kind.PROVIDER:
        return services.words_of(services.mentions_of([job.claim.message_id]), links)
    called = job.person.called if job.person else addressee(job).name.split()[0]
    if job.kind == Kind.PLAN:
        return plans.words_of(job.claim.practice_id, job.subject_id)
    return enclosing.words_with(
        job.kind,
        name=called,
        practice=job.practice_name,
        link=(links or {}).get(enclosing.ONE, ""),
        **own_words.words_for(job),
    )


def send_to(job: Job, point: Point, said: str) -> None:
    provider = provider_of(job.channel)
    if provider is None:
        raise NotTaken("No service is set up for this.")
    to = reach.international(point.value) if job.channel == Channel.TEXT else point.value
    provider.send(job.reference, to, said, subject=subject_line(job))


def subject_line(job: Job) -> str:
    if job.kind == Kind.PROVIDER:
        return services.subject_line(list(services.mentions_of([job.claim.message_id])))
    return words.SUBJECT if job.person else words.STAFF_SUBJECT
