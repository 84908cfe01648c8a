"""What patients send through a link: on Today and on every page until somebody has dealt with it."""

import datetime as dt

import pytest
from django.urls import reverse

from patients.actions.asking import ask, deal_with
from patients.actions.blocks import set_block
from patients.models import HelpAsked, RecordBlock
from patients.working_day import due_by
from practice.actions import NotPossible
from practice.clock import LONDON
from practice.tenancy import in_view
from tests import build
from tests.activation import made as measurements

ELM = "A81001"
TODAY = "/mine/today"


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def asked(elm, asha, now) -> HelpAsked:
    patient = build.a_patient(elm, given_name="Mina", family_name="Okoro")
    return ask(patient=patient, kind="help", words="Please ring me", owner=asha, by=build.TEST, now=now)


def done(client, asked, **data):
    return client.post(reverse("patients:asked-done", args=[ELM, asked.pk]), data, follow=True)


@pytest.mark.parametrize("who", ["asha", "lena", "ben"])
def test_everybody_who_reads_answers_sees_it_first_on_today(asked, browser_of, who):
    page = text(browser_of(who).get(TODAY))
    assert page.index("Please ring me") < page.index("My sessions")
    assert "Due today" in page
    assert "It lies with Asha" in page


def test_another_practice_sees_nothing_of_it(asked, browser_of):
    assert "Please ring me" not in text(browser_of("dev").get(TODAY))


def test_one_press_deals_with_it_and_words_are_kept(asked, browser_of, member, now):
    page = text(done(browser_of("lena"), asked, words="Rang her, she is well", back="today"))
    asked.refresh_from_db()
    assert (asked.dealt_at, asked.dealt_by.name, asked.dealt_words) == (
        now,
        member("lena").name,
        "Rang her, she is well",
    )
    assert "Dealt with today" in page
    assert "Rang her, she is well" in page


def test_the_press_can_be_undone(asked, browser_of):
    asha = browser_of("asha")
    done(asha, asked, words="Rang her")
    asha.post(reverse("patients:asked-undo", args=[ELM, asked.pk]))
    asked.refresh_from_db()
    assert (asked.dealt_at, asked.dealt_by, asked.dealt_words) == (None, None, "")
    assert "Please ring me" in text(asha.get(TODAY))


def test_the_second_of_two_is_told_and_changes_nothing(asked, browser_of, asha, now):
    deal_with(asked=asked, words="First", by=asha, now=now)
    assert "Somebody else has already dealt with this" in text(
        done(browser_of("lena"), asked, words="Second")
    )
    asked.refresh_from_db()
    assert asked.dealt_words == "First"


def test_undoing_what_nobody_did_is_not_possible(asked, asha, now):
    from patients.actions.asking import undo

    with pytest.raises(NotPossible):
        undo(asked=asked, by=asha, now=now)


def test_too_many_words_are_said(asked, browser_of):
    assert "300 characters or fewer" in text(done(browser_of("asha"), asked, words="x" * 301))
    asked.refresh_from_db()
    assert asked.dealt_at is None


@pytest.mark.parametrize("words", ["", "   "])
def test_it_is_not_closed_without_saying_what_was_done(asked, browser_of, asha, now, words):
    assert "write what you did first" in text(done(browser_of("asha"), asked, words=words))
    with pytest.raises(NotPossible):
        deal_with(asked=asked, words=words, by=asha, now=now)
    asked.refresh_from_db()
    assert asked.dealt_at is None


def record_of(asked, client) -> str:
    return text(client.get(reverse("patients:record", args=[ELM, asked.patient_id])))


def test_the_record_shows_what_was_sent_and_what_was_done(asked, browser_of):
    asha = browser_of("asha")
    before = record_of(asked, asha)
    assert "Sent by the patient" in before
    assert "“Please ring me”" in before and "Due by 2 March 2026 at 6:30pm" in before
    done(browser_of("lena"), asked, words="Rang her, she is well")
    after = record_of(asked, asha)
    assert "“Please ring me”" in after and "Dealt with by Lena" in after and "she is well" in after


def test_who_manages_sees_nothing_of_it_on_the_record(asked, browser_of):
    page = record_of(asked, browser_of("mo"))
    assert "Okoro" in page
    assert "Please ring me" not in page and "Sent by the patient" not in page


def test_a_record_of_somebody_who_sent_nothing_has_no_such_panel(asked, elm, browser_of):
    asked.patient = build.a_patient(elm)
    assert "Sent by the patient" not in record_of(HelpAsked(patient=asked.patient), browser_of("asha"))


def test_a_line_stands_on_every_page_until_then(asked, browser_of):
    asha = browser_of("asha")
    line = "Something a patient sent is waiting at Elm Surgery"
    assert line in text(asha.get("/mine/find"))
    done(asha, asked, words="Rang her")
    assert line not in text(asha.get("/mine/find"))


def test_the_line_names_nobody(asked, browser_of):
    assert "Okoro" not in text(browser_of("asha").get("/mine/find"))


@pytest.mark.care(11)
def test_overdue_it_is_red_and_goes_to_those_who_manage(asked, browser_of, clock):
    assert "patient sent" not in text(browser_of("mo").get(f"/{ELM}/asked")).split("<main")[0]
    clock.move(hours=10)
    assert "Overdue" in text(browser_of("asha").get(TODAY))
    assert "Something a patient sent is overdue at Elm Surgery" in text(browser_of("mo").get(f"/{ELM}/asked"))


def test_a_manager_sees_how_much_is_overdue_with_whom_it_lies_and_no_name_or_words(
    asked, elm, asha, browser_of, clock
):
    ask(patient=build.a_patient(elm), kind="help", words="Another", owner=asha, by=build.TEST, now=build.NOW)
    mo = browser_of("mo")
    assert "Nothing is overdue" in text(mo.get(f"/{ELM}/asked"))
    clock.move(hours=10)
    page = mo.get(f"/{ELM}/asked")
    (line,) = page.context["overdue"]
    assert (line["owner"], line["count"], line["oldest"]) == ("Asha Rao", 2, asked.due_at)
    assert [words for words in ("Okoro", "Webb", "Please ring me", "Another") if words in text(page)] == []


def test_a_manager_sees_nothing_of_another_practice(asked, browser_of, clock):
    clock.move(hours=10)
    assert browser_of("dev").get(f"/{ELM}/asked").status_code == 404


def about_answers(elm, asha, now) -> HelpAsked:
    patient = build.a_patient(elm, given_name="Nia", family_name="Vale")
    measurement = measurements.begun(patient, asha)
    return ask(patient=patient, kind="look", subject=measurement, owner=asha, by=build.TEST, now=now)


def test_a_coordinator_has_the_list_in_the_menu_and_a_line_on_where_they_land(asked, browser_of):
    cara = browser_of("cara")
    landing = text(cara.get("/mine/find"))
    assert "Something a patient sent is waiting at Elm Surgery" in landing
    assert f'href="/{ELM}/asked"' in landing
    page = text(cara.get(f"/{ELM}/asked"))
    assert "Mina Okoro" in page and "Please ring me" in page and "It lies with Asha" in page


def test_a_coordinator_deals_with_a_call_for_help(asked, browser_of, member):
    cara = browser_of("cara")
    assert "Dealt with today" in text(done(cara, asked, words="Rang her"))
    asked.refresh_from_db()
    assert asked.dealt_by == member("cara")
    assert "Rang her" in record_of(asked, cara)


def test_answers_wait_for_somebody_who_may_read_them(elm, asha, now, browser_of):
    look, cara = about_answers(elm, asha, now), browser_of("cara")
    page = text(cara.get(f"/{ELM}/asked"))
    assert "Nia Vale" in page and "It is for somebody who may read answers" in page
    assert "Read the answers" not in page and "What you did" not in page
    assert "Read the answers" not in record_of(look, cara)
    assert done(cara, look, words="Rang her").status_code == 403
    look.refresh_from_db()
    assert look.dealt_at is None
    assert "Read the answers" in record_of(look, browser_of("asha"))


def test_a_blocked_record_is_not_shown_to_whom_it_is_blocked_for(asked, browser_of, member, asha, now):
    kind = RecordBlock.Kind.RELATION
    set_block(patient=asked.patient, user=member("lena").user, kind=kind, by=asha, now=now)
    assert "Please ring me" not in text(browser_of("lena").get(TODAY))
    assert done(browser_of("lena"), asked).status_code == 404
    assert "Please ring me" in text(browser_of("asha").get(TODAY))


def test_a_restricted_person_has_a_warning(elm, asha, now, browser_of):
    omar = elm.patients.get(family_name="Farouk")
    ask(patient=omar, kind="help", owner=asha, by=build.TEST, now=now)
    assert "Contact details protected: use the GP record" in text(browser_of("asha").get(TODAY))


def test_the_longest_due_stands_first(elm, asha, asked, now, browser_of):
    early = now - dt.timedelta(days=4)
    ask(patient=build.a_patient(elm), kind="help", words="Long ago", owner=asha, by=build.TEST, now=early)
    page = text(browser_of("asha").get(TODAY))
    assert page.index("Long ago") < page.index("Please ring me")


def test_lena_sees_both_her_practices(asked, oak, member, now, browser_of):
    with in_view([oak]):
        theirs = build.a_patient(oak)
        ask(patient=theirs, kind="help", words="From Oak", owner=member("dev", oak), by=build.TEST, now=now)
    page = text(browser_of("lena").get(TODAY))
    assert "From Oak" in page
    assert "Please ring me" in page


def queries_of(django_assert_max_num_queries, client) -> int:
    with django_assert_max_num_queries(1000) as counted:
        client.get(TODAY)
    return len(counted)


def test_twenty_cost_as_many_queries_as_two(elm, asha, now, browser_of, django_assert_max_num_queries):
    client, counts = browser_of("asha"), []
    client.get(TODAY)
    for more in (2, 18):
        for number in range(more):
            patient = build.a_patient(elm)
            ask(patient=patient, kind="help", words=str(number), owner=asha, by=build.TEST, now=now)
        counts.append(queries_of(django_assert_max_num_queries, client))
    assert counts[0] == counts[1]


def at(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=LONDON)


@pytest.mark.care(11)
@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (at(2026, 3, 2, 0, 5), at(2026, 3, 2, 18, 30)),
        (at(2026, 3, 2, 18, 29), at(2026, 3, 2, 18, 30)),
        (at(2026, 3, 2, 18, 30), at(2026, 3, 3, 18, 30)),
        (at(2026, 3, 6, 19, 0), at(2026, 3, 9, 18, 30)),
        (at(2026, 3, 7, 10, 0), at(2026, 3, 9, 18, 30)),
        (at(2026, 3, 28, 23, 0), at(2026, 3, 30, 18, 30)),
    ],
    ids=["night", "last minute", "after closing", "friday evening", "weekend", "the clocks change"],
)
def test_it_is_due_at_the_end_of_the_working_day(sent, due):
    assert due_by(sent.astimezone(dt.UTC)) == due


def test_what_is_due_on_the_next_working_day_does_not_say_today(elm, asha, clock, browser_of):
    evening = clock.move(hours=10)
    ask(patient=build.a_patient(elm), kind="help", owner=asha, by=build.TEST, now=evening)
    page = text(browser_of("asha").get(TODAY))
    assert "Waiting</strong>" in page
    assert "Due by 3 March 2026 at 6:30pm" in page
