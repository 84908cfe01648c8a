"""The link to a questionnaire goes out in a message: once, working, and its token is kept nowhere."""

import re

import pytest
from django.db import connection

from activation.actions import asking, handing
from activation.actions.asking_text import do_not_send, send_by_text
from activation.kinds import Mode, NotDone
from patients.actions.editing import change_details
from practice.actions import NotPossible
from practice.models import SignedLink
from reminders import enclosing, reasons, sending
from reminders.actions import sending_links
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message
from reminders.providers import NotTaken, Refused, Unclear
from tests.activation.links import WRONG, Phone, begun, token_of

KEPT = "Mary: Elm Surgery has a few questions for you: [link]"


@pytest.fixture
def measurement(mary, asha):
    return begun(mary, asha)


@pytest.fixture
def asked(measurement, asha, now):
    """Staff have asked for the link to be sent."""
    return send_by_text(measurement=measurement, by=asha, now=now)


@pytest.fixture
def given(post):
    """Every words that the provider was given, one for each try."""
    said = []
    take = post.carrier.send

    def send(carrier, reference, to, words, *, subject=""):
        said.append(words)
        take(carrier, reference, to, words, subject=subject)

    post.carrier.send = send
    yield said
    post.carrier.send = take


def cut(taken: bool = False) -> Unclear:
    problem = Unclear("The answer was cut off.")
    problem.taken_all_the_same = taken
    return problem


def token_in(said: str) -> str:
    return re.search(r"/link/([A-Za-z0-9_-]{32})/", said)[1]


def opens(said: str) -> bool:
    return Phone(token_in(said)).get().status_code == 200


def pressed(measurement):
    measurement.refresh_from_db()
    return measurement


def test_it_is_planned_once_and_sent_once(post, asked, given):
    assert [post.plan(), post.plan()] == [1, 0]
    assert [post.tick(), post.tick(), post.tick(hours=30), post.tick(days=20)] == [1, 0, 0, 0]
    message = post.message
    assert (message.kind, message.outcome, message.channel) == (Kind.MEASURE, Outcome.SENT, Channel.TEXT)
    assert (message.words, len(given)) == (KEPT, 1)
    assert given[0].replace(enclosing.address_of(token_in(given[0])), "[link]") == KEPT


def test_the_link_in_it_works_to_the_end(post, asked, given):
    post.tick()
    phone = Phone(token_in(given[0]))
    assert phone.says().status_code == 302
    phone.answer_all()
    phone.post("check")
    assert pressed(asked).completed_at == post.now
    assert SignedLink.objects.get().revoked_at is None


def test_its_token_is_kept_nowhere(post, asked, given, caplog):
    post.carrier.happens += [NotTaken("The service was busy."), cut()]
    post.tick()
    post.tick(minutes=1)
    post.carrier.taken.clear()
    post.tick(minutes=5)
    tokens = [token_in(said) for said in given]
    assert (len(tokens), len(set(tokens)), post.message.outcome) == (3, 3, Outcome.SENT)
    assert [token for token in tokens if token in everything() + caplog.text] == []


def everything() -> str:
    """Each row of each table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name != "django_migrations"]
        rows = []
        for name in tables:
            cursor.execute(f"SELECT t::text FROM {name} t")
            rows += [row for (row,) in cursor.fetchall()]
    assert KEPT in "\n".join(rows)
    return "\n".join(rows)


def test_each_try_has_a_new_link_which_ends_the_earlier(post, asked, given):
    post.carrier.happens += [NotTaken("The service was busy.")]
    post.tick()
    assert opens(given[0])
    post.tick(minutes=1)
    assert [opens(said) for said in given] == [False, True]
    assert post.results == ["not_taken", "taken"]


def test_a_first_one_that_had_been_taken_still_opens(post, asked, given):
    post.carrier.happens += [cut(taken=True)]
    post.tick()
    post.tick(minutes=1)
    assert (post.results, post.message.outcome) == (["unclear", "found"], Outcome.SENT)
    assert len(given) == 1 and opens(given[0])


def test_one_of_which_nobody_knows_still_opens(post, asked, given):
    post.carrier.happens += [cut()]
    post.carrier.forgets = True
    post.tick()
    post.tick(minutes=1)
    assert (post.message.outcome, post.message.words) == (Outcome.UNKNOWN, KEPT)
    assert opens(given[0])


def test_a_sender_that_dies_after_the_provider_took_it_leaves_a_link_that_works(post, asked, monkeypatch):
    """The mark of the link is committed before the provider is called, in a transaction of its own."""
    committed = []

    def takes(job, now, links=None):
        committed.append((links, sending.connection.savepoint_ids[:]))
        return real(job, now, links)

    real = sending.deliver
    monkeypatch.setattr(sending, "deliver", takes)
    post.tick()
    (without, first), (links, second) = committed
    assert (without, bool(links)) == (None, True)
    assert set(first) - set(second)


def test_what_is_refused_for_good_keeps_no_link_either(post, asked):
    post.carrier.happens += [Refused("The number is wrong.")]
    post.tick()
    assert (post.message.outcome, post.message.words) == (Outcome.FAILED, KEPT)


def answered(measurement, asha, now, token):
    phone = Phone(token)
    phone.says()
    phone.answer_all()
    phone.post("check")


def given_up(measurement, asha, now, token=""):
    asking.give_up(measurement=measurement, because=NotDone.DECLINED, by=asha, now=now)


def taken_back(measurement, asha, now, token=""):
    do_not_send(measurement=measurement, by=asha, now=now)


def handed_over(measurement, asha, now, token=""):
    handing.hand_over(measurement=measurement, mode=Mode.TABLET, by=asha, now=now)


def locked(measurement, asha, now, token):
    phone = Phone(token)
    for _try in range(5):
        phone.says(WRONG)


@pytest.mark.parametrize("change", [answered, given_up, taken_back, handed_over, locked])
def test_what_happened_before_it_went_is_heeded(post, measurement, asha, now, change):
    token = token_of(measurement, asha)
    send_by_text(measurement=measurement, by=asha, now=now)
    post.plan()
    change(measurement, asha, now, token)
    post.tick()
    assert (post.message.outcome, post.message.reason) == (Outcome.DROPPED, reasons.GONE)
    assert post.carrier.calls == []


def test_taken_back_while_the_link_was_made(post, asked, asha, now, monkeypatch):
    """The sender then finds that nobody wants it sent."""
    real = enclosing.measure_link

    def late(job, moment):
        do_not_send(measurement=asked, by=asha, now=now)
        return real(job, moment)

    monkeypatch.setattr(enclosing, "measure_link", late)
    post.tick()
    assert (post.message.outcome, post.message.reason) == (Outcome.DROPPED, reasons.GONE)
    assert post.carrier.calls == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"restricted": True}, reasons.RESTRICTED),
        ({"contact_with_care": True}, reasons.WITH_CARE),
        ({"language": "Polish"}, reasons.INTERPRETER.format(language="Polish")),
    ],
)
def test_where_nothing_automatic_may_go_a_person_rings(post, asked, asha, values, reason):
    change_details(patient=asked.patient, version=1, values=values, by=asha, now=post.now)
    post.tick()
    message = post.message
    assert (message.outcome, message.channel, message.reason) == (Outcome.BY_HAND, Channel.CALL, reason)
    assert (post.carrier.calls, SignedLink.objects.count()) == ([], 0)


def test_that_call_is_no_longer_asked_for_once_it_is_answered(post, asked, asha):
    change_details(patient=asked.patient, version=1, values={"restricted": True}, by=asha, now=post.now)
    post.tick()
    given_up(asked, asha, post.now)
    post.tick()
    assert (post.message.outcome, post.message.reason) == (Outcome.DROPPED, reasons.GONE)


def test_without_a_number_it_goes_by_email(post, asked, given, point):
    asked.patient.contact_points.update(may_send=False)
    point(asked.patient, kind="email", value="mary@example.org")
    post.tick()
    assert (post.message.channel, post.message.outcome) == (Channel.EMAIL, Outcome.SENT)
    assert opens(given[0])


def test_it_waits_for_a_day_without_another_message(post, asked, asha, given):
    post.tick()
    post.clock.move(hours=2)
    again = begun(asked.patient, asha, key="ons4")
    send_by_text(measurement=again, by=asha, now=post.now)
    post.tick()
    second = Message.objects.get(subject_id=again.pk)
    assert (second.outcome, second.reason, second.state) == ("", reasons.YIELDS, "Held")
    post.tick(hours=22, minutes=1)
    assert [opens(said) for said in given] == [True, True]


def test_at_night_it_waits_for_eight(post, measurement, asha, given):
    post.clock.move(hours=12)
    send_by_text(measurement=measurement, by=asha, now=post.now)
    post.tick()
    assert (post.message.reason, given, SignedLink.objects.count()) == (reasons.QUIET, [], 0)
    post.tick(hours=11)
    assert opens(given[0])


def test_a_second_press_while_it_is_on_its_way_changes_nothing(post, measurement, asha, now):
    sending_links.send_link(measurement=measurement, by=asha, now=now)
    with pytest.raises(NotPossible, match="on its way already"):
        sending_links.send_link(measurement=measurement, by=asha, now=now)
    post.plan()
    with pytest.raises(NotPossible, match="on its way already"):
        sending_links.send_link(measurement=measurement, by=asha, now=now)
    assert post.tick() == 1


def test_sent_again_on_another_day_it_ends_the_first(post, measurement, asha, given):
    for _time in range(2):
        sending_links.send_link(measurement=measurement, by=asha, now=post.now)
        post.tick()
        post.clock.move(days=2)
    assert [opens(said) for said in given] == [False, True]


def test_it_is_taken_back_only_while_it_has_certainly_not_gone(post, measurement, asha, now):
    sending_links.send_link(measurement=measurement, by=asha, now=now)
    sending_links.keep_link(measurement=measurement, by=asha, now=now)
    assert pressed(measurement).text_asked_at is None
    sending_links.send_link(measurement=measurement, by=asha, now=post.clock.move(minutes=1))
    post.carrier.happens += [cut()]
    post.tick()
    with pytest.raises(NotPossible, match="may have gone"):
        sending_links.keep_link(measurement=measurement, by=asha, now=post.now)


@pytest.mark.parametrize("mode", [Mode.DESK, Mode.TABLET])
def test_only_a_questionnaire_with_a_link_has_one_to_send(mary, asha, now, mode):
    with pytest.raises(NotPossible, match="not answered from a link"):
        send_by_text(measurement=begun(mary, asha, mode=mode), by=asha, now=now)


def test_a_locked_one_is_not_sent(measurement, asha, now):
    locked(measurement, asha, now, token_of(measurement, asha))
    with pytest.raises(NotPossible, match="The link is locked"):
        send_by_text(measurement=measurement, by=asha, now=now)
