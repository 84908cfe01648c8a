"""Trial 46: names and numbers go through pages, lists, messages and failures, and stand in no log, queue or address."""

import base64
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.patients import lists
from tests.trials.pages import forms_in
from tests.trials.visitor import Answer, Visitor
from tests.trials.whole_site import WholeSite, whole_site

GIVEN, FAMILY, NUMBER, MOBILE = "Zebulonia", "Quillfeather", "9990000034", "07700900734"
STREET, WORDS, EMAIL = "Grumblethorpe", "Snickersnee", "zebulonia@example.org"
LISTED = ("999 000 0042", "5002", "Tumbleweedy", "Ermintrude", "17-Nov-1962", "Male", "EL1 2QY")
REFUSED = ("999 000 0043", "5003", "Wobblebottom", "Ermintrude", "17-Nov-1962", "Male", "EL1 2QY")
BREAKING = "Quillfeather-Breaks"
MARKS = (GIVEN, FAMILY, STREET, WORDS, "Tumbleweedy", "Ermintrude", "Wobblebottom")
NUMBERS = (NUMBER, MOBILE, "7700900734", "9990000042", "9990000043")
# What the database refuses from now on, with the whole row in the reason.
TRAP = (
    f"ALTER TABLE patients_patient ADD CONSTRAINT trap CHECK (family_name NOT LIKE '%{BREAKING}%') NOT VALID"
)
# Whoever books a day ahead needs no reminder; a month ago, this was booked in time.
LONG_AGO = "UPDATE coaching_session SET booked_at = booked_at - interval '30 days' WHERE started_at IS NULL"
LEAK = re.compile(
    "|".join([*MARKS, *(r"[\s-]?".join(number) for number in NUMBERS), re.escape(EMAIL)]), re.IGNORECASE
)


def leaks(text: str | bytes) -> list[str]:
    """Each mark with its surroundings."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return [words[max(0, hit.start() - 80) : hit.end() + 40] for hit in LEAK.finditer(words)]


class Walker(Visitor):
    """Keeps every answer."""

    def __init__(self, site: str) -> None:
        super().__init__(site)
        self.answers: list[Answer] = []

    def ask(self, path: str, body: bytes | None, headers: dict[str, str] | None = None) -> Answer:
        self.answers.append(super().ask(path, body, headers))
        return self.answers[-1]

    def fill(self, page: str, **typed: str) -> Answer:
        """The form of a page that has these fields."""
        form = next(form for form in forms_in(self.get(page).text) if typed.keys() <= form.fields.keys())
        hidden = {name: field.values for name, field in form.fields.items() if field.kind == "hidden"}
        return self.post(unescape(form.action) or page, form.filled("") | hidden | typed)

    def go_on(self, answer: Answer) -> Answer:
        assert answer.status == 302, answer.text[-3000:]
        return self.get(answer.where)

    @property
    def addresses(self) -> list[str]:
        """Where this person was, was sent, and could have gone."""
        given = [re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', answer.text) for answer in self.answers]
        return [
            *self.been,
            *(answer.where for answer in self.answers),
            *(one for page in given for one in page),
        ]


def adds_somebody(asha: Walker) -> str:
    named = {
        "given_name": GIVEN,
        "family_name": FAMILY,
        "nhs_number": NUMBER,
        "address": STREET,
        "interpreter_needed": "no",
    }
    record = asha.fill("/A81001/patients/add", **named).where
    assert re.fullmatch(r"/A81001/patients/\d+", record)
    asha.go_on(asha.fill(f"{record}/contact/add", kind="mobile", value=MOBILE, whose="own", may_send="yes"))
    asha.go_on(asha.fill(f"{record}/contact/add", kind="email", value=EMAIL, whose="own"))
    asha.go_on(asha.fill(f"{record}/about/need/add", kind="support", words=WORDS))
    asha.go_on(asha.fill(f"{record}/about/supporter/add", name=GIVEN, relation=WORDS))
    asha.go_on(asha.fill(f"{record}/about/consent/add", kind="text"))
    return record


def writes_notes(asha: Walker, record: str) -> None:
    tomorrow = {"booked_on_day": "3", "booked_on_month": "3", "booked_at": "9:15am"}
    asha.go_on(asha.fill(f"{record}/sessions/book", **tomorrow))
    session = asha.post(f"{record}/sessions/start").where
    wanted = {"what_matters": WORDS, "goal_words": f"{WORDS} {FAMILY}", "notes": f"{GIVEN} {WORDS}"}
    asha.go_on(asha.fill(session, **wanted, next_step=WORDS))
    asha.post(f"{session}/add", {"words": f"{FAMILY} rang"})


OF_THE_RECORD = [
    "edit",
    "caution",
    "sessions",
    "sessions/book",
    "merges",
    "died",
    "left",
    "declare",
    "staff-notes",
]
AROUND = ["/mine/today", "/A81001/dashboard", "/A81001/messages", "/A81001/leavings", "/A81001/imports"]


def looks_around(asha: Walker, record: str) -> None:
    for typed in (FAMILY, f"{GIVEN} {FAMILY}", NUMBER, "999 000 0034", MOBILE, "Quilfeather"):
        assert asha.post("/mine/find", {"text": typed}).status in (200, 302, 422)
    asha.get(record)
    assert {asha.get(f"{record}/{page}").status for page in OF_THE_RECORD} == {200}
    for page in AROUND:
        assert asha.get(page).status == 200


def brings_a_list_in(asha: Walker, site: WholeSite, *rows: tuple[str, ...]) -> str:
    sent = asha.upload("/A81001/imports", f"{FAMILY}.csv", lists.as_list(*rows))
    run = sent.where
    asha.go_on(sent)
    asha.get(f"{run}/lines/refused"), asha.get(f"{run}/refused.csv")
    asha.go_on(asha.post(f"{run}/apply"))
    return run.rsplit("/", 1)[1]


def gets_lost(asha: Walker, stranger: Walker) -> None:
    """Names where nobody expects them: at the door, and typed into an address."""
    asha.get(f"/A81001/patients/{FAMILY}?q={NUMBER}&name={GIVEN}")
    asha.get(f"/{FAMILY}/{NUMBER}")
    stranger.get("/account/login/")
    for typed in (EMAIL, NUMBER, FAMILY):
        stranger.post("/account/login/", {"login": typed, "password": NUMBER})
        stranger.post("/account/password/reset/", {"email": typed})
    stranger.post("/account/password/reset/", {"email": "asha@elm.example.org"})


def breaks_the_page(asha: Walker, record: str) -> Answer:
    answer = asha.fill(f"{record}/edit", family_name=BREAKING)
    assert answer.status == 500
    return answer


@pytest.fixture(scope="module")
def walked():
    """The site after the walk, who walked, and the page that broke."""
    with whole_site() as site:
        asha, stranger = Walker(site.address).sign_in(), Walker(site.address)
        record = adds_somebody(asha)
        writes_notes(asha, record)
        looks_around(asha, record)
        run = brings_a_list_in(asha, site, LISTED, REFUSED)
        site.wait_until(f"SELECT applied_at IS NOT NULL FROM patients_importrun WHERE id = {run}")
        site.change_tables(LONG_AGO)
        site.wait_until("SELECT count(*) > 0 FROM reminders_message WHERE outcome = 'sent'")
        site.change_tables(TRAP)
        broken = breaks_the_page(asha, record)
        run = brings_a_list_in(asha, site, ("", "5009", BREAKING, *REFUSED[3:]))
        site.wait_until(f"SELECT attempts >= 1 FROM patients_importrun WHERE id = {run}")
        gets_lost(asha, stranger)
        yield site, asha, broken


def test_46_the_walk_went_where_it_should(walked):
    site, asha, _broken = walked
    assert any(FAMILY in answer.text for answer in asha.answers)
    assert site.sql("SELECT count(*) FROM patients_patient WHERE family_name = 'Tumbleweedy'") == [(1,)]
    assert len(list((site.folder / "outbox" / "messages").glob("*.json"))) >= 1
    assert "import_failed" in (site.folder / "worker.log").read_text()
    assert "violates check constraint" in (site.folder / "postgres.log").read_text()
    assert [command for command in site.listener.heard if "continue_imports" in command]


def logs_of(site: WholeSite) -> list[Path]:
    found = [path for path in site.folder.rglob("*.log") if "outbox" not in path.parts]
    assert {path.name for path in found} == {"web.log", "worker.log", "postgres.log", "redis.log"}
    return found


def test_46_no_log_says_a_name(walked):
    site, _asha, _broken = walked
    assert [(path.name, leak) for path in logs_of(site) for leak in leaks(path.read_bytes())] == []


def test_46_nothing_in_the_queue_says_a_name(walked):
    site, _asha, _broken = walked
    written = [path.read_bytes() for path in (site.folder / "redis").rglob("*") if path.is_file()]
    assert len(site.listener.heard) > 20
    assert [leak for text in [*site.listener.heard, *written] for leak in leaks(text)] == []


def test_46_no_address_says_a_name(walked):
    _site, asha, _broken = walked
    typed_by_hand = {path for path in asha.been if f"/{FAMILY}" in path}
    assert len(typed_by_hand) == 2
    assert [one for one in set(asha.addresses) - typed_by_hand if leaks(one)] == []


ASIDE = (
    "SELECT cache_key FROM skerry_cache",
    "SELECT details::text FROM practice_trailevent",
    "SELECT d::text FROM reminders_due d",
    "SELECT e::text FROM practice_signinevent e",
    "SELECT k::text FROM practice_formkey k",
    "SELECT a::text FROM reminders_attempt a",
    "SELECT query FROM pg_stat_activity",
)


@pytest.mark.parametrize("question", ASIDE)
def test_46_what_stands_beside_the_record_says_no_name(question, walked):
    site, _asha, _broken = walked
    rows = site.sql(question)
    assert rows
    assert [leak for (text,) in rows for leak in leaks(text or "")] == []


def test_46_the_cache_keeps_no_name(walked):
    site, _asha, _broken = walked
    values = [base64.b64decode(value) for (value,) in site.sql("SELECT value FROM skerry_cache")]
    assert values
    assert [leak for value in values for leak in leaks(value)] == []


def test_46_messages_go_out_under_a_number(walked):
    site, _asha, _broken = walked
    outbox = site.folder / "outbox"
    assert [path.name for path in outbox.rglob("*") if leaks(path.name)] == []
    mails = [path.read_text() for path in (outbox / "mail").iterdir()]
    assert mails and [leak for mail in mails for leak in leaks(mail)] == []
    sent = [json.loads(path.read_text()) for path in (outbox / "messages").glob("*.json")]
    assert [one for one in sent if leaks(one["reference"] + one["subject"])] == []


def test_46_a_broken_page_shows_a_number_and_nothing_else(walked):
    site, _asha, broken = walked
    number = broken.headers["X-Request-Id"]
    assert f"say this number: {number[:8]}" in broken.text
    assert leaks(broken.text) == []
    assert not re.search("Traceback|IntegrityError|psycopg|File &quot;|constraint", broken.text)
    (line,) = [line for line in site.log.read_text().splitlines() if number in line and "exception" in line]
    assert "IntegrityError" in line
