"""The shared pieces say what they must, in words, and escape what they are given."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms

from practice import wording
from practice.templatetags import skerry
from tests.ui.samples import AT, GALLERY, PAT, Everything, gallery

HOSTILE = "<img src=x onerror=alert(1)>"


def test_the_summary_links_to_each_wrong_field_in_the_order_of_the_page(draw):
    html = draw('{% include "ui/errors.html" %}', form=Everything({"born_day": "27", "born_year": "1985"}))
    assert "There is a problem" in html
    links = ["#id_words", "#id_born_1", "#id_at", "#id_way_0", "#id_help_0", "#id_room", "#id_agreed"]
    places = [html.index(f'href="{link}"') for link in links]
    assert places == sorted(places)


def test_the_summary_says_the_same_words_as_the_field(draw):
    form = Everything({"born_day": "27"})
    words = "Date of birth must include a month and a year"
    assert draw('{% include "ui/errors.html" %}{{ form }}', form=form).count(words) == 2


def test_the_form_s_own_mistakes_stand_in_the_summary_without_a_link(draw):
    form = forms.Form({})
    form.add_error(None, "These two dates do not fit together")
    html = draw('{% include "ui/errors.html" %}', form=form)
    assert "These two dates do not fit together" in html
    assert "<a " not in html


def test_several_forms_and_other_problems_share_one_summary(draw):
    html = draw(
        '{% include "ui/errors.html" %}',
        forms=[Everything({}), Everything({})],
        problems=[{"text": "The file is empty", "href": "#file"}],
    )
    assert html.count("Enter “What matters”") == 2
    assert 'href="#file"' in html
    assert html.count("There is a problem") == 1


def test_without_a_mistake_there_is_no_summary(draw):
    assert "problem" not in draw('{% include "ui/errors.html" %}', form=Everything())


def test_the_title_begins_with_error_while_something_is_wrong(draw):
    page = '{% extends "base.html" %}{% block title %}Book a session{% endblock %}'
    assert "<title>Error: Book a session – Skerry</title>" in draw(page, form=Everything({}))
    assert "<title>Book a session – Skerry</title>" in draw(page, form=Everything())


def test_no_page_carries_inline_script_or_style(draw):
    html = draw(GALLERY, **gallery())
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert all("src=" in script for script in html.split("<script")[1:])


def test_a_person_s_name_birth_date_and_number_stand_together(draw):
    html = draw('{% include "ui/person.html" %}', person=PAT, today=AT.date())
    assert "Patricia Doe (Pat)" in html
    assert "27 March 1985 (40 years)" in html
    assert '<span class="unbroken">999 000 0018</span>' in html


def test_a_person_without_a_number_has_the_reason_instead(draw):
    person = SimpleNamespace(**{**vars(PAT), "nhs_number": None, "no_nhs_number_because": "New to the UK"})
    assert "None: New to the UK" in draw('{% include "ui/person.html" %}', person=person)


def test_somebody_who_died_keeps_the_age_they_reached(draw):
    person = SimpleNamespace(**{**vars(PAT), "died_on": dt.date(2025, 3, 26)})
    html = draw('{% include "ui/person.html" %}', person=person, today=AT.date())
    assert "(39 years at death)" in html
    assert "Died on 26 March 2025" in html


def test_a_staff_note_is_a_neutral_mark_without_its_words(draw):
    html = draw('{% include "ui/needs.html" %}', person=PAT, alert_url="/A81001/patients/1/alert")
    assert ">Staff note</a>" in html
    assert 'href="/A81001/patients/1/alert"' in html
    assert "safeguarding" not in html.lower()


def test_a_restricted_person_is_said_to_be_protected(draw):
    person = SimpleNamespace(**{**vars(PAT), "restricted": True})
    assert "Contact details protected: use the GP record" in draw(
        '{% include "ui/needs.html" %}', person=person
    )


def test_a_table_has_no_empty_cell_and_names_each_cell_for_a_phone(draw):
    html = draw('{% include "ui/table.html" %}', **gallery())
    assert "<span>No data</span>" in html
    assert '<span class="nhsuk-table__heading" aria-hidden="true">Minutes </span><span>0</span>' in html
    assert '<a class="nhsuk-link" href="/1">Patricia Doe</a>' in html


def test_an_empty_table_says_so_and_what_next(draw):
    html = draw('{% include "ui/table.html" %}', columns=[], rows=[], empty="No sessions today.")
    assert "No sessions today." in html
    assert "<table" not in html


def test_a_row_with_too_few_cells_is_a_fault_and_not_a_gap(draw):
    with pytest.raises(ValueError, match="longer"):
        skerry.cells_of(["one"], [{"label": "A"}, {"label": "B"}])


def test_a_cell_written_by_hand_is_never_empty_either(draw):
    html = draw(
        '{% cell "When" %}  {% endcell %}{% cell "Who" row=True %}{{ name }}{% endcell %}', name=HOSTILE
    )
    assert "<span>No data</span>" in html
    assert 'scope="row"' in html
    assert HOSTILE not in html


@pytest.mark.parametrize(
    "piece",
    [
        '{% include "ui/figure.html" with value=bad label=bad how=bad compared=bad %}',
        '{% include "ui/tag.html" with text=bad meaning=bad %}',
        '{% include "ui/timeline.html" with events=events %}',
        "{% details bad %}{{ bad }}{% enddetails %}",
        "{% inset %}{{ bad }}{% endinset %}",
        '{% include "ui/conflict.html" with changed_by=bad rows=rows %}',
        '{% include "ui/table.html" with columns=columns rows=cells caption=bad %}',
        '{% include "ui/summary.html" with facts=facts %}',
        '{% include "ui/progress.html" with label=bad id="p" spoken=bad %}',
        "{{ bad|known }}{{ ''|known:bad }}{{ bad|nhs_number }}",
    ],
)
def test_what_people_typed_is_never_markup(draw, piece: str):
    html = draw(
        piece,
        bad=HOSTILE,
        events=[{"at": AT, "title": HOSTILE, "text": HOSTILE, "by": HOSTILE, "struck": HOSTILE}],
        rows=[{"name": "words", "label": HOSTILE, "mine": HOSTILE, "theirs": HOSTILE}],
        columns=[{"label": HOSTILE}],
        cells=[{"url": "/1", "cells": [HOSTILE]}],
        facts=[{"key": HOSTILE, "value": HOSTILE}],
    )
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_figure_says_how_it_is_counted_and_shows_a_zero(draw):
    html = draw('{% include "ui/figure.html" with value=0 label="Did not attend" how="Counted so." %}')
    assert '<p class="figure__value">0</p>' in html
    assert "How this is counted" in html


def test_a_hidden_figure_says_why(draw):
    html = draw('{% include "ui/figure.html" with value=None label="Better" instead="Too few to show" %}')
    assert "Too few to show" in html


def test_progress_asks_again_until_it_is_finished(draw):
    piece = '{% include "ui/progress.html" with id="p" label="Reading" done=3 total=3 poll_url=url %}'
    assert 'hx-trigger="every 2s"' in draw(piece, url="/more")
    assert "hx-get" not in draw(piece, url="")


def test_both_versions_stand_side_by_side_and_mine_is_sent_again(draw):
    html = draw(
        '{% include "ui/conflict.html" %}', changed_by="Ben", changed_at=AT, rows=gallery()["conflict"]
    )
    assert "What you wrote" in html
    assert "What Ben wrote" in html
    assert 'type="hidden" name="words"' in html
    assert [f'name="keep_words" id="keep_words_{whose}"' in html for whose in ("mine", "theirs")] == [
        True
    ] * 2


def test_each_form_has_a_key_of_its_own(draw):
    assert draw("{% form_key %}") != draw("{% form_key %}")


def test_a_code_to_scan_is_drawn_here_and_described(draw):
    html = draw('{% qr "https://example.org/x" "Code for the app" %}')
    assert 'role="img" aria-label="Code for the app"' in html
    assert "data:" not in html


def test_dates_and_times_read_as_the_service_manual_has_them():
    summer = dt.datetime(2018, 8, 6, 16, 30, tzinfo=dt.UTC)
    assert wording.long_date(summer) == "6 August 2018"
    assert wording.clock_time(summer) == "5:30pm"
    assert wording.date_and_time(summer) == "6 August 2018 at 5:30pm"
    assert wording.day_of_week(summer) == "Monday 6 August 2018"
    assert wording.long_date(dt.datetime(2018, 8, 6, 23, 30, tzinfo=dt.UTC)) == "7 August 2018"


@pytest.mark.parametrize(
    ("time", "words"), [((0, 0), "midnight"), ((12, 0), "midday"), ((9, 0), "9am"), ((12, 5), "12:05pm")]
)
def test_the_clock_reads_as_people_say_it(time: tuple[int, int], words: str):
    assert wording.clock_time(dt.time(*time)) == words


def test_nothing_is_said_in_words_and_zero_is_something():
    assert skerry.known("") == "Not known"
    assert skerry.known(None, "Not asked") == "Not asked"
    assert skerry.known(0) == 0
    assert skerry.long_date(None) == "Not known"
    assert skerry.nhs_number("") == "No NHS number"


def test_a_birthday_on_the_29th_of_february_comes_on_the_first_of_march():
    born = dt.date(2004, 2, 29)
    assert wording.years_between(born, dt.date(2026, 2, 28)) == 21
    assert wording.years_between(born, dt.date(2026, 3, 1)) == 22
