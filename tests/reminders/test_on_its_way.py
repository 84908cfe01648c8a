"""From planning to the provider, where something about the person or the words is unusual."""

import psycopg
import pytest

from patients.actions import merging
from practice import gsm7
from reminders.kinds import Kind, Outcome
from reminders.models import Message, MessageRule
from reminders.rules import merged
from reminders.sending import send_due
from reminders.shipped import SHIPPED
from tests import build

DAY = {"days": 1, "hours": 1}  # when a session in three days is told


def test_after_a_merge_one_message_goes_to_the_record_that_stays(post, mary, booked, asha, point):
    booked(mary)
    post.plan()
    stays = build.a_patient(post.practice, given_name="Marie", nhs_number="9990000042")
    point(stays, value="07700 900456", confirmed_on=post.now.date())
    versions = (stays.version, type(mary).objects.get(pk=mary.pk).version)
    merging.merge(kept=stays, gone=mary, take=(), versions=versions, by=asha, now=post.now)
    post.tick(**DAY)
    [(to, words)] = post.carrier.taken.values()
    assert (post.message.patient, to) == (stays, "+447700900456")
    assert words.startswith("Marie: ")


def test_a_picture_in_a_name_makes_no_message_longer_or_dearer(post, point, booked):
    zoe = build.a_patient(post.practice, given_name="Zoë 🌻", family_name="Ng")
    point(zoe)
    booked(zoe)
    post.tick()
    post.tick(**DAY)
    [(_to, words)] = post.carrier.taken.values()
    assert words.startswith(("Zoe: ", "Zoë: "))
    assert gsm7.plain(words) == words
    assert gsm7.length(words) <= gsm7.LIMIT


@pytest.mark.parametrize(
    "words",
    [
        "{name}: {nobody} {link}",
        "{name}: no link.",
        "{name}: { {link}",
        "{name!r} {link}",
        "{name.__class__} {link}",
    ],
)
def test_words_that_lack_a_field_or_name_an_unknown_one_are_never_sent(words):
    """They could have been kept before the kind was changed: then what is shipped goes."""
    shipped = SHIPPED[Kind.GOT_THERE].words
    assert merged(Kind.GOT_THERE, MessageRule(kind=Kind.GOT_THERE, words=words)).words == shipped
    own = "{name}, how was it? {link} {practice}"
    assert merged(Kind.GOT_THERE, MessageRule(kind=Kind.GOT_THERE, words=own)).words == own


@pytest.fixture
def statements(monkeypatch) -> list[str]:
    """Everything that is asked of the database, whichever way."""
    asked: list[str] = []
    execute = psycopg.Cursor.execute

    def listening(self, query, *args, **kwargs):
        asked.append(str(query))
        return execute(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Cursor, "execute", listening)
    return asked


def test_one_message_more_asks_three_times_more(post, mary, booked, point, statements):
    """Everything about it, whether its subject stands, what came of it with the next one; the rules only once."""
    cost = []
    for people in (1, 3):
        for number in range(people):
            patient = build.a_patient(post.practice, family_name=f"Of{people}{number}")
            point(patient)
            booked(patient)
        post.plan()
        post.clock.move(**DAY)
        statements.clear()
        assert send_due(10) == people
        cost.append(len([s for s in statements if "reminders_" in s or "coaching_" in s]))
    assert cost[1] - cost[0] == 2 * 3
    assert Message.objects.filter(outcome=Outcome.SENT).count() == 4
