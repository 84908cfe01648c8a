"""Signed links: how somebody without an account reaches exactly one page."""

import datetime as dt

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from patients.models import Patient
from practice.links import fingerprint, issue, signed
from practice.models import History, SignedLink
from practice.tenancy import current_view, in_view
from tests import build


@signed("questionnaire")
def page(request):
    """Says what it sees: the practice, the subject, and how many patients are in view."""
    codes = {p.practice.ods_code for p in Patient.objects.select_related("practice")}
    return HttpResponse(f"{request.link.subject_id} {request.practice.ods_code} {sorted(codes)}")


@pytest.fixture
def pat(elm):
    return Patient.objects.get(family_name="Kaminski")


@pytest.fixture
def link(elm, pat, now):
    return issue(
        practice=elm, purpose="questionnaire", subject=pat, patient=pat, expires_at=now + dt.timedelta(days=7)
    )


def opened(token: str) -> HttpResponse:
    return page(RequestFactory().get("/link"), token=token)


def test_it_opens_its_page_and_sees_its_practice_alone(link, pat, oak):
    with in_view([oak]):
        build.a_patient(oak)
    assert opened(link[1]).content.decode() == f"{pat.pk} A81001 ['A81001']"


def test_it_is_found_before_any_practice_is_in_view(link, oak):
    with in_view([oak]):
        assert opened(link[1]).status_code == 200


def test_it_gives_back_what_was_in_view(link):
    before = current_view()
    opened(link[1])
    assert current_view() == before


def test_opening_does_not_use_it_up(link):
    assert [opened(link[1]).status_code for _ in range(3)] == [200, 200, 200]
    assert SignedLink.objects.get().used_at is None


def test_the_token_is_not_kept(link):
    kept = SignedLink.objects.get()
    assert bytes(kept.token_hash) == fingerprint(link[1])
    assert link[1] not in str(vars(kept))


def test_tokens_are_long_and_never_the_same(elm, pat, now):
    tokens = {issue(practice=elm, purpose="q", subject=pat, expires_at=now)[1] for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 32


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "a" * 5000, "\u202e"])
def test_a_guess_finds_nothing(link, token):
    with pytest.raises(Http404):
        opened(token)


def test_it_ends_when_it_expires(link, clock):
    clock.move(days=7)
    with pytest.raises(Http404):
        opened(link[1])


def test_it_ends_when_it_is_revoked(link, asha, now):
    SignedLink.objects.filter(pk=link[0].pk).update(revoked_at=now, revoked_by=asha)
    with pytest.raises(Http404):
        opened(link[1])


def test_it_serves_one_purpose(elm, pat, now):
    _link, token = issue(practice=elm, purpose="referral", subject=pat, expires_at=now + dt.timedelta(days=1))
    with pytest.raises(Http404):
        opened(token)


def test_what_is_changed_through_it_bears_its_name(link, pat):
    @signed("questionnaire")
    def answering(request):
        Patient.objects.filter(pk=pat.pk).update(known_as="Patti")
        return HttpResponse()

    answering(RequestFactory().post("/link"), token=link[1])
    assert History.objects.order_by("pk").last().actor == f"link:{link[0].pk}"
