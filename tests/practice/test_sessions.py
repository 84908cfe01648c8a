"""The sign-in session and who that is, looked up in SQL: as strict as Django's own look-ups."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F

from practice.models import User
from practice.sessions import Backend, SessionStore

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def kept(db):
    store = SessionStore()
    store["colour"] = "green"
    store.save()
    return store


def test_a_session_is_read_as_it_was_kept(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(kept.session_key)["colour"] == "green"


def test_one_that_ran_out_is_empty_and_loses_its_key(kept):
    Session.objects.update(
        expire_date=F("expire_date") - SessionStore().get_session_cookie_age() * HOUR / 3600
    )
    late = SessionStore(kept.session_key)
    assert late.get("colour") is None
    assert late.session_key is None


def test_a_key_that_nobody_gave_out_opens_nothing(db):
    made_up = SessionStore("0" * 32)
    assert dict(made_up.items()) == {}
    assert made_up.session_key is None


def test_who_that_is_takes_one_question(asha, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = Backend().get_user(asha.user_id)
    assert found == asha.user
    assert found.email == asha.user.email


def test_an_account_that_was_closed_is_nobody(asha):
    User.objects.filter(pk=asha.user_id).update(is_active=False)
    assert Backend().get_user(asha.user_id) is None


def test_nobody_has_a_number_that_was_never_given(db):
    assert Backend().get_user(10**9) is None
