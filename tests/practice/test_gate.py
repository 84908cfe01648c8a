"""The gate: who comes through, who does not, what each hears, and what is kept of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path, reverse

import config.urls  # noqa: F401 - knows how a practice is written in an address
from practice.actions import end
from practice.gate import Elsewhere, Gate, Refused, requires
from practice.models import Network, SignInEvent
from practice.permissions import Permission
from practice.views import still_here


def moved(request, patient_id):
    raise Elsewhere("/A81001/lives-here")


def too_often(request):
    raise Refused("too many records", status=429)


def wrote_first(request):
    Network.objects.create(name="Written before the refusal")
    raise Refused("changed their mind")


def refusals() -> list[tuple]:
    return list(SignInEvent.objects.filter(kind=SignInEvent.Kind.REFUSED).values_list("user__email", "place"))


def here(request):
    names = ",".join(sorted(p.ods_code for p in request.practices))
    return HttpResponse(f"{request.member.role} {names} {len(request.permissions)}")


urlpatterns = [
    path("account/login/", here, name="account_login"),
    path("<ods:ods_code>/moved/<int:patient_id>", requires(Permission.WORK_HERE)(moved), name="moved"),
    path("<ods:ods_code>/often", requires(Permission.WORK_HERE)(too_often), name="often"),
    path("<ods:ods_code>/wrote", requires(Permission.WORK_HERE)(wrote_first), name="wrote"),
    path("<ods:ods_code>/team", requires(Permission.MANAGE_TEAM)(here), name="team"),
    path("<ods:ods_code>/notes", requires(Permission.READ_NOTES)(here), name="notes"),
    path("mine/notes", requires(Permission.READ_NOTES)(here), name="my-notes"),
    path("", include("config.urls")),  # a refusal shows the navigation
]
ours = override_settings(ROOT_URLCONF=__name__)


def ask(client, where: str, **headers):
    with ours:
        return client.get(where, headers=headers)


def test_a_member_acts_in_the_role_that_holds_the_permission(browser_of):
    assert ask(browser_of("mo"), "/A81001/team").content.startswith(b"administrator A81001")


@pytest.mark.care(1)
def test_across_practices_only_those_are_in_view_where_the_permission_is_held(browser_of):
    assert b"A81001,A81002" in ask(browser_of("lena"), "/mine/notes").content


def test_another_practice_is_not_found_and_the_try_is_kept(browser_of):
    assert ask(browser_of("dev"), "/A81001/notes").status_code == 404
    ((email, place),) = refusals()
    assert email == "dev@oak.example.org"
    assert "A81001" in place


def test_a_member_without_the_permission_is_refused_and_the_try_is_kept(browser_of):
    assert ask(browser_of("mo"), "/A81001/notes").status_code == 403
    assert refusals() == [("mo@elm.example.org", "notes read_notes")]


def test_a_practice_that_does_not_exist_is_not_told_apart(browser_of):
    known, unknown = (ask(browser_of("dev"), f"/{code}/notes") for code in ("A81001", "Z99999"))
    assert (known.status_code, unknown.status_code) == (404, 404)


def test_nobody_is_sent_to_sign_in_and_back(client, db):
    assert ask(client, "/A81001/team")["Location"] == "/account/login/?next=/A81001/team"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/A81001/team?x=1"}
    answer = ask(client, "/A81001/team", **headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/account/login/?next=/A81001/team")


def test_a_page_of_another_site_is_not_gone_back_to(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example.org/trap"}
    assert ask(client, "/A81001/team", **headers)["HX-Redirect"] == "/account/login/?next=/"


def test_autosave_hears_that_the_session_is_over(client, db):
    assert ask(client, "/A81001/team", **{"X-Skerry-Background": "1"}).status_code == 401


def test_a_leaver_is_out_at_the_next_request(browser_of, member, now):
    client = browser_of("asha")
    assert ask(client, "/A81001/notes").status_code == 200
    end(member=member("asha"), by=member("mo", role="administrator"), now=now)
    assert ask(client, "/A81001/notes").status_code == 404
    assert "_auth_user_id" not in client.session


def test_who_left_one_practice_still_works_at_the_other(browser_of, member, now):
    client = browser_of("lena")
    end(member=member("lena"), by=member("mo", role="administrator"), now=now)
    assert ask(client, "/A81001/notes").status_code == 404
    assert ask(client, "/A81002/notes").status_code == 200


def test_what_moved_is_followed_with_what_was_sent(browser_of):
    answer = ask(browser_of("asha"), "/A81001/moved/7")
    assert (answer.status_code, answer["Location"]) == (307, "/A81001/lives-here")


def test_too_many_is_said_so_and_kept(browser_of):
    assert ask(browser_of("asha"), "/A81001/often").status_code == 429
    assert refusals() == [("asha@elm.example.org", "often too many records")]


def test_a_refused_request_changes_nothing_but_is_kept(browser_of):
    assert ask(browser_of("asha"), "/A81001/wrote").status_code == 403
    assert not Network.objects.filter(name__startswith="Written").exists()
    assert refusals() == [("asha@elm.example.org", "wrote changed their mind")]


def test_a_gate_can_be_read_from_the_outside():
    assert still_here.gate == Gate("requires", "work_here")


def test_a_view_without_a_practice_in_its_address_gets_none(browser_of):
    assert browser_of("asha").post(reverse("practice:still-here")).status_code == 204


def test_a_request_without_a_user_is_nobody():
    request = RequestFactory().get("/x")
    request.user = AnonymousUser()
    assert requires(Permission.WORK_HERE)(here)(request).status_code == 302
