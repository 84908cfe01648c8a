"""A small real server that answers in GOV.UK Notify's shapes; a test says what goes wrong next."""

import json
import socket
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"elm-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
OTHER = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
CUT, AFTERWARDS = "cut", "taken, then cut"


def refusal(status: int, error: str, message: str = "words that may change") -> tuple[int, dict[str, Any]]:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}


class NotifyServer(ThreadingHTTPServer):
    """What it took stands in `taken`; `next` are answers, or ways to fail, for the next calls."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.taken: list[dict[str, Any]] = []
        self.next: list[Any] = []
        self.connections = 0
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    def get_request(self) -> Any:
        self.connections += 1
        return super().get_request()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: NotifyServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        happens = self.server.next.pop(0) if self.server.next else None
        if happens == CUT:
            self.hang_up()
        elif isinstance(happens, tuple):
            self.answer(*happens)
        elif not self.is_signed():
            self.answer(*refusal(403, "AuthError", "Invalid token: API key not found"))
        else:
            note = body | {"id": str(uuid.uuid4()), "type": self.path.rsplit("/", 1)[1]}
            self.server.taken.append(note)
            self.hang_up() if happens == AFTERWARDS else self.answer(201, note)

    def do_GET(self) -> None:
        (reference,) = parse_qs(urlsplit(self.path).query)["reference"]
        happens = self.server.next.pop(0) if self.server.next else None
        found = [note for note in self.server.taken if note["reference"] == reference]
        status, words = happens or (200, {"notifications": found, "links": {"current": self.path}})
        self.answer(status, words)

    def is_signed(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            return bool(jwt.decode(token, SECRET, algorithms=["HS256"], issuer=SERVICE))
        except jwt.InvalidTokenError:
            return False

    def answer(self, status: int, words: dict[str, Any] | str) -> None:
        body = (words if isinstance(words, str) else json.dumps(words)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_words: Any) -> None:
        """Quiet."""
