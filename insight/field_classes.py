"""Every field of every model, classed: what identifies somebody, what is about their health or life, what is neither.

Exports, logs and the demo read it: an identifying or clinical value never goes into a log or an address, an
export without names leaves the identifying ones out. A test fails the build on a field that is not classed.
"""

IDENTIFYING = "identifying"
CLINICAL = "clinical"
NEITHER = "neither"

_NOTED = "id practice patient noted_at noted_by ended_at ended_by"

# Model: (identifying, clinical, neither). Keys to a patient count as neither: a number of our own says nothing alone.
_FIELDS: dict[str, tuple[str, str, str]] = {
    "practice.Network": ("", "", "id name"),
    "practice.Practice": ("", "", "id ods_code name network minimum_age"),
    "practice.User": ("email name password", "", "id last_login is_active"),
    "practice.Membership": ("", "", "id practice user role starts_on ends_on ended_at ended_by"),
    "practice.Duty": ("", "", "id practice holder kind starts_on ends_on ended_at ended_by"),
    "practice.Invitation": ("", "", "id practice member asked_at asked_by sent_at failed_at"),
    "practice.SignedLink": (
        "token_hash",
        "",
        "id practice purpose subject_type subject_id patient_id expires_at revoked_at revoked_by used_at",
    ),
    "practice.TrailEvent": (
        "address",
        "",
        "id practice at actor_kind actor_id system verb subject_type subject_id patient_id details request_id",
    ),
    "practice.History": ("", "before", "id practice at actor table_name row_id patient_id operation"),
    "practice.SignInEvent": ("address", "", "id at kind user place request_id"),
    "practice.FormKey": ("", "", "id practice member key answer at"),
    "patients.Place": ("", "", "postcode area area_edition"),
    "patients.Area": ("", "", "id code edition decile"),
    "patients.Patient": (
        "source_id nhs_number no_nhs_number_because given_name middle_names family_name known_as family_key given_key"
        " known_key birth_date address postcode area left_for",
        "gender ethnic_category language interpreter_needed deprivation usual_gp restricted contact_with_care died_on",
        "id practice deprivation_edition registered_on left_on death_day_not_known merged_into merged_at merged_by"
        " kept_here added_at version",
    ),
    "patients.Surname": ("word family_key", "", "id practice"),
    "patients.Need": ("", "kind words code", _NOTED),
    "patients.Supporter": (
        "name relation telephone",
        "may_be_told authority evidence_seen",
        f"{_NOTED} expires_on gets_messages",
    ),
    "patients.Circumstance": ("", "kind answer words", _NOTED),
    "patients.Condition": ("", "code term since", _NOTED),
    "patients.Consent": ("", "kind agreed given_by words", f"{_NOTED} from_on until_on"),
    "patients.Alert": ("", "kind words", f"{_NOTED} review_on"),
    "patients.ContactPoint": (
        "value",
        "whose may_send may_leave_voicemail safe_times",
        "id practice patient kind confirmed_on failures from_list ended_at ended_by version",
    ),
    "patients.RecordBlock": ("", "", "id practice patient user kind set_at set_by ended_at ended_by"),
    "patients.GlassBreak": ("", "reason", "id practice patient member at until seen_at seen_by"),
    "patients.HelpAsked": (
        "",
        "kind words dealt_words",
        "id practice patient subject_type subject_id owner asked_at due_at dealt_at dealt_by",
    ),
    "patients.ImportRun": (
        "file_name",
        "",
        "id practice member received_at stored_as size mapping whole_list list_date checked_at unreadable_because"
        " stopped_because about counts asked_at asked_by attempts applied_at discarded_at discarded_by undone_at"
        " undone_by",
    ),
    "patients.ImportProgress": ("", "", "id practice run done total doing"),
    "patients.ImportFinding": ("raw", "", "id practice run kind line column reason patient"),
    "patients.ImportMapping": ("", "", "id practice signature mapping chosen_at chosen_by"),
    "patients.Leaving": (
        "",
        "kind",
        "id practice patient noted_at noted_by settled_at settled_by undone_at undone_by",
    ),
    "patients.Merge": ("values", "", "id practice kept gone merged_at merged_by undone_at undone_by"),
    "patients.MergeMove": ("", "", "id practice merge model column row_id fate"),
    "patients.Summary": (
        "",
        "sessions first_session_on last_session_on measured_on level",
        "id practice patient",
    ),
    "activation.Instrument": (
        "",
        "",
        "id practice key version name owner licence definition loaded_at loaded_by retired_at",
    ),
    "activation.Calibration": (
        "",
        "",
        "id practice instrument number basis parameters n_used words published_at published_by",
    ),
    "activation.HeldLicence": (
        "",
        "",
        "id practice key reference expires_on noted_at noted_by ended_at ended_by",
    ),
    "activation.Measurement": (
        "helper",
        "language easy_read help interpreter seen_alone not_done_because not_done_words entered_in_error_because"
        " answers seconds answered raw percent measure measure_se score score_se level level_probability flags"
        " no_score_because",
        "id practice patient instrument mode asked_at asked_by measured_on completed_at completed_by ended_at ended_by"
        " entered_in_error_at entered_in_error_by calibration cutset licence checked_at checked_by tries locked_at"
        " text_asked_at text_asked_by",
    ),
    "activation.AnswerSheet": ("", "answers seconds", "id practice measurement version saved_at"),
    "coaching.Session": (
        "",
        "mode did_not_attend_at absence cancelled_because entered_in_error_because what_matters notes next_step"
        " no_step_agreed no_follow_up_because sensitive",
        "id practice patient coach booked_for minutes booked_at booked_by started_at started_by finished_at finished_by"
        " held_on did_not_attend_by cancelled_at cancelled_by entered_in_error_at entered_in_error_by version",
    ),
    "coaching.SessionReader": ("", "", "id practice session member"),
    "coaching.Addendum": ("", "words", "id practice session patient added_at added_by"),
    "coaching.SessionDraft": ("", "fields", "id practice session member version saved_at"),
    "coaching.HeldPost": ("", "fields", "id practice session user version page kept_at expires_at"),
    "coaching.FollowUp": (
        "",
        "words cancelled_because",
        "id practice patient session owner due_on channel done_at done_by cancelled_at cancelled_by",
    ),
    "reminders.Message": (
        "",
        "words reason",
        "id practice patient member kind subject_type subject_id about_at due_at channel contact_point reference"
        " planned_at held_until sent_at settled_at outcome done_at done_by",
    ),
    "reminders.Attempt": ("", "", "id practice message number at result words"),
    "reminders.Due": ("", "", "id practice message due_at state lease_until attempts"),
}


def classes_of(model: str) -> dict[str, str]:
    """Field name to class, for a model by its label, such as `patients.Patient`."""
    identifying, clinical, neither = _FIELDS[model]
    return (
        dict.fromkeys(identifying.split(), IDENTIFYING)
        | dict.fromkeys(clinical.split(), CLINICAL)
        | dict.fromkeys(neither.split(), NEITHER)
    )


def said_twice(model: str) -> set[str]:
    """Fields that stand in two classes; there must be none."""
    named = " ".join(_FIELDS[model]).split()
    return {name for name in named if named.count(name) > 1}
