"""Who fits a search, and who of them is left out: each part of the criteria, each reason."""

import datetime as dt

import pytest

from coaching.models import Contact
from outreach import finding
from outreach.criteria import Criteria
from outreach.models import LeftOut
from patients.actions.noting import note
from patients.models import Circumstance, Condition, Consent, Need, Patient, Summary
from tests import build
from tests.outreach import rows

pytestmark = pytest.mark.django_db
DAY = build.NOW.date()
GIVEN: dict[str, dict] = {"gender": "1", "birth_date": dt.date(1950, 3, 3), "ethnic_category": "J"}


@pytest.fixture
def ann(elm) -> Patient:
    """Everything that criteria can ask holds of her, and of nobody else at Elm."""
    ann = build.a_patient(
        elm, given_name="Ann", language="Urdu", interpreter_needed=True, usual_gp="Dr Reed", **GIVEN
    )
    Patient.objects.filter(pk=ann.pk).update(deprivation=2)
    by = build.a_colleague(elm)
    for code, since in (("44054006", DAY.replace(year=2020)), ("105529008", None)):
        Condition.objects.create(practice=elm, patient=ann, code=code, term="Diabetes", since=since)
    for model, values in (
        (Need, {"kind": "format", "words": "Large print"}),
        (Circumstance, {"kind": "caring", "answer": "asked", "words": "Her brother"}),
        (Circumstance, {"kind": "money", "answer": "asked", "words": "Short"}),
        (Consent, {"kind": "text", "agreed": True, "from_on": DAY}),
        (Consent, {"kind": "email", "agreed": False, "from_on": DAY}),
    ):
        note(patient=ann, model=model, values=values, by=by, now=build.NOW)
    Summary.objects.filter(patient=ann).update(level="1", measured_on=DAY - dt.timedelta(days=90))
    Contact.objects.create(practice=elm, patient=ann, kind="spoke", made_at=build.NOW, made_by=by)
    return ann


def found(practice, **asked) -> int:
    return finding.count(practice, Criteria(**asked), build.NOW).found


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ({"conditions": ("44054006",)}, {"conditions": ("1",)}),
        ({"conditions": ("44054006",), "since": "2019-01-01"}, {"conditions": ("44054006",), "since": "2021-01-01"}),
        ({"sex": ("1",), "age_from": 75}, {"sex": ("1",), "age_from": 77}),
        ({"sex": ("1",), "age_to": 75}, {"sex": ("1",), "age_to": 74}),
        ({"ethnic": ("J",)}, {"ethnic": ("H",)}),
        ({"ethnic_groups": ("Asian",)}, {"ethnic_groups": ("Black",)}),
        ({"languages": ("urdu",)}, {"languages": ("Welsh",)}),
        ({"interpreter": "yes", "sex": ("1",)}, {"interpreter": "no"}),
        ({"usual_gps": ("Dr Reed",)}, {"usual_gps": ("Dr May",)}),
        ({"fifths": ("1",)}, {"fifths": ("2",)}),
        ({"deciles": ("2",)}, {"deciles": ("1",)}),
        ({"needs": ("format",)}, {"needs": ("support",)}),
        ({"life": ("money",)}, {"life": ("housing",)}),
        ({"carer": True}, {"carer": True, "sex": ("2",)}),
        ({"alone": True}, {"alone": True, "without": ("105529008",)}),
        ({"contact": "within", "contact_months": 1}, {"contact": "never", "contact_ways": ("call",), "sex": ("1",)}),
        ({"activation": ("1",)}, {"activation": ("2",)}),
        ({"activation": ("due",)}, {"activation": ("never",), "sex": ("1",)}),
        ({"agreed": ("text",)}, {"agreed": ("email",)}),
        ({"refused": ("email",)}, {"refused": ("text",)}),
        ({"referred": "never", "sex": ("1",)}, {"referred": "ever"}),
        ({"enrolled": "not_now", "sex": ("1",)}, {"enrolled": "now"}),
        ({"social": (), "sex": ("1",)}, {"social": ("debt",)}),
        ({"contact": "none_for", "contact_months": 6, "contact_ways": ("session", "message"), "sex": ("1",)},
         {"contact": "none_for", "contact_months": 6, "sex": ("1",)}),
    ],
    ids=str,
)  # fmt: skip
def test_each_part_finds_whom_it_says(elm, ann, yes, no):
    assert found(elm, **yes) == 1
    assert found(elm, **no) == 0


def test_another_practice_is_never_counted(elm, oak, ann):
    assert found(oak, sex=("1",)) == 0


def test_where_details_are_protected_deprivation_is_not_known(elm, ann):
    Patient.objects.filter(pk=ann.pk).update(restricted=True)
    assert found(elm, fifths=("1",)) == 0
    assert found(elm, fifths=("none",), sex=("1",)) == 1


def leave_out(patient: Patient, why: str) -> None:
    """Bring it about that this person is left out."""
    changed = {
        "died": {"died_on": DAY},
        "left": {"left_on": DAY},
        "too_young": {"birth_date": dt.date(2008, 3, 3)},
        "restricted": {"restricted": True},
    }
    if why in changed:
        Patient.objects.filter(pk=patient.pk).update(**changed[why])
        return
    asked = rows.an_invitation(patient.practice)
    told = {
        "said_no": {"answer": "stop", "answered_at": build.NOW, "closed": "said_no", "closed_at": build.NOW},
        "on_the_way": {},
        "lately": {
            "asked_at": build.NOW - dt.timedelta(days=150),
            "closed": "not_now",
            "closed_at": build.NOW,
        },
    }
    type(asked).objects.filter(pk=asked.pk).update(patient=patient, **told[why])


@pytest.mark.care(15)
@pytest.mark.parametrize("why", LeftOut.values)
def test_each_reason_leaves_out_and_is_said_again_before_anybody_is_asked(elm, ann, why):
    leave_out(ann, why)
    told = finding.count(elm, Criteria(languages=("Urdu",)), build.NOW)
    assert told.reasons == {why: 1} and told.found == 1
    assert told.to_ask == (1 if why == LeftOut.RESTRICTED else 0)
    now = finding.left_out_now(elm, [ann.pk], None, build.NOW)
    assert now == ({} if why == LeftOut.RESTRICTED else {ann.pk: LeftOut(why)})


def test_being_asked_in_this_wave_is_no_reason_and_after_the_months_neither(elm, ann):
    leave_out(ann, "on_the_way")
    wave = elm.waves.get()
    assert finding.left_out_now(elm, [ann.pk], None, build.NOW, wave=wave) == {}
    wave.invitations.update(
        closed="not_now", closed_at=build.NOW, asked_at=build.NOW - dt.timedelta(days=200)
    )
    assert finding.left_out_now(elm, [ann.pk, 0], None, build.NOW) == {0: LeftOut.LEFT}
