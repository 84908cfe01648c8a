"""Fetches a feed: http and https only, bounded in size, pages and time, and never from inside our own walls
unless whoever runs the server asked for it on the command line."""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

MOST_BYTES = 30_000_000
SECONDS_A_CALL = 20.0
SECONDS_ALL = 45 * 60.0
MOST_REDIRECTS = 3
AGENT = "Skerry directory reader"


class NotRead(ValueError):
    """The source cannot be read; the words are for whoever asked."""


class Missing(NotRead):
    """This one thing is not there (404 or 410)."""


class Fetcher:
    """One reading of one feed. `inside` allows addresses of this machine and its network."""

    def __init__(self, *, inside: bool = False, seconds: float = SECONDS_ALL) -> None:
        self.inside = inside
        self.until = time.monotonic() + seconds

    def json(self, url: str) -> Any:
        """What stands there, as JSON."""
        body = self.body(url)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as wrong:
            raise NotRead("The address did not answer with JSON.") from wrong

    def body(self, url: str) -> bytes:
        """The bytes, after at most a few redirects; each of them is checked as the first."""
        for _turn in range(MOST_REDIRECTS + 1):
            if time.monotonic() > self.until:
                raise NotRead("Reading took too long and was stopped.")
            status, where, body = self.once(url)
            if status in (301, 302, 303, 307, 308) and where:
                url = urljoin(url, where)
                continue
            if status in (404, 410):
                raise Missing("There is nothing at this address.")
            if status != 200:
                raise NotRead(f"The address answered with the status {status}.")
            return body
        raise NotRead("The address leads from one to another without an end.")

    def once(self, url: str) -> tuple[int, str, bytes]:
        connection, path = self.connection(url)
        try:
            connection.request(
                "GET", path, headers={"Accept": "application/json, text/csv", "User-Agent": AGENT}
            )
            answer = connection.getresponse()
            body = self.bounded(answer) if answer.status == 200 else b""
            return answer.status, answer.getheader("Location") or "", body
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as wrong:
            if isinstance(wrong, NotRead):
                raise
            raise NotRead("The address could not be reached.") from wrong
        finally:
            connection.close()

    def bounded(self, answer: http.client.HTTPResponse) -> bytes:
        """Piece by piece, so that neither a flood nor a trickle holds us."""
        pieces, size = [], 0
        while piece := answer.read1(65_536):
            size += len(piece)
            pieces.append(piece)
            if size > MOST_BYTES:
                raise NotRead(f"The address sent more than {MOST_BYTES // 1_000_000} MB at once.")
            if time.monotonic() > self.until:
                raise NotRead("Reading took too long and was stopped.")
        return b"".join(pieces)

    def connection(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        """To the very machine that was checked: the name is looked up once."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as wrong:
            raise NotRead("This is not a web address.") from wrong
        if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
            raise NotRead("Only addresses that begin with http:// or https:// can be read.")
        port = port or (443 if parts.scheme == "https" else 80)
        machine = self.machine(host, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        made: http.client.HTTPConnection
        if parts.scheme == "https":
            made = http.client.HTTPSConnection(
                host, port, timeout=SECONDS_A_CALL, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(host, port, timeout=SECONDS_A_CALL)
        made._create_connection = lambda _to, *rest: socket.create_connection((machine, port), *rest)  # type: ignore[attr-defined]
        return made, path

    def machine(self, host: str, port: int) -> str:
        """Its number on the network; refused where any number of the name is not out in the open."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as wrong:
            raise NotRead("There is no machine with this name.") from wrong
        numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not self.inside and not all(is_out_there(number) for number in numbers):
            raise NotRead("This address is inside a private network, and is not read from here.")
        return numbers[0]


def is_out_there(number: str) -> bool:
    """A public address; those that wrap another one are looked into."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_out_there(str(inner))
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return address.is_global and not address.is_multicast
