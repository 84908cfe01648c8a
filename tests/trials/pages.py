"""Pages as a browser reads them: their forms, with what would be sent."""

import dataclasses
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve

Attributes = dict[str, str]
TYPED = ("text", "search", "email", "tel", "textarea", "password", "")


@dataclasses.dataclass
class Field:
    """One name in a form: its kind, what would be sent as it stands, what could be chosen."""

    kind: str
    values: list[str] = dataclasses.field(default_factory=list)
    choices: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Form:
    method: str
    action: str
    fields: dict[str, Field] = dataclasses.field(default_factory=dict)

    def data(self) -> dict[str, list[str]]:
        """What the browser would send if nothing were typed."""
        return {name: field.values for name, field in self.fields.items() if field.values}

    def filled(self, words: str = "Some words") -> dict[str, list[str]]:
        """With every field filled in as somebody in a hurry would; not a form that was sent before."""
        wanted = self.fields.keys() - {"form_key", "csrfmiddlewaretoken"}
        return {name: filled(name, self.fields[name], words) for name in sorted(wanted)}


# What goes into fields that take only their own kind of thing.
FITTING = {
    "email": "new@elm.example.org",
    "nhs_number": "999 000 0050",
    "no_nhs_number_because": "",
    "number": "999 000 0018",
    "postcode": "EL1 2QY",
    "telephone": "020 7946 0123",
    "value": "07700 900456",
    "no_follow_up_because": "",
    "video_link": "https://meet.example.org/1",
    "text": "kaminski",
    "role": "link_worker",
    "birth_date_day": "4",
    "birth_date_month": "5",
    "birth_date_year": "1970",
}
ENDINGS = {"_day": "16", "_month": "3", "_year": "2026", "_at": "9:15am"}


def filled(name: str, field: Field, words: str) -> list[str]:
    """What stands there, else the first choice, a day in two weeks, something fitting, or words."""
    if field.kind == "hidden" or (any(field.values) and name != "role"):
        return field.values
    chosen = [choice for choice in field.choices if choice]
    if chosen and name not in FITTING:
        return chosen[:1]
    ending = next((value for end, value in ENDINGS.items() if name.endswith(end)), words)
    return [FITTING.get(name, ending)]


class Reader(HTMLParser):
    """Collects the forms that are posted; the product writes no form that a page closes late."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.area: Field | None = None
        self.select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self.form)
        elif self.form is not None and given.get("name") and "disabled" not in given:
            self.take(tag, given)
        if tag == "option" and self.select is not None:
            self.choose(given)

    def take(self, tag: str, given: Attributes) -> None:
        assert self.form is not None
        kind = given.get("type", "") if tag == "input" else tag
        field = self.form.fields.setdefault(given["name"], Field(kind))
        if tag == "select":
            self.select = field
        elif tag == "textarea":
            self.area = field
            field.values = [""]
        elif kind in ("radio", "checkbox"):
            field.choices.append(given.get("value", "on"))
            field.values += [given.get("value", "on")] if "checked" in given else []
        else:
            field.values.append(given.get("value", ""))

    def choose(self, given: Attributes) -> None:
        assert self.select is not None
        self.select.choices.append(given.get("value", ""))
        if "selected" in given or not self.select.values:
            self.select.values = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.area is not None:  # a line break right after the tag is none of its words
            self.area.values = [
                self.area.values[0] + data if self.area.values[0] else data.removeprefix("\n")
            ]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_in(html: str) -> list[Form]:
    """Every form that is posted, but the one that signs out."""
    reader = Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post" and "logout" not in form.action]


def filled_forms(client: Client, where: str) -> list[tuple[str, Form]]:
    """The forms of a page and where each is posted; none where the page leads elsewhere."""
    response = client.get(where)
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return []
    return [(form.action or where, form) for form in forms_in(response.content.decode())]


def new_forms(client: Client, where: str, seen: set[tuple[str, frozenset[str]]]) -> list[tuple[str, Form]]:
    """The page's own forms, and those of other views that no page before it had: the same form is tried once."""
    here, found = view_of(where), []
    for sent_to, form in filled_forms(client, where):
        key = (view_of(urljoin(where, sent_to)), frozenset(form.fields))
        if key[0] == here or key not in seen:
            found.append((sent_to, form))
        seen.add(key)
    return found


def view_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name
