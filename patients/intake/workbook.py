"""An XLSX file: what is checked before anything in it is opened, and the few parts that are read whole.

The cells are streamed by `sheet`. Nothing is evaluated, links to other files are never followed, and XML that
declares entities is refused.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError  # the types alone: parsing is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from .limits import Limits, megabytes
from .sheet import DAMAGED, Meaning, SharedStrings, SheetReader, local
from .text_table import Line
from .words import Broken, Unreadable

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    IndexError,
    EOFError,
    OSError,
)
_IN_MEMORY: Final = 16 * 1024 * 1024
_PART: Final = 8 * 1024 * 1024


class SheetTable:
    """One sheet as numbered lines. Taking XML apart is slow, so the first whole walk keeps its lines aside."""

    delimiter = ""
    encoding = "xlsx"
    is_whole = True
    is_workbook = True

    def __init__(self, book: "Workbook", sheet: str, part: str) -> None:
        self._book = book
        self._part = part
        self._kept: IO[str] | None = None
        self.sheet = sheet
        self.epoch_1904 = book.meaning.epoch_1904

    def rows(self) -> Iterator[Line]:
        """Each line of the sheet under the number that the spreadsheet shows."""
        if self._kept is None:
            yield from self._first_walk()
            return
        self._kept.seek(0)
        for kept in self._kept:
            number, reason, cells = json.loads(kept)
            yield number, Broken(reason, cells) if reason else cells

    def _first_walk(self) -> Iterator[Line]:
        aside = self._book.aside()
        with self._book.open(self._part) as stream:
            for number, line in SheetReader(self._book.meaning, stream).rows():
                reason, cells = line if isinstance(line, Broken) else ("", line)
                aside.write(json.dumps((number, reason, cells)) + "\n")
                yield number, line
        self._kept = aside


class Workbook:
    """The parts of an XLSX file that say what its cells mean."""

    def __init__(self, stream: BinaryIO, limits: Limits, stack: ExitStack) -> None:
        self.limits = limits
        self._stack = stack
        try:
            self._zip = zipfile.ZipFile(stream)
            _guard(self._zip, limits)
            self._read_parts()
        except (DefusedXmlException, RuntimeError) as error:
            raise Unreadable(
                "This spreadsheet holds parts that are never opened. Export the list again."
            ) from error
        except _BROKEN as error:
            raise Unreadable(DAMAGED) from error

    def tables(self) -> list[SheetTable]:
        """The visible sheets in their order."""
        return [SheetTable(self, name, part) for name, part in self._sheets]

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream; sizes were checked before, and the zip reader holds parts to what they declare."""
        return self._zip.open(part)

    def aside(self) -> IO[str]:
        """Room that is in memory while it is small, else in a file without a name; gone with the reading."""
        return self._stack.enter_context(
            SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="ascii", newline="\n")
        )

    def _read_parts(self) -> None:
        book = self._xml("xl/workbook.xml")
        targets = {
            relation.get("Id", ""): _path(relation.get("Target", ""))
            for relation in self._xml("xl/_rels/workbook.xml.rels")
            if relation.get("TargetMode") != "External"
        }
        sheets = {name for name in self._zip.namelist() if "worksheets/" in name}
        self._sheets = [
            (sheet.get("name", ""), targets[_relation(sheet)])
            for sheet in _all(book, "sheet")
            if sheet.get("state", "visible") == "visible" and targets.get(_relation(sheet)) in sheets
        ]
        if not self._sheets:
            raise Unreadable("This spreadsheet has no sheet that can be seen. Export the list again.")
        properties = _first(book, "workbookPr")
        epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.meaning = Meaning(self._strings(), self._date_styles(), epoch_1904, self.limits)

    def _strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return []
        with self.open("xl/sharedStrings.xml") as stream:
            return SharedStrings(self.limits).read(stream)

    def _date_styles(self) -> frozenset[str]:
        """The cell styles under which a number is a date."""
        if "xl/styles.xml" not in self._zip.namelist():
            return frozenset()
        styles = self._xml("xl/styles.xml")
        formats = {
            int(form.get("numFmtId", "0")): form.get("formatCode", "") for form in _all(styles, "numFmt")
        }
        cells = _first(styles, "cellXfs")
        numbers = [int(form.get("numFmtId", "0")) for form in (cells if cells is not None else ())]
        codes = [formats.get(number) or BUILTIN_FORMATS.get(number) or "" for number in numbers]
        return frozenset(str(place) for place, code in enumerate(codes) if code and is_date_format(code))

    def _xml(self, part: str) -> Element:
        with self.open(part) as stream:
            content = stream.read(_PART + 1)
        if len(content) > _PART:
            raise Unreadable(
                "This spreadsheet has more formats than any list needs. Save it as CSV and send that."
            )
        return fromstring(content, forbid_dtd=True)


def _guard(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Before anything is unpacked: a small file may not blow up into a huge one."""
    members = archive.infolist()
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        raise Unreadable(_not_a_workbook(names))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("This spreadsheet has a password. Save it without one and send that.")
    unzipped = sum(member.file_size for member in members)
    zipped = sum(member.compress_size for member in members)
    if unzipped > limits.unzipped_bytes:
        raise Unreadable(
            f"Unpacked, this spreadsheet is larger than {megabytes(limits.unzipped_bytes)}. "
            "Send it in parts, or as CSV."
        )
    is_bomb = unzipped > 1024 * 1024 and unzipped > limits.zip_ratio * max(1, zipped)
    if is_bomb or len(members) > limits.zip_members or len(names) != len(members):
        raise Unreadable("This file is packed in a way no spreadsheet program does. It was not opened.")


def _not_a_workbook(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "This is a binary Excel file (XLSB). Save it as XLSX or CSV and send that."
    if "content.xml" in names and "mimetype" in names:
        return "This is an OpenDocument file (ODS). Save it as XLSX or CSV and send that."
    if "word/document.xml" in names:
        return "This is a Word document. Export the list as CSV or XLSX and send that."
    return "This is a zipped folder. Unpack it and send the CSV or XLSX that is inside."


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _relation(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if local(name) == "id" and name != "id"), "")


def _all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if local(element.tag) == name]


def _first(root: Element, name: str) -> Element | None:
    return next(iter(_all(root, name)), None)
