"""A source is read: what is new, changed, the same, gone, refused and cleaned is counted and said."""

import pytest

from prescribing.incoming.fetching import NotRead
from prescribing.models import Address, Run, Service, ServiceNeed, ServiceWord, Venue
from tests import build, house
from tests.prescribing import feeds, services

REAL = house.SHARED / "directory"


def test_a_service_comes_with_all_that_hangs_on_it(elm, tmp_path):
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    service = feeds.listed(elm)["s-1"]
    venue, schedule = service.venues.get(), service.schedules.get()
    assert feeds.counts(report) == (1, 1, 0, 0, 0, 0)
    assert (service.organisation.name, service.telephone) == ("Elm Neighbours", "020 7946 0001")
    assert (venue.postcode, venue.latitude, venue.from_source) == ("M33 6GQ", 53.42, True)
    assert (schedule.freq, schedule.days, schedule.opens_at.hour) == ("WEEKLY", "TU", 10)
    assert [need.need_id for need in service.needs.all()] == ["active"]
    assert {"walking", "gentle", "elm", "moving"} <= {word.word for word in service.words.all()}


def test_the_same_again_writes_nothing(elm, tmp_path):
    where = feeds.a_file(tmp_path, feeds.a_service())
    feeds.read(elm, where)
    _run, report = feeds.read(elm, where)
    assert feeds.counts(report) == (1, 0, 0, 1, 0, 0)
    assert Venue.objects.count() == 1


def test_what_changed_is_changed_and_the_rest_withdrawn(elm, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(), feeds.a_service("s-2")))
    moved = feeds.PLACE | {"name": "Oak Hall"}
    changed = feeds.a_service(name="Slow walks", service_at_locations=[{"location": moved}])
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, changed))
    service = feeds.listed(elm)["s-1"]
    assert feeds.counts(report) == (1, 0, 1, 0, 1, 0)
    assert (service.name, service.version) == ("Slow walks", 2)
    assert [venue.name for venue in service.venues.filter(withdrawn_at=None)] == ["Oak Hall"]
    assert not ServiceWord.objects.filter(service=service, word="group").exists()


def test_what_comes_back_is_the_same_service(elm, tmp_path):
    both = feeds.a_file(tmp_path, feeds.a_service(), feeds.a_service("s-2"))
    feeds.read(elm, both)
    before = feeds.listed(elm)["s-2"].pk
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(), feeds.a_service("s-2")))
    assert (report.updated, feeds.listed(elm)["s-2"].pk) == (1, before)


def test_a_dry_run_says_the_same_and_keeps_nothing(elm, tmp_path):
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()), dry_run=True)
    assert feeds.counts(report) == (1, 1, 0, 0, 0, 0)
    assert not Service.objects.exists() and not Run.objects.exists()


def test_what_cannot_be_taken_is_refused_and_said(elm, tmp_path):
    bad = (feeds.a_service(""), feeds.a_service("s-2", name=" <b></b> "), feeds.a_service(name="Again"), 7)
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(), *bad))
    assert [line["reason"] for line in report.refused] == [
        "no id",
        "no name",
        "its number stands there twice",
        "not an object",
    ]
    assert feeds.listed(elm)["s-1"].name == "Walking group"


def test_a_refused_entry_that_we_had_stays(elm, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(name="")))
    assert (report.withdrawn, feeds.listed(elm)["s-1"].name) == (0, "Walking group")


def test_most_of_a_directory_does_not_go_at_once(elm, tmp_path):
    many = [feeds.a_service(f"s-{n}") for n in range(30)]
    feeds.read(elm, feeds.a_file(tmp_path, *many))
    where = feeds.a_file(tmp_path, many[0])
    _run, report = feeds.read(elm, where)
    assert (report.withdrawn, len(feeds.listed(elm))) == (0, 30)
    assert "29 of 30 entries are there no more" in report.remarks[0]
    _run, report = feeds.read(elm, where, withdraw_many=True)
    assert report.withdrawn == 29


@pytest.mark.care(20)
def test_another_email_casts_doubt_on_the_address_at_every_practice(elm, oak, member, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    service = feeds.listed(elm)["s-1"]
    services.an_address(service, member("lena"))
    _run, report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(email="new@example.org")))
    address = Address.objects.get(service=service)
    assert (report.doubted, address.doubted_at is not None) == (1, True)
    assert not Address.objects.usable().exists()


def test_another_description_casts_no_doubt(elm, member, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    services.an_address(feeds.listed(elm)["s-1"], member("lena"))
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(description="Faster now")))
    assert Address.objects.usable().count() == 1


def test_a_colleagues_need_stays_when_the_feed_changes(elm, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    service = feeds.listed(elm)["s-1"]
    ServiceNeed.objects.create(network=elm.network, service=service, need_id="lonely")
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service(attributes=[], name="Cards")))
    assert [n.need_id for n in service.needs.filter(withdrawn_at=None)] == ["lonely"]


def test_a_file_that_cannot_be_read_changes_nothing(elm, tmp_path):
    (tmp_path / "broken.json").write_text('{"contents": [')
    with pytest.raises(NotRead, match="is not JSON"):
        feeds.read(elm, str(tmp_path / "broken.json"))


def test_a_folder_of_pages_prefers_what_is_told_in_full(elm, tmp_path):
    thin = {"id": "s-1", "name": "Walking group", "status": "active"}
    feeds.a_file(tmp_path, thin, {**thin, "id": "s-2", "name": "Chess"}, name="page_1.json")
    feeds.a_file(tmp_path, feeds.a_service(), name="detail.json")
    _run, report = feeds.read(elm, str(tmp_path))
    assert feeds.counts(report) == (2, 2, 0, 0, 0, 0)
    assert feeds.listed(elm)["s-1"].venues.count() == 1


@pytest.mark.skipif(not REAL.exists(), reason="the shared data is not here")
def test_real_lists_of_a_town_come_in(elm):
    where = str(REAL / "trafford_hsds_uk_3" / "list_pages" / "services_page_01.json")
    _run, report = feeds.read(elm, where)
    assert feeds.counts(report) == (100, 100, 0, 0, 0, 0)
    _run, report = feeds.read(elm, str(REAL / "trafford_csv" / "mental_health_services.geojson"))
    assert feeds.counts(report) == (60, 60, 0, 0, 0, 0)
    assert Venue.objects.exclude(latitude=None).count() == 60


def test_the_clock_of_a_reading_is_ours(elm, tmp_path):
    run, _report = feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    assert (run.ended_at, run.source.read_at, run.source.name) == (build.NOW, build.NOW, "feed.json")
