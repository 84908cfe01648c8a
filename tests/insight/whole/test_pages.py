"""The pages of requests: who sees what, what is said where nothing is, and what costs how much."""

from django.urls import reverse

from insight.models import AccessRequest, AccessText
from patients.actions.blocks import set_block
from patients.models import RecordBlock
from practice.models import TrailEvent
from tests import build
from tests.coaching import made as sessions
from tests.insight.whole import asked

ELM = "A81001"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def at(name: str, *args) -> str:
    return reverse(f"insight:{name}", args=[ELM, *args])


def test_where_nobody_asks_the_page_says_what_to_do(elm, browser_of):
    assert "Nobody is waiting for an answer" in text(browser_of("mo").get(at("access-requests")))


def test_from_the_record_to_a_copy_in_their_hands(elm, browser_of):
    patient, mo, ben = asked.somebody(elm), browser_of("mo"), browser_of("ben")
    record = text(mo.get(reverse("patients:record", args=[ELM, patient.pk])))
    assert at("open-access-request", patient.pk) in record
    request = taken_in(mo, patient)
    may_be_approved(mo, request, so_far=False)
    reads(ben, request)
    may_be_approved(mo, request, so_far=True)
    mo.post(at("approve-access-request", request.pk), {"version": asked.again(request).version})
    assert ben.get(at("access-part", request.pk, 1)).content.startswith(b"%PDF")
    assert ben.get(at("access-data", request.pk)).content.startswith(b"PK")
    gone = {"how": "post", "to_whom": "Mary Webb", "version": asked.again(request).version}
    mo.post(at("hand-over-access-request", request.pk), gone)
    assert "Handed over" in text(mo.get(at("access-requests")))
    verbs = set(TrailEvent.objects.filter(patient_id=patient.pk).values_list("verb", flat=True))
    assert {"access_request.approved", "access_request.taken", "access_request.handed_over"} <= verbs


def may_be_approved(mo, request, *, so_far: bool) -> None:
    """Nobody is offered a press that would only be refused."""
    page = text(mo.get(at("approve-access-request", request.pk)))
    assert ("Approve it" in page, "once who asks has been checked" in page) == (so_far, not so_far)
    assert ("Approve it" in text(mo.get(at("access-request", request.pk)))) is so_far


def taken_in(mo, patient) -> AccessRequest:
    """By the manager: who asks is checked, and everything gathered."""
    day = {"came_on_day": "27", "came_on_month": "2", "came_on_year": "2026"}
    mo.post(at("open-access-request", patient.pk), {"asker": "person", "came": "email", **day})
    request = AccessRequest.objects.get()
    checks = {"identity": "photo", "identity_words": "Passport 123", "version": request.version}
    assert mo.post(at("check-asker", request.pk), checks).status_code == 302
    mo.post(at("gather-access-request", request.pk))
    return request


def reads(ben, request) -> None:
    """Page by page; of the first text one name is left out."""
    name = AccessText.objects.get(request=request, field="name")
    page = text(ben.get(at("access-text", request.pk, name.pk)))
    assert "Ada Webb" in page and "Give these 2 as they are" in page
    left = {"decision": "part", "out": "Ada Webb", "reason": "somebody", "version": name.version}
    assert ben.post(at("leave-out-text", request.pk, name.pk), left | {"out": "Adam"}).status_code == 422
    ben.post(at("leave-out-text", request.pk, name.pk), left)
    shown = [f"{row.pk}:{row.version}" for row in asked.texts(request)]
    ben.post(at("access-text", request.pk, name.pk), {"shown": shown})
    draft = text(ben.get(at("access-draft", request.pk)))
    assert "[left out]" in draft and "Ada Webb" not in draft and "Not read yet" not in draft


def test_managers_see_progress_and_no_text(elm, browser_of):
    request = asked.gathered(elm)
    page = text(browser_of("mo").get(at("access-request", request.pk)))
    assert f"0 of {len(asked.texts(request))} texts have been read" in page and "wait for a clinician" in page
    assert "Large print" not in page and "Texts to read" not in page


def test_a_sensitive_note_names_who_must_read_it_and_shows_nothing(elm, asha, browser_of):
    patient = build.a_patient(elm)
    sessions.a_finished(patient, asha, notes="He hits me", sensitive=True)
    request = asked.gathered(elm, patient)
    row = next(row for row in asked.texts(request) if row.field == "notes")
    ben = browser_of("ben")
    assert "Asha Rao: a sensitive note is read by its author" in text(
        ben.get(at("access-request", request.pk))
    )
    for page in (at("access-text", request.pk, row.pk), at("access-draft", request.pk)):
        assert "He hits me" not in text(ben.get(page))
    assert ben.get(at("leave-out-text", request.pk, row.pk)).status_code == 403
    assert "He hits me" in text(browser_of("asha").get(at("access-text", request.pk, row.pk)))


def test_nobody_answers_for_their_own_record(elm, asha, browser_of, member):
    request = asked.gathered(elm)
    set_block(
        patient=request.patient, user=asha.user, kind=RecordBlock.Kind.OWN, by=member("mo"), now=build.NOW
    )
    for name, number in (("access-request", request.pk), ("open-access-request", request.patient_id)):
        assert browser_of("asha").get(at(name, number)).status_code == 403
    assert "Mary Webb" not in text(browser_of("asha").get(at("access-requests")))
    row = asked.texts(request)[0]
    assert (
        browser_of("ben").get(at("access-text", request.pk, row.pk)).status_code == 403
    )  # but by breaking the glass


def test_overdue_is_said_on_every_page_of_those_who_can_answer(elm, browser_of):
    asked.opened(build.a_patient(elm), came_on=build.NOW.date().replace(month=1))
    mo = browser_of("mo")
    assert "Overdue since 2 February 2026" in text(mo.get(at("access-requests")))
    said = "A request for what is held is overdue at Elm Surgery"
    for who in ("mo", "ben"):
        assert said in text(browser_of(who).get(reverse("patients:find")))
    for who in ("asha", "cara"):
        assert said not in text(browser_of(who).get(reverse("patients:find")))


def test_a_list_of_many_costs_what_a_list_of_few_does(elm, browser_of, django_assert_max_num_queries):
    mo = browser_of("mo")
    asked.opened(build.a_patient(elm))
    mo.get(at("access-requests"))
    with django_assert_max_num_queries(40) as few:
        mo.get(at("access-requests"))
    for _one in range(4):
        asked.opened(build.a_patient(elm))
    with django_assert_max_num_queries(len(few)):
        mo.get(at("access-requests"))


def test_a_page_that_was_tampered_with_decides_nothing(elm, browser_of):
    request = asked.gathered(elm)
    where, ben = at("access-text", request.pk, asked.texts(request)[0].pk), browser_of("ben")
    shown = ["", "x:1", "1", "1:x", "9" * 30 + ":1", "１:1"]
    assert ben.post(where, {"shown": shown}).status_code == 302
    assert not any(row.decision for row in asked.texts(request))
