"""XLSX: typed cells as text, formulas never worked out, and hostile files never opened."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from patients.intake import Limits, Unreadable

from .intake_lists import HEADINGS, OMAR, PAT, PAT_CELLS, book, changed, opened, read

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows):
    """A sheet written by hand under Pat's headings."""
    head = "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADINGS)
    return f'<?xml version="1.0"?><worksheet {MAIN}><sheetData><row r="1">{head}</row>{rows}</sheetData></worksheet>'


def by_hand(rows):
    return book(HEADINGS, change={SHEET: sheet(rows)})


def inline(*cells):
    return "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)


def test_typed_cells_are_read_as_what_they_show():
    reading, rows = read(book(HEADINGS, [9990000018, "ELLERLEY", "Pat", dt.date(1950, 3, 5)]))
    assert (reading.encoding, reading.sheet, reading.delimiter) == ("xlsx", "Report", "")
    assert rows[0].values["nhs_number"] == PAT
    assert rows[0].values["birth_date"] == dt.date(1950, 3, 5)


@pytest.mark.parametrize(
    "cell", [dt.datetime.fromisoformat("1950-03-05 09:30"), 18327, "05-Mar-1950", "1950-03-05"]
)
def test_a_date_is_a_date_in_every_dress(cell):
    assert read(book(HEADINGS, [PAT, "Ellerley", "Pat", cell]))[1][0].values["birth_date"] == dt.date(
        1950, 3, 5
    )


def test_a_spreadsheet_that_counts_from_1904_is_read_so():
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append(HEADINGS)
    made.active.append([PAT, "Ellerley", "Pat", dt.date(1950, 3, 5)])
    buffer = io.BytesIO()
    made.save(buffer)
    assert read(buffer.getvalue())[1][0].values["birth_date"] == dt.date(1950, 3, 5)


def test_numbers_are_those_the_spreadsheet_shows():
    rows = f'<row r="4">{inline(*PAT_CELLS)}</row><row r="9">{inline(OMAR, "Haddad", "Omar", "14/11/1961")}</row>'
    reading, found = read(by_hand(rows))
    assert [row.number for row in found] == [4, 9]
    assert reading.counts.blank == 6


def test_the_first_visible_sheet_with_a_list_is_read():
    reading, rows = read(book(HEADINGS, PAT_CELLS, sheets=("Cover", "People")))
    assert (reading.sheet, len(rows)) == ("People", 1)


def test_texts_in_several_styles_are_one_text():
    strings = f"<sst {MAIN}><si><r><t>Eller</t></r><r><t>ley</t></r><rPh><t>x</t></rPh></si></sst>"
    cells = f'{inline(PAT)}<c t="s"><v>0</v></c>{inline("Pat", "25/03/1950")}'
    content = book(
        HEADINGS, change={SHEET: sheet(f'<row r="2">{cells}</row>'), "xl/sharedStrings.xml": strings}
    )
    assert read(content)[1][0].values["family_name"] == "Ellerley"


def test_a_formula_with_a_result_gives_the_result_and_one_without_is_refused():
    with_result = f"<c><f>1+1</f><v>9990000018</v></c>{inline(*PAT_CELLS[1:])}"
    without = f'<c><f>HYPERLINK("http://example.org")</f></c>{inline(*PAT_CELLS[1:])}'
    rows = read(by_hand(f'<row r="2">{with_result}</row><row r="3">{without}</row>'))[1]
    assert rows[0].values["nhs_number"] == PAT
    assert "formula without a result" in rows[1].reason


def test_openpyxl_writes_formulas_without_results():
    _, rows = read(book(HEADINGS, ["=SUM(A1)", *PAT_CELLS[1:]]))
    assert "formula without a result" in rows[0].reason


def test_a_number_too_long_for_a_spreadsheet_is_not_believed():
    cells = f"<c><v>9.990000018E9</v></c>{inline(*PAT_CELLS[1:])}"
    exact = read(by_hand(f'<row r="2">{cells}</row>'))[1][0]
    rounded = read(by_hand(f'<row r="2">{cells.replace("E9", "E19")}</row>'))[1][0]
    assert exact.values["nhs_number"] == PAT
    assert "rounded" in rounded.reason


def test_an_error_of_the_spreadsheet_refuses_its_line():
    cells = f'{inline(PAT)}<c t="e"><v>#REF!</v></c>{inline("Pat", "25/03/1950")}'
    assert "shows an error here (#REF!)" in read(by_hand(f'<row r="2">{cells}</row>'))[1][0].reason


def test_a_long_cell_refuses_its_line():
    cells = inline(PAT, "x" * 40_000, "Pat", "25/03/1950")
    _, rows = read(by_hand(f'<row r="2">{cells}</row><row r="3">{inline(*PAT_CELLS)}</row>'))
    assert "longer than 32,768" in rows[0].reason
    assert rows[0].raw["Family Name"] == ""
    assert not rows[1].is_refused


def test_a_wide_line_is_refused():
    cells = f'{inline(*PAT_CELLS)}<c r="XFD2" t="inlineStr"><is><t>far</t></is></c>'
    assert "more than 500 cells" in read(by_hand(f'<row r="2">{cells}</row>'))[1][0].reason


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9999999999999"></row>',
        '<row r="5"></row><row r="2"></row>',
        '<row r="x"></row>',
        '<row r="2"><c t="s"><v>7</v></c></row>',
        '<row r="2"><c><v>many</v></c></row>',
        '<row r="2"><c>',
    ],
)
def test_a_damaged_sheet_is_refused_in_words(rows):
    with pytest.raises(Unreadable, match="damaged"):
        opened(by_hand(f'{rows}<row r="20">{inline(*PAT_CELLS)}</row>'))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">', ""],
)
def test_no_part_may_declare_entities(part, entity):
    hostile = f'<?xml version="1.0"?><!DOCTYPE x [{entity}]><x>&x;</x>'
    with pytest.raises(Unreadable, match="parts that are never opened"):
        opened(book(HEADINGS, PAT_CELLS, change={part: hostile}))


def test_a_zip_bomb_is_not_unpacked():
    bomb = changed(book(HEADINGS, PAT_CELLS), {SHEET: "0" * 50_000_000})
    assert len(bomb) < 200_000
    with pytest.raises(Unreadable, match="packed in a way no spreadsheet program does"):
        opened(bomb)


def test_a_large_spreadsheet_is_refused_by_what_it_would_unpack_to():
    with pytest.raises(Unreadable, match="Unpacked, this spreadsheet is larger than 1 MB"):
        opened(book(HEADINGS, PAT_CELLS), limits=Limits(unzipped_bytes=2_000))


def test_a_spreadsheet_of_too_many_parts_is_refused():
    content = changed(book(HEADINGS, PAT_CELLS), {f"xl/x{n}.xml": "<x/>" for n in range(600)})
    with pytest.raises(Unreadable, match="packed in a way"):
        opened(content)


def test_a_part_that_stands_twice_is_refused():
    buffer = io.BytesIO(book(HEADINGS, PAT_CELLS))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<x/>")
    with pytest.raises(Unreadable, match="packed in a way"):
        opened(buffer.getvalue())


def test_a_cut_off_file_is_damaged():
    content = book(HEADINGS, PAT_CELLS)
    with pytest.raises(Unreadable, match="damaged"):
        opened(content[: len(content) // 2])


def test_a_part_that_is_larger_than_it_says_is_damaged():
    content = bytearray(book(HEADINGS, *[PAT_CELLS] * 50))
    place = content.rindex(b"PK\x01\x02")
    while content[place + 46 : place + 46 + len(SHEET)] != SHEET.encode():
        place = content.rindex(b"PK\x01\x02", 0, place)
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        opened(bytes(content))


def test_a_spreadsheet_without_a_visible_sheet_is_refused():
    made = book(HEADINGS, PAT_CELLS)
    hidden = zipfile.ZipFile(io.BytesIO(made)).read("xl/workbook.xml").decode()
    with pytest.raises(Unreadable, match="no sheet that can be seen"):
        opened(changed(made, {"xl/workbook.xml": hidden.replace('state="visible"', 'state="veryHidden"')}))


def test_links_to_other_files_are_not_followed():
    made = book(HEADINGS, PAT_CELLS)
    relations = zipfile.ZipFile(io.BytesIO(made)).read("xl/_rels/workbook.xml.rels").decode()
    link = '<Relationship Id="x" Type="externalLink" TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    content = changed(made, {"xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", link)})
    assert not read(content)[1][0].is_refused
