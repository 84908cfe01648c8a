"""How each kind of write is sent so that it goes through: by whom, from which page, with what typed into its form.

The kinds are every address of the site that takes a press. Each stands in one of the lists of writes_*.py: sent as its
page offers it, with something typed that no machine would guess, or with the reason why there is nothing to kill.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookiejar import Cookie
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from practice.models import Practice, User
from practice.tenancy import in_view
from tests import access, build, house
from tests.signing_in import session_of
from tests.things import things_for
from tests.trials.pages import Form, filled_forms, view_of
from tests.trials.visitor import Answer, Visitor

NOBODY = "nobody"
Things = dict[str, Any]
ROUTES: dict[str, str] = {name: route for name, route, _view in house.patterns()}


def nothing(_client: Client, _things: Things) -> None:
    """Nothing has to be done before."""


@dataclass(frozen=True, slots=True)
class Write:
    """How one kind is sent. What is not said is as usual: the form of its own page, whoever may, things made anew."""

    page: str = ""
    typed: Things | Callable[[Practice, Things], Things] = field(default_factory=dict)
    things: Callable[[Practice], Things] | None = None
    who: str = ""
    shown: bool = True  # a page of that address has the form
    only: bool = False  # of its fields those that are hidden; the others stay as nobody filled them in
    refused: bool = False  # what is kept is that it was refused
    first: Callable[[Client, Things], object] = nothing
    file: tuple[str, str, bytes] | None = None  # field, name, content
    bearer: str = ""  # JSON of a machine that shows this
    before: frozenset[str] = (
        frozenset()
    )  # where one statement of it stands by itself, whole, whatever comes after


@dataclass
class Sent:
    """A form on its way: where it goes, what is in it; and, once it was tried, how it is answered."""

    kind: str
    address: str
    data: Things
    write: Write
    status: int = 0
    statements: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether its key is remembered: of a member's form, after an answer that leads on."""
        return self.kind in access.MATRIX and "form_key" in self.data and self.status == 302

    @property
    def writes(self) -> bool:
        """More than its key, which is given back after any other answer."""
        own = self.kind in access.MATRIX and "form_key" in self.data and not self.is_kept
        return (self.status < 400 or self.write.refused) and self.statements > (2 if own else 0)

    def here(self, client: Client) -> int:
        """In this process."""
        if self.write.bearer:
            more = {"content_type": "application/json", "headers": {"Authorization": self.write.bearer}}
            return int(client.post(self.address, json.dumps(self.data), **more).status_code)
        files = {}
        if self.write.file:
            name, called, content = self.write.file
            files[name] = SimpleUploadedFile(called, content)
        return int(client.post(self.address, self.data | files).status_code)

    def press(self, visitor: Visitor) -> Answer:
        """By a real browser."""
        if self.write.bearer:
            headers = {"Content-Type": "application/json", "Authorization": self.write.bearer}
            return visitor.ask(self.address, json.dumps(self.data).encode(), headers)
        if self.write.file:
            return visitor.post_parts(self.address, self.data, *self.write.file)
        return visitor.post(self.address, self.data)


# --- which there are -----------------------------------------------------------------------------


def takes_a_press(view: Any) -> bool:
    """Unless a view says which methods it takes, it takes them all."""
    methods = allowed(view)
    if methods is not None:
        return "POST" in methods
    by_class = getattr(view, "view_class", None)
    return by_class is None or hasattr(by_class, "post")


def allowed(view: Any) -> list[str] | None:
    """What `require_http_methods` was told, in whatever order a view was wrapped."""
    seen: list[Any] = [view]
    while seen:
        one = seen.pop()
        for name, cell in zip(one.__code__.co_freevars, one.__closure__ or (), strict=True):
            if name == "request_method_list":
                return list(cell.cell_contents)
            if callable(cell.cell_contents) and hasattr(cell.cell_contents, "__code__"):
                seen.append(cell.cell_contents)
    return None


def kinds() -> Iterator[str]:
    """Every address that takes a press."""
    return (name for name, _route, view in house.patterns() if takes_a_press(view))


# --- sending one ---------------------------------------------------------------------------------


def client_for(name: str, write: Write) -> Client:
    """Whoever may, signed in; a browser of its own where nobody has to be."""
    client = Client()
    if name in access.MATRIX and write.who != NOBODY:
        sign_in(client, write.who or access.opener(name))
    elif write.who not in ("", NOBODY):
        sign_in(client, write.who)
    return client


def sign_in(client: Client, who: str) -> None:
    user = User.objects.get(email=f"{who}@elm.example.org")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)


def prepared(name: str, write: Write, practice: Practice, client: Client) -> Sent:
    """Everything made that it takes, and its form filled in."""
    page = write.page or name
    with in_view([practice], build.TEST):
        things = (write.things or (lambda at: things_for(ROUTES[page], at)))(practice)
    write.first(client, things)
    where = address_of(page, things)
    address, data = (
        form_of(client, name, page, write, where) if is_shown(page, write) else (where, pressed(client, name))
    )
    things["client"] = client
    with in_view([practice], build.TEST):
        typed = write.typed(practice, things) if callable(write.typed) else write.typed
    return Sent(name, address, data | typed, write)


def is_shown(page: str, write: Write) -> bool:
    """A form stands there; else it only takes a press."""
    line = access.MATRIX.get(page)
    return write.shown and not write.bearer and (line is None or line.method == "get")


def pressed(client: Client, name: str) -> Things:
    """An address that only takes a press; a page before it gives the token."""
    client.get("/mine/find")
    return access.MATRIX[name].data | key() if name in access.MATRIX else {}


def form_of(client: Client, name: str, page: str, write: Write, where: str) -> tuple[str, Things]:
    """The form on this page that is sent to it, filled in; a page that keeps no key has none."""
    asked = access.MATRIX[page].data if page in access.MATRIX else {}
    forms: list[tuple[str, Form]] = [
        (urljoin(where, action), form)
        for action, form in filled_forms(client, f"{where}?{urlencode(asked)}" if asked else where)
        if view_of(urljoin(where, action)) == name
    ]
    assert forms, f"no form of {name} on {where}"
    address, form = forms[0]
    data = dict(form.filled())
    if write.only:
        data = {one: said for one, said in data.items() if form.fields[one].kind == "hidden"}
    return address, data | (key() if "form_key" in form.fields else {})


def address_of(name: str, things: Things) -> str:
    return reverse(name, kwargs={one: things[one] for one in things if f"{one}>" in ROUTES[name]})


def after(name: str, **typed: Any) -> Callable[[Client, Things], object]:
    """Something that was pressed before, about the same things."""
    return lambda client, things: client.post(address_of(name, things), typed)


def key() -> Things:
    return {"form_key": str(uuid.uuid4())}


def same_browser(client: Client, site: str) -> Visitor:
    """A real browser with what this one has: who is signed in, what it knows, its token."""
    visitor = Visitor(site)
    for name, kept in client.cookies.items():
        visitor.cookies.set_cookie(cookie(name, kept.value))
    return visitor


def cookie(name: str, value: str) -> Cookie:
    at: Any = {"domain": "127.0.0.1", "domain_specified": False, "domain_initial_dot": False}
    path: Any = {"path": "/", "path_specified": True, "port": None, "port_specified": False}
    kept: Any = {"expires": None, "discard": True, "comment": None, "comment_url": None, "rest": {}}
    return Cookie(version=0, name=name, value=value, secure=False, **at, **path, **kept)
