"""Who may do what: the one table of roles and permissions."""

from django.db import models


class Role(models.TextChoices):
    COACH = "coach", "Coach"
    CLINICIAN = "clinician", "Clinician"
    LINK_WORKER = "link_worker", "Link worker"
    COORDINATOR = "coordinator", "Care coordinator"
    MANAGER = "manager", "Practice manager"
    ADMINISTRATOR = "administrator", "Administrator"


class DutyKind(models.TextChoices):
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy", "Deputy safeguarding lead"
    DUTY_CLINICIAN = "duty_clinician", "Duty clinician"


class Permission(models.TextChoices):
    """One line for each thing that a view may ask for."""

    WORK_HERE = "work_here", "Sign in and see their own work"
    FIND_PATIENTS = "find_patients", "Find a patient"
    OPEN_RECORD = "open_record", "Open a patient's details and needs"
    EDIT_PATIENT = "edit_patient", "Change a patient's details"
    SEE_LIFE = "see_life", "See a patient's circumstances and supporters"
    LOOK_AFTER = "look_after", "See what patients send through a link, and deal with calls for help"
    SEE_CONDITIONS = "see_conditions", "See every patient's conditions"
    READ_NOTES = "read_notes", "Read session notes"
    WRITE_NOTES = "write_notes", "Book, hold and write up sessions"
    MANAGE_PROGRAMMES = "manage_programmes", "Set up programmes: what for, for whom, how many sessions"
    HAND_OVER = "hand_over", "See how much each colleague carries, and hand a caseload over"
    REFER = "refer", "Refer somebody to social prescribing"
    PRESCRIBE = "prescribe", "Take referrals, find services, send, and close"
    EDIT_DIRECTORY = "edit_directory", "Change the directory of services, confirm where referrals go"
    SEE_GAPS = "see_gaps", "See what is missing around here"
    SET_TERMS = (
        "set_terms",
        "Open the public page and the directory’s feed, set when services are asked again",
    )
    NOTE_CONTACT = "note_contact", "Note a call, and raise a risk alert"
    MEASURE = "measure", "Ask somebody to answer a questionnaire"
    READ_MEASURES = "read_measures", "Read answers, scores and levels"
    MANAGE_INSTRUMENTS = "manage_instruments", "Load questionnaires, note licences, see how well they measure"
    BREAK_GLASS = "break_glass", "Open a blocked record in an emergency"
    MERGE_PATIENTS = "merge_patients", "Put two records of one person together"
    BLOCK_RECORDS = "block_records", "Mark a colleague's own or a relation's record"
    DISPOSE = "dispose", "Approve which old records go, and put a record on legal hold"
    ANSWER_ACCESS = "answer_access", "Take in a request for what is held about somebody, and follow it"
    REVIEW_ACCESS = "review_access", "Read every text before it is given to whoever asks, and take the copy"
    IMPORT_LIST = "import_list", "Bring in a list from the clinical system"
    DECLARE_WHOLE_LIST = "declare_whole_list", "Say that a file is the whole registered list"
    SEE_FIGURES = "see_figures", "See the dashboard"
    IMPROVE = "improve", "Draw charts, and run improvement projects"
    TAKE_FIGURES = "take_figures", "Take activity for the commissioner out as a file"
    NAMES_BEHIND_FIGURES = "names_behind_figures", "See who stands behind a figure"
    FIND_GROUPS = "find_groups", "Find groups of people, and count them"
    INVITE = "invite", "See who is in a group, and invite them in waves"
    ALLOW_PROTECTED = "allow_protected", "Give a reason for choosing by a protected characteristic"
    RING_INVITED = "ring_invited", "Ring people who were invited"
    SEE_MESSAGES = "see_messages", "See what has been or would be sent"
    SEE_CLOCKWORK = "see_clockwork", "See whether messages go out by themselves"
    EDIT_MESSAGES = "edit_messages", "Say which messages go, when, and in which words"
    SET_TELEPHONE = "set_telephone", "Set the telephone number that patients read"
    MANAGE_TEAM = "manage_team", "Invite people, change roles, end access"
    READ_TRAIL = "read_trail", "See who saw or changed what"


P = Permission
# Figures name nobody, and improving is everybody's work.
_EVERYBODY = {P.WORK_HERE, P.FIND_PATIENTS, P.OPEN_RECORD, P.SEE_FIGURES, P.IMPROVE}
_LOOKS_AFTER = {P.EDIT_PATIENT, P.MEASURE, P.SEE_LIFE, P.LOOK_AFTER, P.NOTE_CONTACT, P.REFER}
_CLINICAL = {
    *_LOOKS_AFTER,
    *(P.READ_NOTES, P.WRITE_NOTES, P.READ_MEASURES, P.BREAK_GLASS, P.NAMES_BEHIND_FIGURES, P.HAND_OVER),
    P.ANSWER_ACCESS,
}

# A link worker sees the conditions of their own caseload only (a rule of care),
# so SEE_CONDITIONS is not theirs; the conditions panel asks the caseload instead.
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COACH: frozenset(
        _EVERYBODY
        | _CLINICAL
        | {P.SEE_CONDITIONS, P.MERGE_PATIENTS, P.IMPORT_LIST, P.SEE_MESSAGES, P.TAKE_FIGURES}
        | {P.MANAGE_PROGRAMMES, P.PRESCRIBE, P.FIND_GROUPS, P.INVITE, P.RING_INVITED}
    ),
    # A GP is often the one who answers for records: with the manager, that makes two.
    Role.CLINICIAN: frozenset(_EVERYBODY | _CLINICAL | {P.SEE_CONDITIONS, P.DISPOSE, P.REVIEW_ACCESS}),
    Role.LINK_WORKER: frozenset(
        _EVERYBODY | _CLINICAL | {P.SEE_MESSAGES, P.PRESCRIBE, P.EDIT_DIRECTORY, P.SEE_GAPS, P.RING_INVITED}
    ),
    Role.COORDINATOR: frozenset(
        _EVERYBODY
        | _LOOKS_AFTER
        | {P.MERGE_PATIENTS, P.IMPORT_LIST, P.DECLARE_WHOLE_LIST, P.SEE_MESSAGES, P.EDIT_DIRECTORY}
        | {P.FIND_GROUPS, P.INVITE, P.RING_INVITED}
    ),
    Role.MANAGER: frozenset(
        _EVERYBODY
        | {P.IMPORT_LIST, P.DECLARE_WHOLE_LIST, P.TAKE_FIGURES, P.SEE_MESSAGES, P.BLOCK_RECORDS}
        | {P.ANSWER_ACCESS}
        | {P.MANAGE_PROGRAMMES, P.HAND_OVER, P.SEE_GAPS, P.SET_TERMS, P.SET_TELEPHONE, P.SEE_CLOCKWORK}
        | {P.EDIT_MESSAGES, P.FIND_GROUPS, P.ALLOW_PROTECTED, P.DISPOSE}
    ),
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY
        | {P.IMPORT_LIST, P.DECLARE_WHOLE_LIST, P.ANSWER_ACCESS}
        | {P.MANAGE_TEAM, P.MANAGE_INSTRUMENTS, P.READ_TRAIL, P.BLOCK_RECORDS, P.SEE_MESSAGES}
        | {P.MANAGE_PROGRAMMES, P.HAND_OVER, P.EDIT_DIRECTORY, P.SET_TERMS, P.SET_TELEPHONE, P.SEE_CLOCKWORK}
        | {P.EDIT_MESSAGES, P.DISPOSE}
    ),
}

# The page each role opens the product for, first match wins for people with several roles.
LANDING: tuple[tuple[Role, str], ...] = (
    (Role.COACH, "coaching:today"),
    (Role.CLINICIAN, "coaching:today"),
    (Role.LINK_WORKER, "prescribing:referrals"),
    (Role.COORDINATOR, "outreach:searches"),
    (Role.MANAGER, "insight:dashboard"),
    (Role.ADMINISTRATOR, "practice:team"),
)


def permissions_of(roles: set[str]) -> frozenset[Permission]:
    """Everything that the given roles may do together."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
