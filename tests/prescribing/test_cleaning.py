"""Dirty input, field by field: cleaned and said, or left out and said; nothing that a browser runs survives."""

import re

import pytest

from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.entry import Refused
from prescribing.incoming.oruk import entry_of
from prescribing.incoming.parts import days_in_words
from prescribing.incoming.plain import plain
from tests.prescribing import feeds

PICTURE = "<img src='data:image/png;base64," + "A" * 145_000 + "' onerror=alert(1)>"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (f"<p>Tea &amp; cake</p>{PICTURE}<script>alert(1)</script><p>At two</p>", "Tea & cake\n\nAt two"),
        ("<ul><li>Chess<li>Cards</ul>", "- Chess\n\n- Cards"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Tea", "Tea"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;Tea", "Tea"),
        ("<svg/onload=alert(1)></svg>Tea", "Tea"),
        ("Ages 3 < 5 and 7 > 6", "Ages 3 < 5 and 7 > 6"),
        ("Te\x00a\u202e\u200b \ud800two", "Tea two"),
        ("<iframe src=//evil.example.org>Tea", ""),
    ],
    ids=["picture", "list", "escaped", "escaped twice", "svg", "less than", "hidden", "frame"],
)
def test_text_becomes_plain_words(dirty, clean):
    assert plain(dirty) == clean


@pytest.mark.parametrize("tag", ["<div>", "<a", "<!--", "<b><i>", "&lt;p&gt;"])
def test_a_flood_of_tags_ends_soon_and_empty(tag):
    assert not re.search("<[a-z!]", plain(tag * 40_000))


@pytest.mark.parametrize(
    ("latitude", "longitude", "where", "said"),
    [
        (53.4, -2.3, (53.4, -2.3), None),
        ("53.4", "-2.3 ", (53.4, -2.3), "were text, read as numbers"),
        (0, 0, None, "coordinates were 0 and 0, left out"),
        (100, 101, None, "coordinates are not on earth, left out"),
        (-2.3, 53.4, (53.4, -2.3), "were the wrong way round, turned"),
        (40.7, -74.0, None, "coordinates are not in the United Kingdom, left out"),
        ("north", -2.3, None, "coordinates were not numbers, left out"),
        (float("nan"), 1, None, "coordinates were not numbers, left out"),
        (53.4, None, None, "coordinates were not numbers, left out"),
    ],
)
def test_a_wrong_place_is_no_place(latitude, longitude, where, said):
    clean = Cleaner()
    assert clean.where(latitude, longitude) == where
    assert clean.cleaned == ([("coordinates", said)] if said else [])


@pytest.mark.parametrize(
    ("way", "dirty", "clean"),
    [
        ("email", "walks@example.org.", "walks@example.org"),
        ("email", "mailto:a@example.org; b@example.org", "a@example.org"),
        ("email", "ring us", ""),
        ("website", "www.example.org/walks", "https://www.example.org/walks"),
        ("website", "javascript:alert(1)", ""),
        ("website", "data:text/html,<b>", ""),
        ("website", "https://user:secret@example.org", ""),
        ("telephone", "tel:020 7946 0001", "020 7946 0001"),
        ("telephone", "see website", ""),
        ("postcode", "m33 6gq", "M33 6GQ"),
        ("postcode", "ABC 1234", ""),
    ],
)
def test_ways_to_reach_them_are_tidied_or_left_out(way, dirty, clean):
    cleaner = Cleaner()
    assert getattr(cleaner, way)("field", dirty) == clean
    assert cleaner.cleaned or way in ("telephone", "postcode")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"minimum_age": "60", "maximum_age": 18}, ("ages", "youngest above oldest, both left out")),
        ({"status": "open"}, ("status", "was not a status, taken as active")),
        ({"organization": None}, ("organization", "has no name, the service’s own is used")),
        ({"name": "N" * 300}, ("name", "shortened to 200 characters")),
        ({"description": {"a": 1}}, ("description", "was not words, left out")),
        ({"last_modified": "yesterday"}, ("last_modified", "was not a date, left out")),
    ],
)
def test_what_was_cleaned_is_said(values, said):
    _entry, cleaned = feeds.cleaned(**values)
    assert cleaned == [said]


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"id": 1}, {"id": "1", "name": "T", "taxonomy": "x"}])
def test_what_is_no_service_is_refused(raw):
    with pytest.raises(Refused):
        entry_of(raw, Cleaner())


@pytest.mark.parametrize(
    "values",
    [{name: [{"a": [7]}, None, "x"] for name in ("contacts", "phones", "schedules", "languages", "attributes")},
     {"service_at_locations": [{"location": "x"}, {"location": {"addresses": "x", "latitude": []}}]}],
)  # fmt: skip
def test_parts_of_the_wrong_shape_break_nothing(values):
    entry, _cleaned = feeds.cleaned(**values)
    assert entry.name == "Walking group"


def test_cost_is_free_only_where_it_is_said():
    assert feeds.cleaned(fees="Free")[0].values["free"] is True
    assert feeds.cleaned(cost_options=[{"amount": 0}])[0].values["free"] is True
    paid = feeds.cleaned(cost_options=[{"option": "Adults", "amount": 3.5}])[0].values
    assert (paid["free"], paid["cost_words"]) == (False, "Adults £3.50")
    assert feeds.cleaned(fees="Ask us")[0].values["free"] is None


def test_whoever_has_a_name_is_a_person():
    people = [
        {"name": "Jean", "phones": [{"number": "020 7946 0005"}]},
        {"title": "Desk", "email": "d@example.org"},
    ]
    found = feeds.cleaned(contacts=people)[0].contacts
    assert [(one["name"], one["personal"]) for one in found] == [("Jean", True), ("", False)]


def test_the_older_shape_says_the_same():
    place = {
        "name": "Elm Hall",
        "latitude": "53.42",
        "longitude": "-2.32",
        "physical_addresses": [{"address_1": "1 Elm Road", "postal_code": "M33 6GQ"}],
    }
    old = {
        "id": "s-9",
        "name": "Chess",
        "organization": {"id": "o", "name": "Elm"},
        "service_at_locations": [
            {"location": place, "regular_schedules": [{"weekday": "TH", "opens_at": "10:00"}]}
        ],
        "eligibilitys": [{"eligibility": "Adults", "minimum_age": 18, "maximum_age": 120}],
        "service_taxonomys": [{"taxonomy": {"name": "Befriending"}}],
        "contacts": [{"phones": [{"number": "020 7946 0002"}]}],
    }
    entry = entry_of(old, Cleaner())
    assert (entry.values["age_from"], entry.values["age_to"], entry.values["who_for"]) == (18, None, "Adults")
    assert (entry.values["telephone"], entry.needs) == ("020 7946 0002", ["lonely"])
    assert (entry.venues[0]["postcode"], entry.schedules[0]["days"]) == ("M33 6GQ", "TH")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Tues 11am - 2pm, Fri 11.30am", "TU,FR"),
        ("Monday to Friday, 9.30am-4pm", "MO,TU,WE,TH,FR"),
        ("Mon-Fri: 6:30am-10:00pm, Sat-Sun: 8am", "MO,TU,WE,TH,FR,SA,SU"),
        ("Every other Saturday", ""),
        ("Wednesdays except in August", ""),
        ("By appointment", ""),
    ],
)
def test_days_are_read_out_of_words_only_where_they_are_every_weeks(words, days):
    assert days_in_words(words) == days
