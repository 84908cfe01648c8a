"""The sample lists: as the systems export them, the same every day, and new to the demo but for a few."""

import csv
from datetime import date, datetime, timedelta

import pytest

from patients import nhs_number
from patients.made_up import ANCHOR, DEMO_SEED, OMAR, PAT, people
from patients.made_up.places import PLACES
from patients.samples import changed_people, main, write_samples
from patients.samples_broken import HEADINGS, broken_rows

TODAY = date(2026, 3, 2)
EMIS = (
    "EMIS Number,Organisation Code,Organisation Name,Usual GP's Full Name,NHS Number,Title,Family Name,"
    "Calling Name,Age,Date of Birth,Gender,House Name / Flat Number,Number and Street,Locality,Town,County,"
    "Postcode,Home Telephone,Mobile Telephone,Work Telephone,E-mail Address"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("samples")
    write_samples(path, today=TODAY)
    return path


@pytest.fixture(scope="module")
def demo_numbers():
    lists = (people(seed=DEMO_SEED, count=1000, practice_index=index, today=TODAY) for index in (0, 1))
    return {person.nhs_number for one in lists for person in one} | {PAT.nhs_number, OMAR.nhs_number}


def rows(path, encoding):
    with path.open(newline="", encoding=encoding) as lines:
        return list(csv.reader(lines))


def emis(folder):
    heading, *found = rows(folder / "emis-web-patient-list.csv", "utf-8-sig")
    return [dict(zip(heading, row, strict=True)) for row in found]


def systmone(folder):
    heading, *found = rows(folder / "systmone-breakdown-report.csv", "cp1252")
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_four_files_are_written_and_told(tmp_path):
    told = write_samples(tmp_path / "new", today=TODAY)
    assert sorted(sample.path.name for sample in told) == sorted(p.name for p in (tmp_path / "new").iterdir())
    assert len(told) == 4
    assert all(sample.good >= 20 and sample.words for sample in told)


def test_the_same_day_writes_the_same_bytes(folder, tmp_path):
    for sample in write_samples(tmp_path, today=TODAY):
        assert sample.path.read_bytes() == (folder / sample.path.name).read_bytes()


def test_emis_begins_with_a_mark_and_its_own_headings(folder):
    start = (folder / "emis-web-patient-list.csv").read_bytes()
    assert start.startswith(b"\xef\xbb\xbf" + EMIS.encode() + b"\r\n")
    assert start.count(b"\n") == start.count(b"\r\n") == 61


def test_emis_numbers_are_spaced_and_valid(folder):
    numbers = [row["NHS Number"] for row in emis(folder) if row["NHS Number"]]
    assert len(numbers) == len(set(numbers)) == 59
    for number in numbers:
        assert [len(part) for part in number.split(" ")] == [3, 3, 4]
        assert nhs_number.read(number).startswith("999")


def test_emis_dates_and_ages_agree(folder):
    for row in emis(folder):
        born = datetime.strptime(row["Date of Birth"], "%d-%b-%Y").date()  # noqa: DTZ007 - a day has no zone
        assert 0 <= (TODAY - born).days / 365.2425 - int(row["Age"]) < 1.01


def test_systmone_is_windows_1252_with_its_trailing_count(folder):
    content = (folder / "systmone-breakdown-report.csv").read_bytes()
    assert content.startswith(b"NHS number,First name,Surname,Sex,Date of birth,Postcode,Usual GP,Ethnicity,")
    assert content.split(b"\r\n")[0].endswith(b",Patient Count")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_systmone_has_sixty_people_with_packed_dates(folder):
    found = systmone(folder)
    assert len({row["NHS number"] for row in found}) == 60
    for row in found:
        assert datetime.strptime(row["Date of birth"], "%Y%m%d").date() <= TODAY  # noqa: DTZ007 - a day
        assert nhs_number.read(row["NHS number"]) == row["NHS number"]
        assert row["Ethnicity"] and not row["Patient Count"]


def test_the_demo_is_met_in_seven_rows_only(folder, demo_numbers):
    listed = {nhs_number.compact(row["NHS Number"]) for row in emis(folder)}
    assert listed & demo_numbers == {person.nhs_number for person in changed_people(TODAY)}
    others = {row["NHS number"] for row in systmone(folder)}
    assert len(listed & demo_numbers) == 7 and not others & demo_numbers


def changes(before, after):
    return [name for name in before.__slots__ if getattr(before, name) != getattr(after, name)]


def test_each_of_the_seven_has_other_news():
    known = {p.nhs_number: p for p in people(seed=DEMO_SEED, count=400, practice_index=0, today=TODAY)}
    found = [changes(known[person.nhs_number], person) for person in changed_people(TODAY)]
    assert found == [
        [],
        ["address", "postcode", "area", "deprivation"],
        ["contact_points"],
        ["usual_gp"],
        ["contact_points"],
        ["family_name"],
        ["birth_date"],
    ]


def test_the_one_who_moved_lives_in_the_town():
    moved = changed_people(TODAY)[1]
    known = {place.postcode: place for place in PLACES}[moved.postcode]
    assert (moved.area, moved.deprivation) == (known.lsoa, known.decile)
    assert moved.address.endswith(f"{known.street}, {known.town}")


def test_the_seven_are_the_same_on_a_later_day():
    later = [person.core for person in changed_people(TODAY + timedelta(days=400))]
    assert later == [person.core for person in changed_people(TODAY)]


def groups(folder):
    return rows(folder / "emis-web-report-with-conditions.csv", "utf-8-sig")


def test_the_report_has_a_preamble_and_its_headings_twice(folder):
    found = groups(folder)
    headings = [line for line, row in enumerate(found) if row and row[0] == "NHS Number"]
    assert headings[0] == 4 and len(headings) == 2
    assert found[4].count("Date") == 2 and found[4].count("User Details' Surname") == 2
    assert found[3] == []


def test_details_stand_below_their_person(folder):
    body = groups(folder)[5:]
    anchors = [row for row in body if row[0] and row[0] != "NHS Number"]
    details = [row for row in body if not row[0] and any(row)]
    assert len(anchors) == 40 and len(details) > 20
    assert all(nhs_number.read(row[0]) for row in anchors)
    assert not any(any(row[:7]) for row in details)


def test_a_confidential_person_is_a_blank_row(folder):
    blank = [row for row in groups(folder)[5:] if not any(row)]
    assert [len(row) for row in blank] == [17]


@pytest.fixture(scope="module")
def broken():
    supply = [
        p for p in people(seed=3, count=90, practice_index=98, today=TODAY) if p.nhs_number and p.address
    ]
    return broken_rows(supply, TODAY)


def test_every_fault_is_met_once_among_good_rows(broken):
    faults = [row.fault for row in broken if row.fault]
    assert len(faults) == len(set(faults)) >= 20
    assert sum(not row.fault for row in broken) >= 20


def test_good_rows_of_the_broken_list_are_good(broken):
    for row in broken:
        if not row.fault:
            cells = dict(zip(HEADINGS, row.cells, strict=True))
            assert nhs_number.read(cells["NHS Number"])
            assert cells["Family Name"] and cells["Given Name"]
            assert datetime.strptime(cells["Date of Birth"], "%d-%b-%Y").date() <= TODAY  # noqa: DTZ007


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("The check digit of the NHS number is wrong", "has a digit wrong"),
        ("A National Insurance number", "National Insurance"),
        ("A spreadsheet rounded the NHS number", "rounded"),
        ("The NHS number has nine digits", "has 9 digits"),
    ],
)
def test_wrong_numbers_are_wrong_in_their_own_way(broken, fault, said):
    cells = next(row.cells for row in broken if row.fault == fault)
    assert said in nhs_number.problem(cells[1])


def test_the_broken_file_holds_what_breaks_readers(folder):
    content = (folder / "broken-patient-list.csv").read_bytes()
    assert b"\0" in content
    assert b'"=HYPERLINK(""http://example.org""' in content
    assert max(len(cell) for row in content.split(b"\r\n") for cell in row.split(b",")) > 40_000


def test_the_command_line_writes_and_says_so(tmp_path, capsys):
    assert main([str(tmp_path / "here")]) == 0
    assert "SystmOne" in capsys.readouterr().out
    assert len(list((tmp_path / "here").iterdir())) == 4


def test_the_command_line_without_a_folder_says_how(capsys):
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err


def test_the_usual_day_is_the_day_of_the_count():
    assert ANCHOR == TODAY
