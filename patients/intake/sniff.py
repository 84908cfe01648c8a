"""What kind of file the first bytes show, and which encoding its text is in."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from .words import Unreadable

CHUNK: Final = 1024 * 1024
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS: Final = "Open it in the spreadsheet program, save it as XLSX or CSV, and send that."

_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "This is a PDF. Export the list as CSV or XLSX and send that."),
    (b"{\\rtf", "This is a text document. Export the list as CSV or XLSX and send that."),
    (b"\x1f\x8b", "This file is compressed. Unpack it and send the CSV or XLSX that is inside."),
    (b"7z\xbc\xaf", "This file is compressed. Unpack it and send the CSV or XLSX that is inside."),
    (b"Rar!", "This file is compressed. Unpack it and send the CSV or XLSX that is inside."),
    (b"PK\x05\x06", "This compressed file is empty. Export the list again."),
    (b"\x89PNG", "This is a picture. Export the list as CSV or XLSX and send that."),
    (b"\xff\xd8\xff", "This is a picture. Export the list as CSV or XLSX and send that."),
    (b"GIF8", "This is a picture. Export the list as CSV or XLSX and send that."),
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = bytes(set(range(32)) - {0, 9, 10, 13, 26})


@dataclass(frozen=True)
class Text:
    """How to read the bytes as text, and what to look out for while reading."""

    encoding: str
    has_nul: bool = False
    is_broken: bool = False  # some bytes mean nothing in this encoding and read as U+FFFD
    is_whole: bool = True  # the last line has its line end
    longest: int = 0  # characters of the longest line


def is_zip(stream: BinaryIO) -> bool:
    """A zipped file, which may be XLSX; raises Unreadable for kinds that are never read."""
    stream.seek(0)
    head = stream.read(4096)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("This file is empty. Export the list again and send that.")
    for mark, reason in _REFUSED:
        if head.startswith(mark):
            raise Unreadable(reason)
    if head.startswith(OLE):
        raise Unreadable(_about_old_excel(stream))
    _refuse_markup(head)
    return head.startswith(ZIP)


def _about_old_excel(stream: BinaryIO) -> str:
    stream.seek(0)
    for chunk in _chunks(stream):
        if _ENCRYPTED in chunk:
            return "This spreadsheet has a password. Save it without one and send that."
    return f"This is an old Excel file (XLS). {_SAVE_AS}"


def _refuse_markup(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").replace(b"\0", b"")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        raise Unreadable(f"This is a web page saved under the name of a spreadsheet. {_SAVE_AS}")
    if start.startswith(b"<?xml"):
        raise Unreadable(f"This is XML, not a list. {_SAVE_AS}")
    if start.startswith(b"mime-version:"):
        raise Unreadable(f"This is a saved web page. {_SAVE_AS}")


def text_of(stream: BinaryIO) -> Text:
    """Reads the whole file once in pieces: a single odd byte far down decides the encoding."""
    stream.seek(0)
    head = stream.read(64 * 1024)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _checked(stream, encoding)
    if encoding := _unmarked_utf16(head):
        return _checked(stream, encoding)
    if len(head.translate(None, _CONTROLS)) < 0.95 * len(head):
        raise Unreadable("This is not a list that can be read. Export it as CSV or XLSX and send that.")
    text = _checked(stream, "utf-8")
    if text.is_broken and not _mostly_utf8(stream):
        return _checked(stream, "cp1252")
    return text


def _unmarked_utf16(head: bytes) -> str:
    """Every second byte nil: UTF-16 that lost its mark."""
    half = max(1, len(head) // 2)
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > 0.7 * half:
            return encoding
    return ""


def _checked(stream: BinaryIO, encoding: str) -> Text:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    nul = broken = False
    last = "\n"
    longest = carried = 0
    stream.seek(0)
    for chunk in _chunks(stream):
        text = decoder.decode(chunk)
        nul = nul or "\0" in text
        broken = broken or "\ufffd" in text
        last = text[-1:] or last
        sizes = [len(line) for line in text.splitlines(keepends=True)] or [0]
        sizes[0] += carried
        longest = max(longest, *sizes)
        carried = 0 if last in "\r\n" else sizes[-1]
    tail = decoder.decode(b"", final=True)
    return Text(encoding, nul, broken or "\ufffd" in tail, (tail or last) in "\r\n", longest)


def _mostly_utf8(stream: BinaryIO) -> bool:
    """One spoilt byte does not make a UTF-8 file Windows-1252: that would garble every accent in it."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    stream.seek(0)
    good = spoilt = 0
    for chunk in _chunks(stream):
        text = decoder.decode(chunk)
        if not text.isascii():
            bad = text.count("\ufffd")
            good += len(text) - len(text.encode("ascii", "ignore")) - bad
            spoilt += bad
    return good > spoilt


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
