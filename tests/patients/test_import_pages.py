"""The pages of an import: send, look, correct, bring in, mend; and the worker that may die half-way."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from patients import importing
from patients.actions.importing import apply, ask_to_apply
from patients.models import ImportRun, Patient
from practice.models import Membership, Practice
from practice.tenancy import in_view
from tests import build
from tests.patients.lists import HEADINGS, JOHN, MARY, as_list, checked, received


def send(client, content: bytes, name: str = "list.csv", **data):
    return client.post("/A81001/imports", {"file": SimpleUploadedFile(name, content)} | data, follow=True)


def page(elm, run, what: str = "import", *more) -> str:
    return reverse(f"patients:{what}", args=[elm.ods_code, run.pk, *more])


def test_the_page_says_what_to_do_first(elm, browser_of):
    assert b"No list has been brought in yet" in browser_of("asha").get("/A81001/imports").content


def test_a_file_is_read_and_shown_before_anything_changes(elm, browser_of):
    response = send(browser_of("asha"), as_list(MARY, ("999 000 0043", *JOHN[1:])))
    assert b"What would change" in response.content
    assert b"has a digit wrong" in response.content
    assert not Patient.objects.filter(nhs_number="9990000034").exists()


def test_it_is_brought_in_by_the_worker_after_a_press(elm, browser_of):
    client = browser_of("asha")
    run = checked(elm, as_list(MARY))
    response = client.post(page(elm, run, "import-apply"), follow=True)
    assert b"Being brought in" in response.content
    apply(run=run, by=importing.WORKER, now=build.NOW)
    assert Patient.objects.filter(nhs_number="9990000034").exists()
    assert b"What changed" in client.get(page(elm, run)).content


def test_a_file_that_is_no_list_is_refused_in_words(elm, browser_of):
    response = send(browser_of("asha"), b"%PDF-1.7 nothing", "list.pdf")
    assert b"PDF" in response.content
    assert b"Bring this list in" not in response.content


def test_nothing_chosen_says_so(elm, browser_of):
    response = browser_of("asha").post("/A81001/imports", {})
    assert response.status_code == 422
    assert b"Choose the file to bring in" in response.content


def test_a_coach_cannot_declare_a_whole_list(elm, browser_of):
    assert b"whole registered list" not in browser_of("asha").get("/A81001/imports").content
    send(
        browser_of("asha"),
        as_list(MARY),
        whole_list="on",
        list_date_0="1",
        list_date_1="3",
        list_date_2="2026",
    )
    assert ImportRun.objects.get().whole_list is False


def test_columns_can_be_corrected_and_are_remembered(elm, browser_of):
    client = browser_of("asha")
    odd = (*HEADINGS[:2], "Clan", *HEADINGS[3:])
    send(client, as_list(MARY, headings=odd))
    run = ImportRun.objects.get()
    fields = {f"column_{c['index']}": c["field"] for c in columns(run)} | {"column_2": "family_name"}
    response = client.post(page(elm, run, "import-columns"), fields, follow=True)
    assert b"Bring this list in" in response.content
    assert checked(elm, as_list(MARY, headings=odd)).counts["created"] == 1


def test_a_list_with_headings_of_its_own_is_told_which_column_is_which(elm, browser_of):
    """Nothing in it is understood; the page that says so leads to where it can be said."""
    client, own = browser_of("asha"), ("Ident", "Ref", "Clan", "Called", "Came", "Is", "Where")
    send(client, as_list(MARY, headings=own))
    run = ImportRun.objects.get()
    assert run.unreadable_because
    assert page(elm, run, "import-columns") in client.get(page(elm, run)).content.decode()
    fields = dict(
        zip(range(7), ("nhs_number", "source_id", "family_name", "given_name", "birth_date"), strict=False)
    )
    chosen = {f"column_{place}": fields.get(place, "") for place in range(7)}
    response = client.post(page(elm, run, "import-columns"), chosen, follow=True)
    assert b"Bring this list in" in response.content


def columns(run) -> list[dict]:
    return [{"index": i, "field": field} for i, (_h, field, _g) in enumerate(run.mapping["columns"])]


def test_refused_lines_come_back_as_a_file_to_mend(elm, browser_of):
    run = checked(elm, as_list(("999 000 0043", *MARY[1:])))
    text = browser_of("asha").get(page(elm, run, "import-refused")).content.decode()
    mended = text.replace("999 000 0043", MARY[0])
    assert checked(elm, mended.encode()).counts["created"] == 1


def test_a_file_can_be_thrown_away(elm, browser_of):
    run = checked(elm, as_list(MARY))
    browser_of("asha").post(page(elm, run, "import-discard"))
    run.refresh_from_db()
    assert run.discarded_at
    assert not run.findings.exists()


def test_the_same_number_of_queries_for_many_lines(elm, browser_of, django_assert_max_num_queries):
    bad = [("999 000 0043", str(n), *MARY[2:]) for n in range(30)]
    run = checked(elm, as_list(*bad))
    client = browser_of("asha")
    with django_assert_max_num_queries(35):
        client.get(page(elm, run))


def test_broken_half_way_nothing_is_half_applied_and_it_goes_on_by_itself(world):
    """The worker is killed while it writes; the next tick brings the list in, once."""
    elm = Practice.objects.get(ods_code="A81001")
    with in_view([elm]):
        rows = [("", f"8{n:05}", f"Lake{n}", "Ann", "04-May-1970", "2", "EL1 2QY") for n in range(20_000)]
        before = Patient.objects.count()
        asha = Membership.objects.filter(user__email="asha@elm.example.org").get()
        run = received(elm, as_list(*rows))
    importing.continue_imports()
    with in_view([elm], asha):
        ask_to_apply(run=run, by=asha, now=build.NOW)
    kill_while_writing()
    with in_view([elm]):
        assert Patient.objects.count() == before
    importing.continue_imports()
    with in_view([elm]):
        assert Patient.objects.count() == before + 20_000
        assert ImportRun.objects.get().applied_at


WORK = "import django; django.setup(); from patients import importing; importing.continue_imports()"


def kill_while_writing() -> None:
    """A process of its own begins the import and is killed before it can commit."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    process = subprocess.Popen([sys.executable, "-c", WORK], env=environment)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not is_writing():
        assert process.poll() is None, "it was faster than this test"
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def is_writing() -> bool:
    with in_view([Practice.objects.get(ods_code="A81001")]):
        return ImportRun.objects.filter(progresses__doing="Writing").exists()


@pytest.mark.parametrize("kind", ["refused", "held", "review", "difference", "warning", "leaver", "nonsense"])
def test_lines_of_a_kind_have_a_page(elm, browser_of, kind):
    run = checked(elm, as_list(("999 000 0043", *MARY[1:])))
    status = browser_of("asha").get(page(elm, run, "import-lines", kind)).status_code
    assert status == (404 if kind == "nonsense" else 200)


def test_a_command_brings_it_in_and_reports(elm, tmp_path, capsys):
    import json

    from django.core.management import call_command

    (tmp_path / "list.csv").write_bytes(as_list(MARY, ("999 000 0043", *JOHN[1:])))
    call_command("import_patients", str(tmp_path / "list.csv"), practice="A81001", json=True)
    report = json.loads(capsys.readouterr().out)
    assert {k: report[k] for k in ("read", "created", "updated", "unchanged", "left")} == {
        "read": 2, "created": 1, "updated": 0, "unchanged": 0, "left": 0,
    }  # fmt: skip
    assert report["refused"][0]["row"] == 3


def test_a_command_that_cannot_read_the_file_says_so(elm, tmp_path):
    from django.core.management import CommandError, call_command

    (tmp_path / "list.csv").write_bytes(b"nothing, of, use\n1,2,3\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_patients", str(tmp_path / "list.csv"), practice="A81001")
    assert refused.value.returncode == 1


def test_a_dry_run_changes_nothing(elm, tmp_path, capsys):
    from django.core.management import call_command

    (tmp_path / "list.csv").write_bytes(as_list(MARY))
    call_command("import_patients", str(tmp_path / "list.csv"), practice="A81001", dry_run=True)
    assert "created 1" in capsys.readouterr().out
    assert not Patient.objects.filter(nhs_number="9990000034").exists()
