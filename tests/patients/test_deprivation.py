"""Reading postcodes and the deprivation index: tolerant of headings, never of the wrong census."""

import pytest

from patients.deprivation import (
    AreaRow,
    Fault,
    Index,
    PostcodeRow,
    Postcodes,
    Unreadable,
    opened,
    shared_year,
)
from patients.made_up import write_deprivation
from patients.made_up.places import PLACES

OFFICIAL = (
    '"LSOA code (2021)","LSOA name (2021)","Income Rank (where 1 is most deprived)",'
    '"Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",'
    '"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"'
)


def postcodes(*lines, file="postcodes.csv", lsoa_year=None):
    return Postcodes([f"{line}\r\n" for line in lines], file=file, lsoa_year=lsoa_year)


def index(*lines, file="index.csv", edition=None):
    return Index([f"{line}\r\n" for line in lines], file=file, edition=edition)


@pytest.mark.parametrize(
    "heading",
    ["pcds,lsoa21", "PCD,LSOA21CD", "postcode,lsoa21_code", "pcd7,LSOA code (2021)"],
)
def test_headings_in_use_are_known(heading):
    assert list(postcodes(heading, "m336gq,E01006195").rows(2021)) == [
        PostcodeRow("M33 6GQ", "E01006195", "2021")
    ]


def test_the_spaced_postcode_is_taken_where_there_are_several():
    found = postcodes("pcd7,pcd8,dointr,pcds,lsoa21", "XXXX,XXXX,198001,M33 6GQ,E01006195").rows(2021)
    assert next(found).postcode == "M33 6GQ"


def test_a_file_with_both_censuses_gives_either():
    both = ("pcds,lsoa11,lsoa21", "M33 6GQ,E01000001,E01035000")
    assert postcodes(*both).lsoa_years == {2011, 2021}
    assert [row.area for row in postcodes(*both).rows(2011)] == ["E01000001"]
    assert [row.area for row in postcodes(*both).rows(2021)] == ["E01035000"]


def test_the_name_of_the_file_says_the_census_where_the_heading_does_not():
    assert postcodes("postcode,lsoa_code", file="trafford_postcodes_lsoa21.csv").lsoa_years == {2021}
    assert postcodes("postcode,lsoa_code", lsoa_year=2011).lsoa_years == {2011}
    with pytest.raises(Unreadable, match="2011 or of 2021"):
        postcodes("postcode,lsoa_code")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("name,lsoa21", "no column of postcodes"),
        ("pcds,ward", "no column of LSOAs"),
        ("", "no column of postcodes"),
    ],
)
def test_a_file_without_the_columns_is_refused(heading, said):
    with pytest.raises(Unreadable, match=said):
        postcodes(heading)


def test_an_asked_census_that_is_not_there_is_refused():
    with pytest.raises(Unreadable, match="LSOAs of 2011"):
        postcodes("pcds,lsoa21", lsoa_year=2011)


def test_faults_name_file_line_and_column_and_not_the_cell():
    found = list(
        postcodes("pcds,lsoa21", "M33 6GQ,E01006195", "", "Secret Person,E01006195", "M33 6GQ,town").rows(
            2021
        )
    )
    assert [(fault.file, fault.line, fault.column) for fault in found[1:]] == [
        ("postcodes.csv", 4, "pcds"),
        ("postcodes.csv", 5, "lsoa21"),
    ]
    assert str(found[1]).startswith("postcodes.csv, line 4, pcds: ")
    assert "Secret" not in str(found[1])


def test_a_row_that_ends_early_is_a_fault():
    assert isinstance(next(postcodes("pcds,lsoa21", "M33 6GQ").rows(2021)), Fault)


@pytest.mark.parametrize(
    "area", ["W01000001", "S01006506", "N20000001", "95AA01S1", "L99999999", "E99999999", ""]
)
def test_other_countries_are_passed_over_and_counted(area):
    table = postcodes("pcds,lsoa21", f"CF10 1AA,{area}")
    assert list(table.rows(2021)) == []
    assert table.elsewhere == 1


def test_an_unreadable_line_says_where():
    with pytest.raises(Unreadable, match=r"postcodes\.csv, line 2"):
        list(postcodes("pcds,lsoa21", "x" * 200_000 + ",E01006195").rows(2021))


def test_the_official_index_is_read():
    table = index(OFFICIAL, "E01000001,City of London 001A,33000,26525,8")
    assert (table.edition, table.lsoa_year) == (2025, 2021)
    assert list(table.rows()) == [AreaRow("E01000001", 26525, 8, "IMD 2025")]


def test_rank_alone_gives_the_decile_and_decile_alone_no_rank():
    ranked = index("lsoa21cd,imd_rank", 'E01000001,"3,376"', "E01000002,3375").rows()
    assert [row.deprivation for row in ranked] == [2, 1]
    assert list(index("lsoa21cd,decile", "E01000001,4").rows()) == [AreaRow("E01000001", None, 4, "IMD 2025")]


@pytest.mark.parametrize(
    ("heading", "file", "given", "edition"),
    [
        ("lsoa11_code,imd_rank", "imd2019_lsoa11.csv", None, 2019),
        ("lsoa11_code,imd2015_rank", "index.csv", None, 2015),
        ("lsoa11_code,imd19rank", "imd2015.csv", None, 2019),
        ("lsoa_code,rank", "index.csv", 2025, 2025),
        ("lsoa_code,rank", "imd2025.csv", None, 2025),
        ("lsoa21_code,rank", "index.csv", None, 2025),
    ],
)
def test_the_edition_is_found(heading, file, given, edition):
    assert index(heading, file=file, edition=given).edition == edition


@pytest.mark.parametrize(
    ("heading", "file", "given", "said"),
    [
        ("lsoa11_code,rank", "index.csv", None, "does not say which edition"),
        ("lsoa11_code,rank", "index.csv", 2025, "another census year"),
        ("lsoa21_code,rank", "imd2019.csv", None, "another census year"),
        ("lsoa21_code,rank", "index.csv", 2022, "no IMD 2022"),
        ("lsoa21_code,name", "index.csv", None, "ranks or deciles"),
        ("postcode,rank", "index.csv", None, "column of LSOA codes"),
    ],
)
def test_an_edition_that_cannot_be_is_refused(heading, file, given, said):
    with pytest.raises(Unreadable, match=said):
        index(heading, file=file, edition=given)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("W01000001,1,1", "lsoa21", "England"),
        ("E01000009,1,1", "lsoa21", "twice"),
        ("E01000001,0,1", "imd_rank", "from 1 to 33,755"),
        ("E01000001,half,1", "imd_rank", "whole number"),
        ("E01000001,5,11", "imd_decile", "from 1 to 10"),
        ("E01000001,5,10", "imd_decile", "belongs to decile 1"),
        ("E01000001,5", "imd_decile", "whole number"),
    ],
)
def test_rows_that_cannot_be_are_faults(row, column, said):
    good, fault = index("lsoa21,imd_rank,imd_decile", "E01000009,33755,10", row).rows()
    assert good.deprivation == 10
    assert (fault.line, fault.column) == (3, column)
    assert said in fault.reason


def test_files_of_one_census_are_paired():
    assert shared_year(postcodes("pcds,lsoa11,lsoa21"), index("lsoa21,imd_rank")) == 2021
    assert shared_year(postcodes("pcds,lsoa11,lsoa21"), index("lsoa11,imd2019_rank")) == 2011


def test_files_of_two_censuses_are_refused_in_words():
    with pytest.raises(
        Unreadable, match=r"IMD 2019, which counts the LSOAs of 2011, but postcodes\.csv has those of 2021"
    ):
        shared_year(postcodes("pcds,lsoa21"), index("lsoa11,imd2019_rank"))


def test_bytes_of_another_encoding_in_a_name_do_no_harm(tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(b"\xef\xbb\xbfpcds,ward,lsoa21\r\nM33 6GQ,Caf\xe9,E01006195\r\n")
    with opened(path) as lines:
        assert [row.area for row in Postcodes(lines, file=path.name).rows(2021)] == ["E01006195"]


@pytest.mark.parametrize("cells", ["99.999999,0.000000", ",", "53.4,", "north,-2.3", "53.4,100"])
def test_the_middle_of_a_postcode_is_known_or_not_at_all(cells):
    known, unknown = postcodes(
        "pcds,lsoa21,lat,long", "M33 6GQ,E01006195,53.42,-2.32", f"M33 6GR,E01006195,{cells}"
    ).rows(2021)
    assert (known.latitude, known.longitude) == (53.42, -2.32)
    assert (unknown.latitude, unknown.longitude) == (None, None)


def test_the_made_up_town_is_loaded_like_a_real_one(tmp_path):
    where, how = write_deprivation(tmp_path)
    with opened(where) as places, opened(how) as ranks:
        table, areas = Postcodes(places, file=where.name), Index(ranks, file=how.name)
        found = list(table.rows(shared_year(table, areas)))
        deciles = {row.area: row.deprivation for row in areas.rows()}
    middles = [(place.latitude, place.longitude) for place in PLACES]
    assert found == [
        PostcodeRow(place.postcode, place.lsoa, "2021", *middle)
        for place, middle in zip(PLACES, middles, strict=True)
    ]
    assert deciles == {place.lsoa: place.decile for place in PLACES}
