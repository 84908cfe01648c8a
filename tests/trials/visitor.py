"""Somebody at a browser without scripts, talking to a running site over a real socket."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from tests import build
from tests.trials.pages import forms_in


class Stays(urllib.request.HTTPRedirectHandler):
    """Says where it would be sent and does not go."""

    def redirect_request(self, *_args, **_kwargs):
        return None


@dataclass
class Answer:
    status: int
    text: str
    where: str
    headers: dict[str, str]


class Visitor:
    def __init__(self, site: str, patience: float = 30) -> None:
        self.site, self.patience = site, patience
        self.cookies = http.cookiejar.CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keeper, Stays)
        self.been: list[str] = []

    def twin(self) -> "Visitor":
        """Another window of the same person."""
        other = Visitor(self.site, self.patience)
        other.cookies._cookies = self.cookies._cookies
        return other

    def token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrf"), "")

    def get(self, path: str) -> Answer:
        return self.ask(path, None)

    def post(self, path: str, data: dict[str, object] | None = None) -> Answer:
        form = {"csrfmiddlewaretoken": self.token(), **(data or {})}
        return self.ask(path, urllib.parse.urlencode(form, doseq=True).encode())

    def upload(self, path: str, name: str, content: bytes) -> Answer:
        """A file alone in a form."""
        return self.post_parts(path, {}, "file", name, content)

    def post_parts(self, path: str, data: dict[str, object], field: str, name: str, content: bytes) -> Answer:
        """A file in a form and what was typed beside it, as a browser sends them."""
        edge, typed = "edge-of-a-part", {"csrfmiddlewaretoken": self.token(), **data}
        part = f"--{edge}\r\nContent-Disposition: form-data; name="
        each = [
            (key, one) for key, said in typed.items() for one in (said if isinstance(said, list) else [said])
        ]
        head = "".join(f'{part}"{key}"\r\n\r\n{one}\r\n' for key, one in each)
        head += f'{part}"{field}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def ask(self, path: str, body: bytes | None, headers: dict[str, str] | None = None) -> Answer:
        """Any answer is one; only a connection that breaks is an error (OSError)."""
        self.been.append(path)
        request = urllib.request.Request(f"{self.site}{path}", body, headers or {})  # noqa: S310 - our own
        try:
            with self.opener.open(request, timeout=self.patience) as response:
                return read(response)
        except urllib.error.HTTPError as response:
            return read(response)

    def sign_in(self, email: str = "asha@elm.example.org") -> "Visitor":
        self.get("/account/login/")
        answer = self.post("/account/login/", {"login": email, "password": build.PASSWORD})
        assert answer.status == 302, answer.text
        return self


def read(response) -> Answer:
    text = response.read().decode(errors="replace")
    return Answer(response.status, text, response.headers.get("Location", ""), dict(response.headers))


BOOK = "/A81001/patients/1/sessions/book"


def a_booking(visitor: Visitor) -> dict[str, object]:
    """What somebody fills in to book a session with the first patient, as the page offers it."""
    (form,) = forms_in(visitor.get(BOOK).text)
    return form.filled() | {"booked_at": "9:15am"}
