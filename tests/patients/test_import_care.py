"""What is asked before a list is brought in: unclear dates, files that are no lists, names that are no persons'."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from patients.actions.importing import NotNow, NotSure, apply, ask_to_apply
from patients.import_doubts import doubts
from patients.intake.mapping import recognise
from patients.models import ImportRun, Patient
from tests import build
from tests.patients.lists import HEADINGS, JOHN, MARY, as_list, brought_in, checked

UNCLEAR = as_list((*MARY[:4], "03/04/1970", *MARY[5:]), (*JOHN[:4], "05/06/1962", *JOHN[5:]))
EXPORT = (
    *("Date of birth", "NHS number", "Vaccination batch number", "Vaccination type", "First name", "Surname"),
    *("Event date", "Postcode"),
)
JABS = [
    ("19700504", "9990000034", "B1", "Flu", "Mary", "Webb", f"2025100{n}", "EL1 2QY") for n in range(1, 4)
]


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def cara(browser_of):
    """Cara's browser: `cara("import-apply", run, sure="1")`."""
    client = browser_of("cara")

    def press(what: str, run: ImportRun, *more: str, **data: str):
        where = reverse(f"patients:{what}", args=["A81001", run.pk, *more])
        if what in ("import", "import-lines"):
            return client.get(where)
        return client.post(where, data, follow=True)

    press.client = client
    return press


# --- day or month first -------------------------------------------------------------------------


def test_the_question_stands_first_and_says_how_many_lines_wait_for_it(elm, cara):
    page = text(cara("import", checked(elm, UNCLEAR)))
    assert "Day or month first?" in page
    assert "2 lines are refused" in page
    assert page.index("Day or month first?") < page.index("What would change")
    assert "Say for the whole file whether the day or the month comes first" in page


def test_the_answer_is_given_there_and_the_list_is_read_again(elm, cara):
    run = checked(elm, UNCLEAR)
    page = text(cara("import-dates", run, order_0="dmy"))
    run.refresh_from_db()
    assert (run.counts["created"], run.counts["refused"]) == (2, 0)
    assert "Day or month first?" not in page
    assert "See who would be added" in page


def test_no_answer_is_said(elm, cara):
    run = checked(elm, UNCLEAR)
    response = cara("import-dates", run)
    assert response.status_code == 422
    assert "Say which comes first in “Date of Birth”" in text(response)
    assert "There is a problem" in text(response)


def test_an_answer_that_nobody_asked_for_changes_nothing(elm, cara):
    run = checked(elm, as_list(MARY))
    assert cara("import-dates", run, order_0="mdy").status_code == 200
    assert ImportRun.objects.get(pk=run.pk).mapping == run.mapping


def test_bringing_it_in_says_what_is_left_out_and_wants_a_second_press(elm, cara):
    run = checked(elm, UNCLEAR)
    response = cara("import-apply", run)
    assert response.status_code == 422
    assert "2 lines are refused" in text(response) and "Bring it in without these lines" in text(response)
    run.refresh_from_db()
    assert run.asked_at is None
    assert "Being brought in" in text(cara("import-apply", run, sure="1"))


def test_of_a_whole_list_the_answer_is_required(elm, asha, cara):
    run = checked(elm, UNCLEAR, whole_list=True, list_date=build.NOW.date())
    with pytest.raises(NotNow, match="would look as if they had left"):
        ask_to_apply(run=run, by=asha, now=build.NOW, in_spite_of_all=True)
    assert "would look as if they had left" in text(cara("import-apply", run, sure="1"))


def test_a_list_with_clear_dates_is_brought_in_with_one_press(elm, cara):
    page = text(cara("import-apply", checked(elm, as_list(MARY, JOHN))))
    assert "Being brought in" in page


def test_the_same_holds_for_whatever_asks_not_only_for_the_page(elm, asha):
    with pytest.raises(NotSure):
        ask_to_apply(run=checked(elm, UNCLEAR), by=asha, now=build.NOW)


# --- no list of patients ------------------------------------------------------------------------


def test_a_file_of_vaccinations_is_doubted_before_it_is_brought_in(elm, cara):
    run = checked(elm, as_list(*JABS, headings=EXPORT))
    page = text(cara("import", run))
    assert "This may not be a list of patients" in page
    assert "Columns such as “Vaccination batch number” and “Vaccination type”" in page
    assert "2 of its 3 lines are about somebody who stands on another line already" in page
    response = cara("import-apply", run)
    assert response.status_code == 422 and "Bring it in all the same" in text(response)
    assert not Patient.objects.filter(nhs_number="9990000034").exists()


def said_of(*headings: str, lines: int = 10, repeated: int = 0) -> str:
    return " ".join(doubts(recognise(headings), lines=lines, repeated=repeated))


def test_few_columns_about_a_person_are_said():
    assert said_of("NHS Number", "Date of Birth", "Result") == (
        "We found few columns about a person: only NHS number, Date of birth."
    )


def test_more_columns_that_we_do_not_know_are_said():
    said = said_of("NHS Number", "Surname", "First name", "Date of Birth", *(f"Field {n}" for n in range(7)))
    assert said == "We do not know 7 of its 11 columns, such as “Field 0” and “Field 1”."


def test_an_appointment_export_is_doubted():
    headings = ("Appointment date", "Slot type", "NHS Number", "Patient name", "DOB", "Clinician")
    assert "about something that happened" in said_of(*headings)


EMIS = (
    *("EMIS Number", "Organisation Code", "Organisation Name", "Usual GP's Full Name", "NHS Number", "Title"),
    *("Family Name", "Calling Name", "Age", "Date of Birth", "Gender", "House Name / Flat Number", "Town"),
    *("County", "Postcode", "Home Telephone", "Mobile Telephone", "E-mail Address"),
)
SYSTMONE = ("NHS number", "First name", "Surname", "Sex", "Date of birth", "Postcode", "Patient Count")
CONDITIONS = (
    "NHS Number",
    "Full Name",
    "Date of Birth",
    "Usual GP",
    "Date",
    "Code Term",
    "Type of Consultation",
)


@pytest.mark.parametrize("headings", [EMIS, SYSTMONE, HEADINGS, CONDITIONS])
def test_what_looks_like_a_list_is_not_doubted(headings):
    assert said_of(*headings, lines=100, repeated=2) == ""


def test_several_lines_for_one_person_are_usual_where_a_file_holds_conditions():
    assert said_of(*CONDITIONS, lines=100, repeated=60) == ""


# --- names that are no person's -----------------------------------------------------------------

ODD = ["TEST", "Testing", "Zztest", "ZZZ", "Webb2", "DO NOT USE", "Duplicate", "DUMMY", "Xxxx"]
REAL = ["WEBB", "Testa", "Dupree", "Zizzi", "O'Neill", "de Souza", "Fakenham", "Unwin", "Li"]


def named(family: str) -> tuple[str, ...]:
    return (*MARY[:2], family, *MARY[3:])


@pytest.mark.parametrize("family", ODD)
def test_an_odd_name_is_listed_and_still_taken(elm, cara, family):
    run = checked(elm, as_list(named(family)))
    (finding,) = run.findings.filter(kind="odd")
    assert (run.counts["created"], finding.line, finding.patient) == (1, 2, None)
    page = text(cara("import", run))
    assert "Names to look at: 1" in page and finding.reason.split("“")[1].split("”")[0] in page
    apply(run=run, by=build.TEST, now=build.NOW)
    assert Patient.objects.filter(nhs_number="9990000034").exists()


@pytest.mark.parametrize("family", REAL)
def test_a_name_is_not_odd_for_being_rare_or_in_capitals(elm, family):
    assert not checked(elm, as_list(named(family))).findings.filter(kind="odd").exists()


def test_who_is_on_the_list_with_that_name_already_is_not_listed_each_time(elm):
    brought_in(elm, as_list(named("ZZZ")))
    assert not checked(elm, as_list(named("ZZZ"))).findings.filter(kind="odd").exists()
    assert checked(elm, as_list((*named("ZZZ")[:3], "Test", *MARY[4:]))).findings.filter(kind="odd").exists()


def test_odd_names_have_a_page_of_their_own(elm, cara):
    run = checked(elm, as_list(named("DUMMY")))
    assert "take the line out of the file" in text(cara("import-lines", run, "odd"))


# --- what can be done about a line --------------------------------------------------------------

SAME_NAME = ("", "7001", *MARY[2:6], "EL9 9ZZ")
STRANGER = ("", "", "Vale", "Nia", *MARY[4:])


@pytest.mark.parametrize(
    ("row", "said", "links"),
    [
        (
            (*MARY[:4], "05-May-1970", *MARY[5:]),
            ("held", "If the list is right, change the record"),
            ["edit"],
        ),
        (SAME_NAME, ("review", "If they are the same person, change the record"), ["edit", "add"]),
        (STRANGER, ("review", "or add the person by hand"), ["add"]),
        (("999 000 0043", *JOHN[1:]), ("refused", "Put it right in the file"), []),
    ],
)
def test_each_line_says_what_can_be_done(elm, cara, row, said, links):
    kind, words = said
    brought_in(elm, as_list(MARY))
    mary = Patient.objects.get(nhs_number="9990000034")
    shown = text(cara("import-lines", checked(elm, as_list(row)), kind))
    assert words in shown
    assert "Left as it is, nothing changes" in shown
    places = {"edit": f"/A81001/patients/{mary.pk}/edit", "add": "/A81001/patients/add"}
    assert [name for name, url in places.items() if f'href="{url}"' in shown] == links


def test_who_may_not_change_records_is_not_sent_there(elm, browser_of):
    brought_in(elm, as_list(MARY))
    run = checked(elm, as_list(SAME_NAME))
    shown = text(browser_of("mo").get(reverse("patients:import-lines", args=["A81001", run.pk, "review"])))
    assert "If they are the same person" in shown
    assert "/edit" not in shown and "/patients/add" not in shown


# The headings of a report of vaccinations from SystmOne.
REPORT = (
    *(
        "Date of birth",
        "NHS number",
        "Vaccination area code",
        "Vaccination batch number",
        "Vaccination reason",
    ),
    *("Vaccination type", "First name", "Postcode", "Sex", "Surname", "Event date", "Event location type"),
    *("Event time", "Team ID", "School", "School code", "Patient Count"),
)


def test_a_report_of_vaccinations_is_doubted_when_it_is_sent(elm, browser_of):
    row = (
        "20100912",
        "9990000034",
        "",
        "1",
        "",
        "HPV",
        "Nia",
        "EL1 2QY",
        "Female",
        "Vale",
        "20240514",
        *[""] * 6,
    )
    sent = {"file": SimpleUploadedFile("report.csv", as_list(row, headings=REPORT))}
    assert "may not be a list" in text(browser_of("cara").post("/A81001/imports", sent, follow=True))
