"""A server of a few lines: pages from templates, static files, and answers that a test chooses."""

import mimetypes
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
Answer = tuple[int, dict[str, str], bytes]


class Stage:
    """`pages[path] = (source, context)` is drawn; `answers[path] = lambda body: (status, headers, content)`."""

    def __init__(self, draw: Callable[..., str], static: Path) -> None:
        self.draw, self.static = draw, static
        self.pages: dict[str, tuple[str, dict]] = {}
        self.answers: dict[str, Callable[[str], Answer]] = {}
        self.heard: list[tuple[str, str, dict[str, str], str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Stage":
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def answer(self, path: str, body: str) -> Answer:
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            return 200, {"Content-Type": kind}, (self.static / path.removeprefix("/static/")).read_bytes()
        if path in self.answers:
            return self.answers[path](body)
        if path in self.pages:
            source, context = self.pages[path]
            return 200, HTML, self.draw(source, **context).encode()
        return 404, {}, b""

    def posts(self, path: str) -> list[tuple[dict[str, str], str]]:
        """What was sent to a path: headers and body."""
        heard = [entry for entry in list(self.heard) if entry[:2] == ("POST", path)]
        return [(headers, body) for _method, _path, headers, body in heard]


def handler_for(stage: Stage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            stage.heard.append((self.command, path, dict(self.headers), body))
            reply(self, *stage.answer(path, body))

        do_POST = do_GET  # noqa: N815 - the library asks for this name

        def log_message(self, *_args: object) -> None:
            """The test's own output is enough."""

    return Handler


def reply(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], content: bytes) -> None:
    handler.send_response(status)
    for name, value in {**headers, "Content-Security-Policy": POLICY}.items():
        handler.send_header(name, value)
    if status != 204:
        handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content if status != 204 else b"")
