"""Finding a patient: by number, names, birth date and misspelt, in all practices in view."""

import datetime as dt
import re
import time

import pytest
from django.db import connection
from django.urls import reverse

from patients.finding import MOST, exact_sql
from patients.models import RecordBlock
from patients.query_words import understand
from practice.models import Membership, TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.conftest import look_at

FIND = reverse("patients:find")


@pytest.fixture
def asha_finds(elm, browser_of):
    """What stands on the page after Asha typed this."""
    client = browser_of("asha")
    return lambda text, **headers: client.post(FIND, {"text": text}, headers=headers)


def names(response) -> list[str]:
    lines = [*response.context["exact"], *response.context["near"]]
    return [line["name"].partition(" (")[0] for line in lines]


@pytest.fixture
def webbs(elm):
    build.a_patient(elm, nhs_number="9990000034")
    build.a_patient(elm, given_name="Tom", family_name="Webber", birth_date=dt.date(1980, 1, 2))
    build.a_patient(elm, given_name="Ann-Marie", family_name="Ashworth-Hill", birth_date=dt.date(1990, 1, 2))
    build.a_patient(elm, given_name="Jan", family_name="van der Berg", known_as="Bear")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("999 000 0034", ["Mary Webb"]),
        ("webb", ["Mary Webb", "Tom Webber"]),
        ("WEB", ["Mary Webb", "Tom Webber"]),
        ("mary", ["Mary Webb"]),
        ("mary webb", ["Mary Webb"]),
        ("Webb, Mary", ["Mary Webb"]),
        ("we ma", ["Mary Webb"]),
        ("hill", ["Ann-Marie Ashworth-Hill"]),
        ("ann hill", ["Ann-Marie Ashworth-Hill"]),
        ("ashworth-hill", ["Ann-Marie Ashworth-Hill"]),
        ("ann marie", ["Ann-Marie Ashworth-Hill"]),
        ("berg", ["Jan van der Berg"]),
        ("jan van der berg", ["Jan van der Berg"]),
        ("bear", ["Jan van der Berg"]),
        ("bear berg", ["Jan van der Berg"]),
        ("2 jan 1980", ["Tom Webber"]),
        ("webb 4 may 1970", ["Mary Webb"]),
        ("webber 1980", ["Tom Webber"]),
    ],
)
def test_finds(asha_finds, webbs, text, found):
    answer = asha_finds(text).context["answer"]
    assert [f"{line.given_name} {line.family_name}" for line in answer.exact] == found


@pytest.mark.parametrize("text", ["wbeb", "wabb", "mary webn", "mery web", "webb myar", "weeb mary"])
def test_finds_in_spite_of_a_slip(asha_finds, webbs, text):
    assert "Mary Webb" in names(asha_finds(text))


def test_a_right_date_with_a_wrong_name_offers_who_was_born_then(asha_finds, webbs):
    response = asha_finds("kowalski 2 jan 1980")
    assert response.context["exact"] == []
    assert names(response) == ["Tom Webber"]


def test_a_superseded_number_leads_to_the_record_that_stands(asha_finds, elm, asha, now):
    stands = build.a_patient(elm)
    old = build.a_patient(elm, given_name="Marie", nhs_number="9990000042")
    type(old).objects.filter(pk=old.pk).update(merged_into=stands, merged_at=now, merged_by=asha)
    assert names(asha_finds("999 000 0042")) == ["Mary Webb"]


def test_says_name_birth_date_age_and_number(asha_finds, webbs):
    page = asha_finds("999 000 0034").content.decode()
    assert "Mary Webb" in page
    assert "4 May 1970" in page
    assert "55 years" in page
    assert "999 000 0034" in page


@pytest.mark.care(1)
def test_several_practices_are_named_on_each_line(elm, oak, browser_of):
    with in_view([oak]):
        build.a_patient(oak, given_name="Otto")
    build.a_patient(elm)
    page = browser_of("lena").post(FIND, {"text": "webb"}).content.decode()
    assert f'<span class="nhsuk-table__heading" aria-hidden="true">Practice </span><span>{oak.name}' in page
    assert elm.name in page


def test_another_practices_people_are_not_found(asha_finds, oak, browser_of, elm):
    with in_view([oak]):
        build.a_patient(oak, family_name="Oakley")
    assert names(asha_finds("oakley")) == []
    look_at(elm)
    build.a_patient(elm, family_name="Elmer")
    assert names(browser_of("dev").post(FIND, {"text": "elmer"})) == []


def test_who_died_or_left_is_marked_and_comes_last(asha_finds, elm):
    build.a_patient(elm, given_name="Ada", died_on=dt.date(2026, 1, 4))
    build.a_patient(elm, given_name="Bea", left_on=dt.date(2026, 1, 4))
    build.a_patient(elm, given_name="Zoe")
    response = asha_finds("webb")
    assert names(response)[0] == "Zoe Webb"
    assert "Died 4 January 2026" in response.content.decode()
    assert "Left this practice" in response.content.decode()


def test_a_restricted_person_shows_no_place(elm, browser_of):
    build.a_patient(elm, restricted=True, address="1 Hidden Lane", postcode="EL1 2QY", usual_gp="Dr Seen")
    page = browser_of("lena").post(FIND, {"text": "webb"}).content.decode()
    assert "Details protected" in page
    assert "<span>Protected</span>" in page
    for hidden in ("Hidden Lane", "EL1", "Dr Seen", f"<span>{elm.name}</span>"):
        assert hidden not in page


def test_ones_own_record_is_listed_and_not_open(asha_finds, elm, asha, now):
    patient = build.a_patient(elm)
    RecordBlock.objects.create(
        practice=elm, patient=patient, user=asha.user, kind="own", set_at=now, set_by=asha
    )
    assert "Not open to you" in asha_finds("webb").content.decode()


def test_at_most_25_and_then_narrow_it_down(asha_finds, elm):
    for number in range(MOST + 2):
        build.a_patient(elm, given_name=f"Given{chr(97 + number)}")
    response = asha_finds("webb")
    assert len(response.context["exact"]) == MOST
    assert "Narrow it down" in response.content.decode()


def test_nobody_found_offers_to_add_with_the_words(asha_finds, elm):
    page = asha_finds("zyzzyva 4 may 1970").content.decode()
    assert reverse("patients:add", args=[elm.ods_code]) in page
    assert '<input type="hidden" name="typed" value="zyzzyva 4 may 1970">' in page


def test_who_may_not_edit_is_not_offered_to_add(elm, browser_of):
    page = browser_of("mo").post(FIND, {"text": "zyzzyva"}).content.decode()
    assert "Nobody found" in page
    assert "/patients/add" not in page


@pytest.mark.parametrize("text", ["", "9990000017", "QQ123456C", "\x00", "webb \x00"])
def test_a_mistake_is_said_and_what_was_typed_stays(asha_finds, text):
    response = asha_finds(text)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE x --", "%", "{{7*7}} webb", "<b>webb", "w" * 200, "o'", "\\"]
)
def test_odd_text_is_only_text(asha_finds, text):
    response = asha_finds(text)
    assert response.status_code in (200, 422)
    assert "<b>webb" not in response.content.decode()


def test_htmx_gets_the_answer_alone(asha_finds, webbs):
    page = asha_finds("webb", hx_request="true").content.decode()
    assert page.strip().startswith('<div id="answer">')
    assert "<html" not in page


def test_the_trail_keeps_kind_and_count_and_no_text(asha_finds, webbs, elm):
    asha_finds("webb 4 may 1970")
    event = TrailEvent.objects.filter(practice=elm, verb="patients.searched").latest("pk")
    assert event.details == {"kind": "name+birth_date", "count": 1}


def test_each_practice_searched_has_it_in_its_trail(elm, oak, browser_of):
    browser_of("lena").post(FIND, {"text": "webb"})
    with in_view([elm, oak]):
        practices = TrailEvent.objects.filter(verb="patients.searched").values_list("practice_id", flat=True)
        assert set(practices) == {elm.pk, oak.pk}


def test_the_field_has_the_focus_and_the_answer_takes_it(asha_finds, webbs, browser_of):
    assert "autofocus" in str(browser_of("asha").get(FIND).context["form"]["text"])
    response = asha_finds("999 000 0034")
    assert "autofocus" not in str(response.context["form"]["text"])
    one = response.content.decode()
    assert "data-focus>Mary Webb</a>" in one


def queries(client, text) -> int:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.post(FIND, {"text": text})
    return len(captured)


def test_as_many_queries_for_2_as_for_20(elm, browser_of):
    client = browser_of("asha")
    client.get(FIND)
    counts = []
    for upto in (5, 25):
        for number in range(upto - 5, upto):
            build.a_patient(elm, given_name=f"Given{number}")
        counts.append(queries(client, "webb"))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("webb", {"patient_family", "patient_given", "surname_once"}),
        ("mary webb", {"patient_family", "surname_once"}),
        ("4 may 1970", {"patient_birth"}),
        ("webb 4 may 1970", {"patient_birth"}),
    ],
)
def test_the_plan_uses_the_indexes_under_the_row_policy(elm, known_to_the_planner, text, indexes):
    plan = explained(elm, text)
    assert "Seq Scan on patients_patient" not in plan
    assert indexes <= set(re.findall(r"patient_\w+|surname_once", plan))


def test_a_prefix_is_a_condition_of_the_index(elm, known_to_the_planner):
    conditions = [line for line in explained(elm, "webb").splitlines() if "Index Cond" in line]
    for column in ("family_key", "given_key", "word"):
        assert any(
            f"{column})::text >= 'webb'" in line or f"{column} >= 'webb'" in line for line in conditions
        )


def explained(elm, text: str) -> str:
    sql, params = exact_sql(
        understand(text, today=build.NOW.date()), {"practices": [elm.pk], "user": 1, "most": 26}
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("skerry_web",)
        cursor.execute("EXPLAIN " + sql, params)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_a_link_worker_searches_where_she_works(elm, oak, browser_of):
    assert Membership.objects.filter(user__email="lena@elm.example.org").count() >= 1
    response = browser_of("lena").post(FIND, {"text": "zyzzyva"})
    assert [p.ods_code for p in response.context["may_add_at"]] == ["A81001", "A81002"]


def test_a_search_at_two_thousand_people_is_quick(elm, many_people):
    from patients.finding import find

    query = understand("hargreves", today=build.NOW.date())
    began = time.perf_counter()
    for _ in range(20):
        find(query, practices=[elm.pk], user=1)
    assert (time.perf_counter() - began) / 20 < 0.1
