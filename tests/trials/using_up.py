"""What the trials of a database without room, without connections or without time have in common."""

import uuid
from typing import Any

import psycopg

from tests.trials.own_servers import DATABASE, OwnSite
from tests.trials.pages import forms_in
from tests.trials.visitor import BOOK, Answer, Visitor

# Every booked session has its event, its key and its history: where these differ, a write stands by half.
COUNTED = """
SELECT (SELECT count(*) FROM coaching_session),
    (SELECT count(*) FROM practice_trailevent WHERE verb = 'session.booked'),
    (SELECT count(*) FROM practice_formkey),
    (SELECT count(*) FROM practice_history WHERE table_name = 'coaching_session')
"""


def connect(site: OwnSite, user: str) -> psycopg.Connection[Any]:
    return psycopg.connect(host=str(site.postgres.body.socket), user=user, dbname=DATABASE, autocommit=True)


def press(visitor: Visitor, booking: dict[str, object]) -> tuple[dict[str, object], Answer]:
    """Book a session; what was sent, and the answer."""
    sent = booking | {"form_key": str(uuid.uuid4())}
    return sent, visitor.post(BOOK, sent)


def send_again(visitor: Visitor, answer: Answer) -> Answer:
    """The button of the page that kept what was typed."""
    (form,) = forms_in(answer.text)
    return visitor.post(form.action, form.data())


def stands_once(site: OwnSite, sent: dict[str, object]) -> bool:
    rows = site.sql(
        f"SELECT count(*) FROM practice_formkey WHERE key = '{sent['form_key']}' AND answer <> ''"
    )
    return rows[0][0] == 1


def nothing_by_half(site: OwnSite) -> bool:
    return len(set(site.sql(COUNTED)[0])) == 1


def kept_in(answer: Answer, sent: dict[str, object]) -> bool:
    """All that was sent stands in the page's form, as it was."""
    (form,) = forms_in(answer.text)
    data = form.data()
    expected = {name: value if isinstance(value, list) else [value] for name, value in sent.items()}
    return expected.items() <= data.items()
