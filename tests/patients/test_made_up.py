"""Made-up people: the same from the same seed, as varied as a real list, and nobody anywhere."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import islice

import pytest

from patients import nhs_number, postcode
from patients.made_up import ANCHOR, DEMO_SEED, OMAR, PAT, bulk_rows, people
from patients.made_up.chance import words
from patients.made_up.conditions import KINDS
from patients.made_up.numbers import VALID_NUMBERS, numbers
from patients.made_up.places import AREAS, PLACES
from patients.made_up.population import LANGUAGES, SIGNED

# Every postcode area of the United Kingdom, the Crown dependencies and the forces.
REAL_AREAS = set(
    words("""AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH
    EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW
    UB W WA WC WD WF WN WR WS WV YO ZE ZZ""")
)


@pytest.fixture(scope="module")
def elm():
    return list(people(seed=DEMO_SEED, count=3000, practice_index=0, today=ANCHOR))


def age(person) -> float:
    return (ANCHOR - person.birth_date).days / 365.25


def share(found, everybody) -> float:
    return len(list(found)) / len(list(everybody))


def points(person) -> list[str]:
    helpers = [supporter.telephone for supporter in person.supporters]
    return [*(point.value for point in person.contact_points), *helpers]


def test_same_seed_same_people(elm):
    again = islice(people(seed=DEMO_SEED, count=3000, practice_index=0, today=ANCHOR), 500)
    assert list(again) == elm[:500]


def test_another_seed_or_practice_is_another_list(elm):
    other = list(bulk_rows(seed=DEMO_SEED + 1, count=200, practice_index=0, today=ANCHOR))
    oak = list(bulk_rows(seed=DEMO_SEED, count=200, practice_index=1, today=ANCHOR))
    names = [[(p.family_name, p.birth_date) for p in one] for one in (elm[:200], other, oak)]
    assert names[0] != names[1] != names[2] != names[0]


def test_people_are_the_same_whenever_they_are_made(elm):
    later = people(seed=DEMO_SEED, count=500, practice_index=0, today=date(2031, 12, 31))
    assert [(p.core, p.conditions) for p in later] == [(p.core, p.conditions) for p in elm[:500]]


def test_bulk_rows_are_the_same_people(elm):
    rows = list(bulk_rows(seed=DEMO_SEED, count=3000, practice_index=0, today=ANCHOR))
    assert rows == [person.core for person in elm]


@pytest.mark.parametrize("practice", [0, 1, 37, 95, 250])
def test_every_number_is_valid_and_from_the_test_range(practice):
    for number in islice(numbers(practice), 2000):
        assert number.startswith("999")
        assert nhs_number.read(number) == number


def test_a_practice_can_use_the_whole_range_without_repeating():
    every = list(numbers(3))
    assert len(every) == len(set(every)) == VALID_NUMBERS - 2
    assert not {PAT.nhs_number, OMAR.nhs_number} & set(every)


def test_numbers_are_unique_across_small_practices():
    used = [number for practice in range(30) for number in islice(numbers(practice), 9000)]
    assert len(used) == len(set(used))


def test_too_many_people_are_refused():
    with pytest.raises(ValueError, match="too many"):
        next(bulk_rows(seed=1, count=1_000_000, practice_index=0, today=ANCHOR))


def test_a_day_before_the_count_is_refused():
    with pytest.raises(ValueError, match="2026-03-02"):
        next(people(seed=1, count=1, practice_index=0, today=ANCHOR - timedelta(days=1)))


def test_who_has_no_number_has_a_reason(elm):
    without = [person for person in elm if person.nhs_number is None]
    assert without
    assert all(bool(person.no_nhs_number_because) == (person.nhs_number is None) for person in elm)


def test_ages_make_a_pyramid(elm):
    ages = [age(person) for person in elm]
    assert 0.15 < sum(years < 18 for years in ages) / 3000 < 0.27
    assert 0.14 < sum(years >= 65 for years in ages) / 3000 < 0.25
    assert 5 < sum(years >= 90 for years in ages) < 80
    assert min(ages) >= 0
    assert max(ages) < 106


def test_old_people_have_the_names_of_their_time(elm):
    old = {p.given_name for p in elm if p.birth_date.year < 1950 and p.ethnic_category == "A"}
    young = {p.given_name for p in elm if p.birth_date.year > 2000 and p.ethnic_category == "A"}
    assert old.issuperset({"Margaret", "John"})
    assert young.issuperset({"Olivia", "Noah"})
    assert not {"Margaret", "Doreen"} & young


def test_genders_and_ethnic_categories_are_all_there(elm):
    assert set(Counter(person.gender for person in elm)) == {"1", "2", "9", "X"}
    categories = Counter(person.ethnic_category for person in elm)
    assert set(categories) == {*"ABCDEFGHJKLMNPRSZ", "99"}
    assert 0.6 < categories["A"] / 3000 < 0.85


def test_languages_are_mostly_english_and_every_other_is_met(elm):
    spoken = Counter(person.language for person in elm)
    assert 0.85 < spoken["English"] / 3000 < 0.97
    assert set(spoken) == {*LANGUAGES, SIGNED}


def test_interpreters_are_needed_for_some_other_languages_only(elm):
    needing = [person for person in elm if person.interpreter_needed]
    assert 30 < len(needing) < 200
    assert all(person.language != "English" for person in needing)
    assert {person.interpreter_needed for person in elm} == {True, False, None}


def test_surnames_are_as_many_as_on_a_real_list(elm):
    surnames = Counter(person.family_name for person in elm)
    assert len(surnames) > 900
    assert surnames.most_common(1)[0][1] < 60
    assert any(not name.isascii() for name in surnames) and any("-" in name for name in surnames)


def test_poorer_areas_have_more_illness_and_other_languages(elm):
    adults = [person for person in elm if 45 <= age(person) < 80]
    poor = [person for person in adults if person.deprivation and person.deprivation <= 3]
    rich = [person for person in adults if person.deprivation and person.deprivation >= 8]
    mean = [sum(len(person.conditions) for person in group) / len(group) for group in (poor, rich)]
    assert mean[0] > 1.15 * mean[1]
    spoken = [share((p for p in group if p.language != "English"), group) for group in (poor, rich)]
    assert spoken[0] > spoken[1]


def test_all_ten_deciles_are_lived_in(elm):
    lived_in = Counter(person.deprivation for person in elm)
    assert set(lived_in) == {*range(1, 11), None}
    assert all(lived_in[decile] > 60 for decile in range(1, 11))
    assert lived_in[None] < 30


def test_postcodes_are_well_formed_and_nobodys():
    assert len({place.postcode for place in PLACES}) == 200
    assert len({place.lsoa for place in PLACES}) == AREAS
    for place in PLACES:
        assert postcode.read(place.postcode) == place.postcode
        assert re.match("[A-Z]+", place.postcode)[0] not in REAL_AREAS
        assert place.lsoa > "E01035762", "real areas of 2021 end there"


def test_addresses_agree_with_the_town(elm):
    known = {place.postcode: (place.lsoa, place.decile, place.street) for place in PLACES}
    for person in [*elm, PAT, OMAR]:
        if person.postcode:
            area, decile, street = known[person.postcode]
            assert (person.area, person.deprivation) == (area, decile)
            assert street in person.address


def test_conditions_grow_with_age_and_come_together(elm):
    def counts(low, high):
        return [len(person.conditions) for person in elm if low <= age(person) < high]

    means = [sum(found) / len(found) for found in (counts(0, 18), counts(18, 45), counts(65, 80))]
    assert means[0] < means[1] < means[2]
    old = counts(65, 80)
    assert 0.05 < sum(many == 0 for many in old) / len(old) < 0.5
    assert max(old) > 6


def test_conditions_exclude_and_bring_one_another(elm):
    for codes in ({condition.code for condition in person.conditions} for person in elm):
        assert not {"44054006", "15777000"} <= codes, "diabetes and before it"
        assert len(codes & {"433144002", "431857002", "431856006"}) <= 1, "stages of kidney disease"
        assert "422034002" not in codes or "44054006" in codes


def test_conditions_begin_within_the_life_of_the_person(elm):
    began = [(c.since, p) for p in elm for c in p.conditions]
    assert began
    assert all(person.birth_date <= since <= ANCHOR for since, person in began)


def test_sexes_have_their_own_conditions(elm):
    having = {code: {p.gender for p in elm if any(c.code == code for c in p.conditions)} for code in
              ("126906006", "254837009")}  # fmt: skip
    assert having["126906006"] <= {"1", "9", "X"}
    assert having["254837009"] == {"2"}


def verhoeff(code: str) -> bool:
    """Whether the last digit fits, as in every SNOMED CT identifier."""
    turn, check = "1576283094", 0
    for place, digit in enumerate(reversed(code)):
        number = int(digit)
        for _ in range(place % 8):
            number = int(turn[number])
        check = dihedral(check, number)
    return check == 0


def dihedral(a: int, b: int) -> int:
    """Multiplication in the symmetries of a pentagon."""
    if a < 5:
        return (a + b) % 5 if b < 5 else (a + b - 5) % 5 + 5
    return (a - 5 - b) % 5 + 5 if b < 5 else (a - b) % 5


def test_codes_are_snomed_identifiers_and_say_where_they_were_seen():
    assert 40 <= len(KINDS) == len({kind.code for kind in KINDS})
    assert all(verhoeff(kind.code) for kind in KINDS)
    assert all(kind.source and kind.term for kind in KINDS)
    assert not verhoeff("44054007")


def test_no_telephone_rings_and_no_mail_arrives(elm):
    reached = [value for person in [*elm, PAT, OMAR] for value in points(person)]
    assert len(reached) > 3000
    drama = re.compile(r"07700 900\d{3}|020 7946 0\d{3}|[a-z]+\.[a-z]+\d+@example\.org")
    assert all(drama.fullmatch(value) for value in reached)


def test_some_telephones_are_shared_unsafe_or_missing(elm):
    found = [point for person in elm for point in person.contact_points]
    assert {point.whose for point in found} == {"own", "shared", "carer", "parent"}
    assert {point.may_send for point in found} == {True, False, None}
    assert {point.may_leave_voicemail for point in found} == {True, False, None}
    assert 20 < sum(not person.contact_points for person in elm) < 300


def test_needs_of_every_kind_are_met(elm):
    kinds = Counter(need.kind for person in elm for need in person.needs)
    assert set(kinds) == {"contact_method", "format", "professional", "support", "adjustment"}
    assert 0.03 < share((p for p in elm if p.needs), elm) < 0.15
    signers = [person for person in elm if person.language == SIGNED]
    assert all(any("Sign Language" in need.words for need in p.needs) for p in signers)


def test_circumstances_are_asked_declined_or_not_asked(elm):
    asked = [person.circumstances for person in elm if person.circumstances]
    assert 0.05 < len(asked) / 3000 < 0.2
    told = [circumstance for person in asked for circumstance in person]
    assert {one.kind for one in told} == {"money", "housing", "work", "caring", "travel", "phone"}
    assert all(bool(one.words) == (one.answer == "asked") for one in told)


def test_supporters_and_consents_of_every_kind_are_met(elm):
    supporters = [supporter for person in elm for supporter in person.supporters]
    assert {one.authority for one in supporters} == {"none", "attorney", "deputy", "parent"}
    assert all(one.evidence_seen for one in supporters if one.authority in {"attorney", "deputy"})
    consents = [consent for person in elm for consent in person.consents]
    assert {"sharing", "text", "email", "letter", "voicemail", "fuller_words"} == {c.kind for c in consents}
    refusing = [c for c in consents if c.kind == "sharing" and not c.agreed]
    assert 10 < len(refusing) < 150
