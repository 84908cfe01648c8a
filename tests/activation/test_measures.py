"""How well a questionnaire measures here: refused for few, explored with more, never published from the page."""

import json
import time

import numpy as np
import pytest
from django.urls import reverse

from activation import measures_words, targeting
from activation.measuring import look
from activation.models import Calibration
from activation.rasch import Calibration as Scale
from activation.sample import sample_of, together
from practice.models import TrailEvent
from tests import build
from tests.activation import crowd, made
from tests.activation.test_commands import calibration


@pytest.fixture
def page(browser_of):
    """`page("measures")`: what Mo sees."""
    browser = browser_of("mo")

    def get(name: str, **data: str):
        return browser.get(reverse(f"activation:{name}", args=["A81001", made.instrument().pk]), data)

    return get


@pytest.fixture
def crowded(elm, asha):
    return crowd.crowd(elm, asha, 130)


def looked(what: str) -> TrailEvent:
    return TrailEvent.objects.get(verb="measures.looked_at", details__what=what)


def test_few_people_are_refused_with_their_number(page, elm, asha):
    crowd.crowd(elm, asha, 20)
    text = page("measures").text
    assert " people have answered here" in text and "At least 50 are needed" in text
    assert "map-title" not in text


def test_very_few_are_not_counted_out(page, elm, asha):
    made.done(build.a_patient(elm), asha)
    assert "Fewer than 5 people have answered here" in page("measures").text


@pytest.mark.care(29)
def test_some_people_are_explored_with_a_warning(page, crowded):
    text = page("measures").text
    assert "Exploratory" in text and "200 are needed" in text
    for words in (
        "Cronbach’s alpha",
        "Person reliability",
        "Person separation",
        "How hard (logits)",
        "Outfit",
    ):
        assert words in text, words
    assert 'aria-labelledby="map-title map-about"' in text and "The numbers in a table" in text
    assert "Number 1: set by design, not by data" in text and "publish_calibration" in text


def test_statements_stand_from_the_easiest_to_the_hardest(page, crowded):
    places = [row["location"] for row in page("measures").context["rows"]]
    assert len(places) == 13 and places == sorted(places)
    assert all(row["se"] > 0 and row["infit"].word for row in page("measures").context["rows"])


def test_looking_leaves_counts_and_no_ids(page, crowded):
    page("measures")
    event = looked("statements")
    assert event.details["people"] == 130 and event.patient_id is None
    assert event.details.keys() == {"key", "version", "what", "people", "doubtful"}


def test_no_name_stands_on_any_of_the_pages(page, crowded):
    for name in ("measures", "fairness", "calibration-file"):
        assert "Webb" not in page(name).text


def test_what_doubtful_answers_would_change_is_said(page, crowded, elm, asha):
    for person in crowd.people_of(elm, 6, seed=9):
        made.done(person, asha, (3, 0) * 6 + (3,))
    answer = page("measures")
    assert answer.context["shift"].by and "With them in, statement" in answer.text
    assert looked("statements").details["doubtful"] >= 6


def test_groups_are_compared_and_small_ones_only_named(page, crowded):
    text = page("fairness", by="age_band").text
    assert "Not tested, because they have fewer than 50 people" in text
    text = page("fairness", by="sex").text
    assert "Female" in text and "Difference (logits)" in text and "Few: a difference may be missed" in text
    assert looked("sex").details["people"] == 130


def test_a_statement_that_is_harder_for_one_group_is_found(page, elm, asha):
    people = crowd.people_of(elm, 240)
    women = [person for person in people if person.gender == "2"]
    crowd.answer_all([person for person in people if person.gender == "1"], asha)
    crowd.answer_all(women, asha, seed=7, harder="know-notice")
    answer = page("fairness", by="sex")
    (found,) = [row for row in answer.context["rows"] if row["flagged"]]
    assert (found["number"], found["who"], found["size"]) == (5, "Harder for: Female", "Large")
    assert "scores would change on average" in answer.text


def test_a_grouping_nobody_knows_is_the_first(page, crowded):
    assert "Is it fair? Sex" in page("fairness", by="shoe size").text


def test_the_file_is_a_calibration_and_holds_no_answers(page, crowded):
    answer = page("calibration-file")
    found = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"] and Scale.from_dict(found).n_used == found["n_used"]
    assert found["warnings"][0] == "exploratory" and found["dif"] == []


def test_without_enough_people_there_is_no_file(page, elm):
    answer = page("calibration-file")
    assert answer.status_code == 302 and "At least 50" in page("measures").text


def test_a_questionnaire_without_a_calibration_says_so(browser_of, elm):
    address = reverse("activation:measures", args=["A81001", made.instrument("ons4").pk])
    assert "not scored with a calibration" in browser_of("mo").get(address).text
    assert not TrailEvent.objects.filter(verb="measures.looked_at").exists()


def test_another_practice_is_not_counted(page, crowded, elm, oak):
    assert len(sample_of(elm, made.instrument())) == 130
    assert len(sample_of(oak, made.instrument())) == 0


def test_statements_far_from_the_scale_in_force_are_named(page, crowded, monkeypatch):
    moved = Calibration(number=2, basis="data", parameters=calibration(), published_at=build.NOW, n_used=240)
    monkeypatch.setattr(type(Calibration.objects), "newest", lambda self, instrument: moved, raising=False)
    text = page("measures").text
    assert "Statement 1 is " in text and "logits easier here" in text
    assert "Statement 2 is " in text and "logits harder here" in text


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (1.0, "fits"),
        (1.45, "rather noisy"),
        (1.6, "much too noisy"),
        (0.55, "rather alike"),
        (0.4, "much too alike"),
    ],
)
def test_fit_has_a_shape_and_a_word(value, word):
    fit = measures_words.fit_of(value)
    assert fit.word == word and fit.shape in "●▲▼"


def test_small_numbers_of_people_draw_no_bar(crowded, elm):
    sample = sample_of(elm, made.instrument())
    scale = Scale.from_dict(made.instrument().calibrations.get().parameters)
    drawn = targeting.draw(scale, np.array([0.0] * 40 + [3.0] * 3), sample.items, 5)
    hidden = [row for row in drawn.rows if row.people is None]
    assert [row.said for row in hidden] == ["Not shown"] * 2 and all(row.length == 0 for row in hidden)


def test_two_thousand_people_take_well_under_two_seconds(page, crowded, elm, asha):
    sample = together([sample_of(elm, made.instrument())] * 15)
    began = time.process_time()
    look(sample, None)
    assert len(sample) == 1950 and time.process_time() - began < 2
