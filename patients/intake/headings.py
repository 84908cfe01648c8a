"""Which heading means which of our fields: the columns that practice systems really export.

Only whole headings are known, never parts of one: "Carer's telephone" must not become the patient's.
"""

import re
from typing import Final

# Where a file has several of a field's headings, the one named first here is taken.
_KNOWN: Final[dict[str, str]] = {
    "nhs_number": "nhsnumber nhsno nhsnum nhsnumberformatted nhs nhsnumberdigits",
    "source_id": "emisnumber emisno emisid patientnumber patientno patientid systmoneid systmonenumber "
    "systmonepatientid visionnumber clinicalsystemid localid localpatientid patientguid rowidentifier pid",
    "family_name": "familyname surname lastname familynames surnames secondname",
    "given_name": "givenname firstname forename forenames givennames firstnames",
    "middle_names": "middlenames middlename secondforename secondforenames othernames otherforenames",
    "full_name": "fullname patientname patientfullname nameoffull namefull name",
    "known_as": "knownas preferredname preferredgivenname preferredfirstname likestobecalled callingname calledname",
    "birth_date": "dateofbirth birthdate datebirth dob dateofbirthdob datebirthdob born",
    "gender": "gender sex statedgender administrativegender gendercode sexcode",
    "ethnic_category": "ethniccategory ethniccategorycode ethnicitycode ethnicity ethnicgroup ethnicorigin ethnic "
    "ethnicitydescription ethniccategorydescription ethnicityterm",
    "language": "preferredlanguage mainlanguage mainspokenlanguage firstlanguage language spokenlanguage "
    "languagespoken mainlanguagespoken",
    "interpreter": "interpreterneeded interpreterrequired interpreter needsinterpreter requiresinterpreter",
    "address": "housename houseflat housenameflatnumber housenameorflatnumber flatnumber housenumber addressline1 "
    "address1 numberandstreet streetname street road addressline2 address2 locality village addressline3 address3 "
    "town posttown city addressline4 address4 county addressline5 address5 address fulladdress homeaddress",
    "postcode": "postcode postalcode homepostcode pcode",
    "mobile": "mobiletelephone mobilephone mobile mobilenumber mobiletelephonenumber mobilephonenumber mobileno "
    "mobiletel",
    "home_phone": "hometelephone homephone hometelephonenumber homephonenumber hometel telephone telephonenumber "
    "phone phonenumber landline telno telephoneno",
    "work_phone": "worktelephone workphone worktelephonenumber workphonenumber worktel",
    "email": "emailaddress email emailaddr emailaddresshome",
    "usual_gp": "usualgpsfullname usualgpfullname usualgp usualgpname gpusual usualdoctor namedgp accountablegp "
    "namedaccountablegp externalusualgp externalususalgp registeredgp",
    "registration_status": "registrationstatus patientstatus patienttypedescription patienttype registrationtype "
    "active",
    "registered_on": "dateofregistration registrationdate registereddate dateregistered registrationstartdate "
    "registeredon",
    "left_on": "removeddate dateofdeactivation deductiondate deducteddate dateleft leftdate registrationenddate "
    "dateofdeduction",
    "deceased_on": "dateofdeath datedeath deathdate deceaseddate dod deceasedon diedon",
    "deceased": "deceased isdeceased deceasedflag died",
    "restricted": "spinesensitive isconfidential restricted isrestricted restrictedrecord sensitiveflag sflag "
    "confidential confidentialpatient",
    "test_patient": "testpatient dummytype istestpatient dummypatient",
    "deleted": "deleted removeddata isdeleted",
    "condition_code": "snomedcode snomedctcode snomedconceptid snomedctconceptid conceptid conditioncode problemcode "
    "code",
    "condition_term": "codeterm snomedtext snomedterm conditionterm problemterm condition problem diagnosis term",
    "condition_date": "date onsetdate dateofonset diagnosisdate dateofdiagnosis dateevent conditiondate problemdate",
}

# Known, and left out on purpose: the programme does not use them (SAFETY 17).
_LEFT_OUT: Final = {
    "Titles are not kept.": "title",
    "The age is counted from the date of birth.": "age ageyears",
    "Skerry wrote this column.": "lineinthefirstfile whattoputright",
}

MANY: Final = frozenset({"address", "restricted"})  # several columns may feed one field
CONDITION: Final = frozenset({"condition_code", "condition_term", "condition_date"})
FIELDS: Final = tuple(_KNOWN)

LABELS: Final = {
    "nhs_number": "NHS number",
    "source_id": "Number in the clinical system",
    "family_name": "Last name",
    "given_name": "First name",
    "middle_names": "Middle names",
    "full_name": "Full name",
    "known_as": "Likes to be called",
    "birth_date": "Date of birth",
    "gender": "Gender",
    "ethnic_category": "Ethnic category",
    "language": "Preferred language",
    "interpreter": "Needs an interpreter",
    "address": "Address line",
    "postcode": "Postcode",
    "mobile": "Mobile",
    "home_phone": "Home phone",
    "work_phone": "Work phone",
    "email": "Email",
    "usual_gp": "Usual GP",
    "registration_status": "Registration status",
    "registered_on": "Registered on",
    "left_on": "Left on",
    "deceased_on": "Died on",
    "deceased": "Has died",
    "restricted": "Details restricted",
    "test_patient": "Test patient",
    "deleted": "Deleted in the clinical system",
    "condition_code": "Condition: SNOMED CT code",
    "condition_term": "Condition: words",
    "condition_date": "Condition: date",
}

_RANKED: Final = {
    heading: (field, rank) for field, packed in _KNOWN.items() for rank, heading in enumerate(packed.split())
}
_REASONS: Final = {heading: why for why, packed in _LEFT_OUT.items() for heading in packed.split()}
_OURS: Final = frozenset({"lineinthefirstfile", "whattoputright"})
_OF_THE_PATIENT: Final = tuple(
    word + ending
    for word in ("patient", "pt", "child", "client", "person")
    for ending in ("details", "s", "")
)
_OF_OTHERS: Final = re.compile(
    r"\b(carers?|kin|parents?|guardians?|relationships?|gp|doctors?|practices?|organisations?|users?|clinicians?|"
    r"staff|refer\w*|emergency|schools?|authors?|providers?|previous|former|mother|father|spouse|supporters?)\b"
)
_ABOUT_THE_PATIENT: Final = re.compile(
    r"\b(patients?|persons?|people|demographics?|registration|address|identity|names?|telephones?|phones?|emails?|"
    r"contact|ethnicity|languages?|child|client)\b"
)
_NUMBERED: Final = re.compile(r" \(\d+\)$")


def key(heading: str) -> str:
    """Letters and digits only: "Date of Birth", "DATE_OF_BIRTH" and "DateOfBirth" are one."""
    text = _NUMBERED.sub("", heading.strip()).casefold()
    return re.sub(r"[^a-z0-9]", "", text.replace("(dd/mm/yyyy)", ""))


def recognise(heading: str) -> tuple[str, int, bool]:
    """Field (or empty), rank among that field's headings, and whether the heading is known as it stands."""
    whole = key(heading)
    if whole in _RANKED:
        return (*_RANKED[whole], True)
    if found := _in_a_group(heading):
        return (*found, True)
    for prefix in _OF_THE_PATIENT:
        if whole.startswith(prefix) and (found := _RANKED.get(whole.removeprefix(prefix))):
            return (*found, False)
    return "", 0, False


def _in_a_group(heading: str) -> tuple[str, int] | None:
    """A condition in any record group; anything else only in a group about the patient."""
    group, _, last = heading.casefold().rpartition(" - ")
    found = _RANKED.get(key(last))
    if not group or not found or _OF_OTHERS.search(group):
        return None
    return found if found[0] in CONDITION or _ABOUT_THE_PATIENT.search(group) else None


def group_of(heading: str) -> str:
    """The record group in front of a field: "COPD Diagnosis - Date" is of "COPD Diagnosis"."""
    return heading.rpartition(" - ")[0]


def why_left_out(heading: str) -> str:
    """Why a column that no field takes is not kept."""
    last = key(heading.rpartition(" - ")[2])
    return _REASONS.get(key(heading)) or _REASONS.get(last) or "Not used by the programme, so not kept."


def is_ours(heading: str) -> bool:
    """One of the two columns that a file of refused lines carries."""
    return key(heading) in _OURS


def unique(headings: list[str]) -> tuple[str, ...]:
    """`Date`, `Date (2)`, `Date (3)`; a heading that is empty is named for its place."""
    seen: dict[str, int] = {}
    taken = {heading.strip() for heading in headings}
    result = []
    for place, heading in enumerate(headings, start=1):
        name = " ".join(heading.split()) or f"Column {place}"
        count = seen[name] = seen.get(name, 0) + 1
        while count > 1 and f"{name} ({count})" in taken:
            count = seen[name] = seen[name] + 1
        result.append(name if count == 1 else f"{name} ({count})")
    return tuple(result)
