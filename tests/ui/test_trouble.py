"""Trial 28, the small part: away, full, busy or slow, each in words; and what was typed can be sent again."""

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from psycopg_pool import PoolTimeout

from practice import errors, trouble
from tests.trials.pages import forms_in

WORDS = {"form_key": "9b2f", "notes": "Walked to the <park> & back,\ntwice this week", "mode": "phone"}


def failed(request, problem: BaseException, cause: BaseException | None = None):
    """The page for it, as Django asks for it while the exception is being handled."""
    try:
        raise problem from cause
    except type(problem):
        return errors.failed(request)


def coded(code: str) -> psycopg.Error:
    return psycopg.errors.lookup(code)()


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (coded("53100"), "Skerry cannot store anything right now"),
        (coded("53300"), "Skerry has too much to do at this moment"),
        (PoolTimeout(), "Skerry has too much to do at this moment"),
        (coded("57014"), "This took too long"),
        (coded("57P01"), "Skerry is not available right now"),
        (None, "Skerry is not available right now"),
    ],
)
def test_28_each_trouble_has_its_words(rf, cause, says):
    answer = failed(rf.post("/A81001/sessions/7/finish", WORDS), OperationalError(), cause)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert says in text and "your words" in text.lower()
    assert "53100" not in text and "Operational" not in text


def test_28_what_was_typed_is_sent_again_as_it_was(rf):
    path = "/A81001/sessions/7/finish?from=today"
    text = failed(rf.post(path, WORDS), OperationalError(), coded("53100")).content.decode()
    (form,) = forms_in(text)
    assert (form.method, form.action) == ("post", path)
    assert form.data() == {name: [value] for name, value in WORDS.items()}
    assert "Walked to the &lt;park&gt; &amp; back,<br>twice this week" in text
    assert "Nothing of what you sent was stored" in text


def test_28_where_nobody_knows_it_does_not_say_that_nothing_was_stored(rf):
    text = failed(rf.post("/A81001/sessions/7/finish", WORDS), InterfaceError()).content.decode()
    assert "may not have been stored" in text and "Nothing of what" not in text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/account/login/", {"login": "asha@elm.example.org", "password": "only she knows it"}),
        ("/A81001/team", {"new_password1": "only she knows it"}),
        ("/account/2fa/authenticate/", {"code": "123456 and more than twenty"}),
    ],
)
def test_28_no_password_and_no_code_stands_in_the_page(rf, path, sent):
    text = failed(rf.post(path, sent), OperationalError(), coded("53300")).content.decode()
    assert not [value for value in sent.values() if value in text]
    assert forms_in(text) == []


def test_28_who_only_looked_gets_no_form(rf):
    assert (
        forms_in(failed(rf.get("/A81001/patients/7"), OperationalError(), coded("57014")).content.decode())
        == []
    )


def test_28_a_patient_with_a_link_keeps_their_words_too(rf):
    answer = failed(
        rf.post("/link/reply/abc/help", {"words": "I cannot get down the stairs"}), OperationalError()
    )
    assert answer.status_code == 503
    assert "I cannot get down the stairs" in answer.content.decode()
    assert len(forms_in(answer.content.decode())) == 1


def test_28_a_statement_that_is_too_slow_is_stopped_by_the_database(rf, db):
    with pytest.raises(OperationalError) as stopped, connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)")
    assert trouble.trouble_of(stopped.value) is trouble.SLOW


def test_a_mistake_of_ours_is_no_trouble_of_the_database_s(rf):
    assert failed(rf.get("/"), ValueError()).status_code == 500
    assert failed(rf.get("/"), IntegrityError()).status_code == 500
