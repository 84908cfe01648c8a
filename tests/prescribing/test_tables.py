"""Tables of services: read by what their columns mean, on the command line and on the pages."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from prescribing.incoming import table
from prescribing.models import Run, Source
from tests import house
from tests.prescribing import feeds, services

REAL = house.SHARED / "directory" / "trafford_csv"
HERE = "/A81001/directory"
CSV = b"Community hub,Address,Post code,Lat,Lon,Contact\nElm Hub,1 Elm Road,M33 6GQ,53.42,-2.32,hub@example.org.\n"


def command(*said: str) -> dict:
    out = io.StringIO()
    call_command("import_directory", *said, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_columns_are_guessed_by_their_headings(elm, tmp_path):
    (tmp_path / "hubs.csv").write_bytes(CSV)
    report = command(str(tmp_path / "hubs.csv"), "--practice", "A81001")
    (hub,) = feeds.listed(elm).values()
    assert (report["created"], hub.name, hub.email) == (1, "Elm Hub", "hub@example.org")
    assert hub.venues.get().postcode == "M33 6GQ"
    assert report["cleaned"] == [{"id": hub.source_key, "field": "email", "reason": "tidied"}]


def test_columns_can_be_said(elm, tmp_path):
    (tmp_path / "x.csv").write_text("A;B\nHall;Chess\n")
    command(str(tmp_path / "x.csv"), "--practice", "A81001", "--map", "B=name", "--map", "A=address")
    (chess,) = feeds.listed(elm).values()
    assert (chess.name, chess.venues.get().address) == ("Chess", "Hall")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["nowhere.csv"], "no file, folder or address"),
        (["https://x.example.org", "--map", "B=shape"], "write HEADING=MEANING"),
        (["x.csv", "--weekly"], "Only an address"),
        (["x.csv", "--practice", "Z1"], "There is no practice Z1"),
    ],
)
def test_the_command_says_what_is_wrong(said, why, elm):
    with pytest.raises(CommandError, match=why):
        command("--practice=A81001", *said)


def test_a_dry_run_in_words(elm, tmp_path):
    (tmp_path / "hubs.csv").write_bytes(CSV)
    out = io.StringIO()
    call_command("import_directory", str(tmp_path / "hubs.csv"), "--dry-run", stdout=out)
    assert "Would come to: read 1, created 1" in out.getvalue()
    assert not Source.objects.exists()


def test_rows_are_the_same_when_the_file_is_read_again(elm, tmp_path):
    (tmp_path / "hubs.csv").write_bytes(CSV)
    command(str(tmp_path / "hubs.csv"))
    (tmp_path / "hubs.csv").write_bytes(CSV.replace(b",Contact", b",Email").replace(b"hub@", b"new@"))
    assert command(str(tmp_path / "hubs.csv"))["updated"] == 1


@pytest.mark.parametrize("content", [b"\x00\x01", b"Name\n", b"", b"Name;x\n" * 1])
def test_what_is_no_table_is_said(content):
    with pytest.raises(table.NoTable):
        table.rows_of(content)


@pytest.mark.skipif(not REAL.exists(), reason="the shared data is not here")
@pytest.mark.parametrize(
    ("name", "count"), [("food_banks.csv", 7), ("pharmacies.csv", 57), ("libraries.csv", 13)]
)
def test_real_tables_are_understood(name, count, elm):
    report = command(str(REAL / name), "--practice", "A81001")
    assert (report["created"], report["refused"]) == (count, [])
    assert all(service.venues.exclude(postcode="").exists() for service in feeds.listed(elm).values())


def test_a_table_is_sent_in_and_its_columns_asked_about(elm, browser_of):
    lena = browser_of("lena")
    there = lena.post(f"{HERE}/sources/upload", {"file": SimpleUploadedFile("hubs.csv", CSV)})["Location"]
    asked = lena.get(there).content.decode()
    assert "Community hub" in asked and "Elm Hub" in asked
    typed = {"column_0": "name", "column_1": "address", "column_2": "", "column_5": "contact"}
    report = lena.get(lena.post(there, typed)["Location"]).content.decode()
    assert "hubs.csv" in report and "tidied" in report
    (hub,) = feeds.listed(elm).values()
    assert hub.venues.get().postcode == ""


def test_a_table_without_a_name_is_not_taken(elm, browser_of):
    lena = browser_of("lena")
    there = lena.post(f"{HERE}/sources/upload", {"file": SimpleUploadedFile("hubs.csv", CSV)})["Location"]
    answer = lena.post(there, {"column_1": "address"})
    assert answer.status_code == 422 and b"Say which column is the name" in answer.content
    lena.post(there.replace("columns", "discard"))
    assert Run.objects.get().failed_because == "The table was thrown away."
    assert lena.get(there).status_code == 404


def test_a_file_of_open_referral_needs_no_questions(elm, browser_of):
    file = SimpleUploadedFile("feed.json", json.dumps({"contents": [feeds.a_service()]}).encode())
    browser_of("lena").post(f"{HERE}/sources/upload", {"file": file})
    assert set(feeds.listed(elm)) == {"s-1"}


def test_a_broken_file_is_said(elm, browser_of):
    answer = browser_of("lena").post(f"{HERE}/sources/upload", {"file": SimpleUploadedFile("x.json", b"{")})
    assert answer.status_code == 422 and b"is not JSON" in answer.content


def test_a_source_ends_and_its_services_stay(elm, browser_of, tmp_path):
    feeds.read(elm, feeds.a_file(tmp_path, feeds.a_service()))
    lena, source = browser_of("lena"), Source.objects.get()
    assert b"1 service in the directory" in lena.get(f"{HERE}/sources").content
    lena.post(f"{HERE}/sources/{source.pk}/end")
    assert b"Read no more" in lena.get(f"{HERE}/sources").content
    assert set(feeds.listed(elm)) == {"s-1"}


def test_the_page_of_sources_asks_as_much_for_many(elm, browser_of, django_assert_max_num_queries):
    lena = browser_of("lena")
    for number in range(5):
        services.a_source(elm, f"Source {number}")
    with django_assert_max_num_queries(16):
        lena.get(f"{HERE}/sources")
