"""Trials 35 and 41 through every form of every page: markup, templates and line breaks stay text everywhere."""

import itertools
import re
from collections import defaultdict
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.html import escape

from patients.actions.blocks import set_block
from patients.actions.noting import note
from patients.models import Patient
from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import access, build
from tests.coaching import made
from tests.test_access import ADDRESSES
from tests.things import things_for
from tests.trials.pages import ENDINGS, FITTING, TYPED, Form, new_forms
from tests.trials.world import NOTES

PAGES = sorted(name for name, line in access.MATRIX.items() if line.method == "get")
# Short, because the names of people and places are: all of it in few strings, which are tried one by one at full size.
HOSTILE = ("\"'><pwned pwned=1>{{7*191}}", "Ann\r\nBcc: pwned@example.org\u2028x")
MORE = (
    "<pwned onload=pwned()>",
    "</textarea></title></script><script>pwned()</script>",
    "javascript:pwned()",
    "{% pwned %}{#pwned#}${7*191}",
)
# What may hold any digits: a nonce, what a field holds, the number of a request.
NUMBERS = re.compile(r'(?:nonce|value)="[^"]*"|class="secret">\w+')
SEEN: dict[tuple[str, bool], set] = defaultdict(set)
FINE = (200, 204, 302, 307, 400, 403, 404, 409, 422)
# Fields that take only their own kind of thing; what else is typed there is refused, which is tried too.
NARROW = FITTING.keys() - {"text"}


class Reader(HTMLParser):
    """What a browser would make of a page: the elements that nobody but the attacker writes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        bad = tag == "pwned" or any(name == "pwned" or name.startswith("on") for name in given)
        leads = [
            str(given.get(name)) for name in ("href", "src", "action", "formaction", "hx-get", "hx-post")
        ]
        if bad or any(one.strip().lower().startswith("javascript:") for one in leads):
            self.found.append(f"{tag} {given}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and "pwned" in data:
            self.found.append(f"in {self.cdata_elem}: {data}")


def check_page(response) -> None:
    """Whatever the answer is: no element of the attacker's, no template run, no header of theirs."""
    assert response.status_code in FINE
    assert not [value for _name, value in response.items() if "\n" in value or "pwned@" in value]
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        reader, text = Reader(), response.content.decode()
        reader.feed(text)
        assert reader.found == []
        assert "1337" not in NUMBERS.sub("", text)


@pytest.mark.parametrize("words", [HOSTILE[0], *MORE[:2]])
def test_35_this_trial_would_see_it(words):
    reader = Reader()
    reader.feed(f'<title>{words}</title><p class="{words}">{words}</p><script>"{words}"</script>')
    assert reader.found


def typed(form: Form, words: str, narrow: bool) -> dict[str, list[str]]:
    """The form with these words in every field for words; with `narrow`, in those for numbers and days as well."""
    data = form.filled(words)
    for name, field in form.fields.items():
        special = name in NARROW or name.endswith(tuple(ENDINGS))
        if field.kind in TYPED and name in data and (narrow or not special):
            data[name] = [words]
    return data


RECORD = ("", "/edit", "/sessions", "/merges", "/staff-notes")
AROUND = (
    "trail",
    "messages",
    "leavings",
    "imports",
    "team",
    "trail/sign-ins",
    "glass",
    "blocks",
    "dashboard",
)
FEW = 1  # of each, after every form; all of them at full size


def look_around(browser_of, patient: Patient, most: int = FEW) -> None:
    """The pages on which it could appear now, as people who may open them."""
    asha, mo = browser_of("asha"), browser_of("mo")
    for page in RECORD[:most]:
        check_page(asha.get(f"/A81001/patients/{patient.pk}{page}"))
    for page in AROUND[:most]:
        check_page(mo.get(f"/A81001/{page}"))
    check_page(asha.get("/mine/today"))
    check_page(asha.post("/mine/find", {"text": patient.family_name}))


def something(name: str, elm) -> dict:
    """What the address names; a way past a block is open only to whom it shuts out."""
    things = things_for(ADDRESSES[name], elm)
    if name == "patients:break-glass":
        asha = Membership.objects.get(practice=elm, user__email="asha@elm.example.org")
        patient = Patient.objects.get(pk=things["patient_id"])
        set_block(patient=patient, user=asha.user, kind="relation", by=asha, now=build.NOW)
    return things


@pytest.fixture
def through_forms(elm, browser_of):
    """Sends these words through all forms of a page; answers the statuses."""

    def send(name: str, *hostile: str, most: int = FEW) -> set[int]:
        things, statuses, client = something(name, elm), set(), browser_of(access.opener(name))
        where = reverse(name, kwargs=things)
        for words, narrow in itertools.product(hostile, (True, False)):
            for sent_to, form in new_forms(client, where, SEEN[words, narrow]):
                response = client.post(sent_to, typed(form, words, narrow), follow=True)
                check_page(response)
                statuses.add(302 if response.redirect_chain else response.status_code)
        if 302 in statuses:
            patient = Patient.objects.filter(pk=things.get("patient_id")).first() or newest()
            look_around(browser_of, patient, most)
        return statuses

    return send


def newest() -> Patient:
    return Patient.objects.latest("pk")


def check_mails() -> None:
    for sent in mail.outbox:
        assert not sent.alternatives and "\n" not in sent.subject
        assert [name for name, value in sent.message().items() if "pwned" in value] in ([], ["To"])
        assert "Bcc" not in sent.message()


@pytest.mark.parametrize("name", PAGES)
def test_35_41_what_is_typed_into_a_page_stays_text(name, through_forms):
    statuses = through_forms(name, *HOSTILE)
    check_mails()
    assert name not in KEEPS or 302 in statuses


@pytest.mark.fault
@pytest.mark.parametrize("name", PAGES)
def test_35_41_and_each_by_itself(name, through_forms):
    for words in (*HOSTILE, *MORE):
        through_forms(name, words, most=len(AROUND))
    check_mails()


# Where words are kept: the form must go through, or the trial shows nothing.
KEEPS = {
    "patients:add",
    "patients:edit",
    "patients:note",
    "patients:end-note",
    "patients:break-glass",
    "patients:left",
    "coaching:cancel",
    "coaching:strike",
    "practice:invite",
    "practice:end-access",
}


def test_35_the_pages_show_it_as_it_was_typed(elm, browser_of):
    words = HOSTILE[0]
    patient = build.a_patient(elm, given_name=words, family_name=words)
    text = browser_of("asha").get(f"/A81001/patients/{patient.pk}").content.decode()
    assert text.count(escape(words)) >= 2


def hostile_record(elm: Practice) -> Patient:
    """Somebody about whom everything that can be said is markup."""
    words, asha = MORE[0], Membership.objects.get(practice=elm, user__email="asha@elm.example.org")
    patient = build.a_patient(
        elm, given_name=words, family_name=MORE[1][:60], known_as=words, address=MORE[1]
    )
    for model, values in NOTES.items():
        texts = {name: words for name in ("words", "name", "relation", "term") if name in values}
        note(patient=patient, model=model, values=values | texts, by=asha, now=build.NOW)
    made.a_finished(patient, asha, notes=words, next_step=MORE[1], what_matters=MORE[3])
    made.a_booked(patient, asha)
    return patient


@pytest.mark.journey
def test_35_a_browser_runs_none_of_it_and_its_policy_is_never_asked(visit):
    elm, said = Practice.objects.get(ods_code="A81001"), []
    with in_view([elm], build.TEST):
        record = f"/A81001/patients/{hostile_record(elm).pk}"
    page = visit("asha")
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for where in (*(record + one for one in RECORD), "/mine/today", "/A81001/messages", "/A81001/dashboard"):
        page.goto(where)
        page.wait_for_load_state("networkidle")
        assert page.locator("pwned").count() == 0
    assert said == []
