"""Trial 45: files that are too large, too clever or not what they say, sent to a running site."""

import io
import re
import socket
import stat
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.live import free_port, start_site, wait_for
from tests.patients import lists
from tests.trials.visitor import Visitor

LIMIT_IN_MEMORY = 200 * 1024  # kB, as the kernel counts
IMPORTS = "/A81001/imports"


class Watched:
    """A gunicorn whose memory is looked at."""

    def __init__(self) -> None:
        port = free_port()
        self.process, self.address = start_site(port), f"http://127.0.0.1:{port}"
        wait_for(self.address, self.process)

    def most_memory(self) -> int:
        """The highest that any of its processes ever stood, in kB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        statuses = [Path(f"/proc/{number}/status").read_text() for number in [self.process.pid, *children]]
        return max(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) for status in statuses)


@pytest.fixture(scope="module")
def watched(django_db_setup):
    """One for all of it: the most that its memory ever was holds for every file before, too."""
    watched = Watched()
    yield watched
    watched.process.terminate()
    watched.process.wait(20)


@pytest.fixture
def site(watched, world) -> Watched:
    return watched


@pytest.fixture
def asha(site) -> Visitor:
    return Visitor(site.address).sign_in()


def send_head(site: Watched, path: str, length: int, cookies: str = "") -> tuple[int, int]:
    """Announce a body and begin to send it: the answer, and how much went out before it came."""
    head = f"POST {path} HTTP/1.1\r\nHost: {urlsplit(site.address).netloc}\r\nCookie: {cookies}\r\n"
    head += f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(site.address).port), timeout=20) as line:
        line.sendall(head.encode() + b"--x\r\n")
        line.settimeout(20)
        answer = line.recv(4096)
        return int(answer.split()[1]), len(head)


def cookies_of(visitor: Visitor) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.cookies)


TEN_GIGABYTES = 10 * 1024**3


def test_45_ten_gigabytes_are_refused_before_they_come(site, asha):
    tries = [
        (path, cookies)
        for path in (IMPORTS, "/account/login/", "/mine/find")
        for cookies in ("", cookies_of(asha))
    ]
    answers = [send_head(site, path, TEN_GIGABYTES, cookies) for path, cookies in tries]
    assert {status for status, _sent in answers} == {413}
    assert site.most_memory() < LIMIT_IN_MEMORY


def test_45_a_file_goes_only_where_files_are_taken_and_from_somebody_signed_in(site, asha):
    three = 3_000_000
    assert send_head(site, "/mine/find", three, cookies_of(asha))[0] == 413
    assert send_head(site, IMPORTS, three)[0] == 302
    content = lists.as_list(lists.MARY) + b"x," * 1_200_000
    assert asha.upload(IMPORTS, "list.csv", content).status == 302


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, content)
    return out.getvalue()


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (50_000).to_bytes(4) * 2 + b"\x08\x06\0\0\0"
HOSTILE = {
    "bomb.xlsx": zipped("xl/worksheets/sheet1.xml", b"0" * 300_000_000),
    "entities.xlsx": zipped("xl/workbook.xml", LAUGHS),
    "quiet.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "huge.png": PNG,
    "list.csv.exe": b"MZ\x90\0" + b"\0" * 500,
    "both.csv": b"%PDF-1.7\nNHS Number,Family Name\n1,2\n",
    "nothing.csv": b"\0" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_45_what_is_no_list_is_refused_in_words(name, site, asha):
    answer = asha.upload(IMPORTS, name, HOSTILE[name])
    page = asha.get(urlsplit(answer.where).path) if answer.status == 302 else answer
    assert page.status in (200, 422)
    assert "Bring this list in" not in page.text
    assert "<script>alert" not in page.text
    assert site.most_memory() < LIMIT_IN_MEMORY


@pytest.mark.parametrize(
    "name", ["../../x", "..\\..\\x", "/etc/passwd", "x\0y.csv", "a" * 300 + ".csv", "<b>.csv"]
)
def test_45_a_file_is_kept_under_a_name_of_our_own(name, asha):
    before = set(settings.DATA.rglob("*"))
    answer = asha.upload(IMPORTS, name, lists.as_list(lists.MARY))
    assert answer.status in (302, 422)
    new = {
        path
        for path in set(settings.DATA.rglob("*")) - before
        if "postgres" not in path.parts and "redis" not in path.parts
    }
    assert all(re.fullmatch("uploads|[0-9a-f]{32}", path.name) for path in new)
    assert "<b>.csv" not in asha.get(IMPORTS).text


def test_45_files_wait_outside_of_what_the_web_sees(asha):
    asha.upload(IMPORTS, "list.csv", lists.as_list(lists.MARY))
    assert stat.S_IMODE(settings.UPLOADS.stat().st_mode) == 0o700
    assert not settings.UPLOADS.is_relative_to(settings.STATIC_ROOT)
    (kept, *_more) = [path.name for path in settings.UPLOADS.iterdir()]
    for path in (f"/static/{kept}", f"/uploads/{kept}", f"/static/../uploads/{kept}", f"/media/{kept}"):
        assert asha.get(path).status == 404
