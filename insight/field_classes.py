"""Every field of every model, classed: what identifies somebody, what is about their health or life, what is neither.

Exports, logs and the demo read it: an identifying or clinical value never goes into a log or an address, an
export without names leaves the identifying ones out. A test fails the build on a field that is not classed.
"""

from insight import (
    field_classes_disposal,
    field_classes_insight,
    field_classes_outreach,
    field_classes_prescribing,
)

IDENTIFYING = "identifying"
CLINICAL = "clinical"
NEITHER = "neither"

_NOTED = "id practice patient noted_at noted_by ended_at ended_by"

# Model: (identifying, clinical, neither). Keys to a patient count as neither: a number of our own says nothing alone.
_FIELDS: dict[str, tuple[str, str, str]] = {
    "practice.Network": ("", "", "id name"),
    "practice.Practice": ("", "", "id ods_code name telephone network minimum_age"),
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
    "practice.Heartbeat": ("", "", "name at"),
    "practice.FormKey": ("", "", "id practice member key answer at"),
    "patients.Place": ("", "", "postcode area area_edition latitude longitude"),
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
        "value dialled",
        "whose may_send may_leave_voicemail safe_times",
        "id practice patient kind confirmed_on failures from_list changed_on ended_at ended_by version",
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
    "patients.ImportChange": ("people", "", "id practice run kind page"),
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
    "coaching.Programme": (
        "",
        "",
        "id practice name aim who_for sessions_planned started_at started_by ended_at ended_by version",
    ),
    "coaching.ProgrammeMeasure": ("", "", "id practice programme instrument moment ended_at ended_by"),
    "coaching.Enrolment": (
        "",
        "route reason weight stands",
        "id practice patient programme coach knows_of_it stands_since opened_at opened_by beside_since version",
    ),
    "coaching.EnrolmentStep": (
        "",
        "kind whose_choice because",
        "id practice enrolment patient happened_on noted_at member",
    ),
    "coaching.Capacity": ("", "", "id practice member points set_at set_by"),
    "coaching.GroupSeries": (
        "",
        "",
        "id practice programme name place facilitator places agreement agreement_version started_at started_by"
        " ended_at ended_by version",
    ),
    "coaching.GroupMember": (
        "",
        "left_because",
        "id practice series patient joined_at joined_by agreed_version agreed_on left_at left_by",
    ),
    "coaching.GroupMeeting": (
        "",
        "summary",
        "id practice series booked_for minutes booked_at booked_by held_at held_by cancelled_at cancelled_by"
        " cancelled_because version",
    ),
    "coaching.Session": (
        "video_link",
        "mode form did_not_attend_at absence cancelled_because entered_in_error_because interpreter_booked"
        " who_was_there seen_alone interpreter what_matters their_topics our_topics topic_today asked_permission"
        " goal_words goal_why importance importance_because reality options next_step step_where step_when"
        " step_how_often said_back no_step_agreed confidence confidence_help confidence_after teach_back"
        " teach_back_words connect connect_words connect_agreed notes no_follow_up_because marks sensitive not_to_gp"
        " codes_only",
        "id practice patient coach enrolment meeting booked_for minutes in_gp_book booked_at booked_by confirmed_at"
        " started_at started_by finished_at finished_by held_on did_not_attend_by cancelled_at cancelled_by"
        " entered_in_error_at entered_in_error_by version",
    ),
    "coaching.Pace": ("", "pace", "id practice patient chosen_at chosen_by"),
    "coaching.Goal": (
        "",
        "words why scale lapse_plan over_pace_because ended_how cancelled_because",
        "id practice patient session set_at set_by ended_at ended_by cancelled_at cancelled_by version",
    ),
    "coaching.GoalRating": (
        "",
        "attained cancelled_because",
        "id practice goal patient session rated_at rated_by cancelled_at cancelled_by",
    ),
    "coaching.Step": (
        "",
        "what place times how_often confidence over_pace_because outcome learned celebrated answered"
        " cancelled_because",
        "id practice patient goal session agreed_at agreed_by outcome_in outcome_at outcome_by answered_at"
        " cancelled_at cancelled_by",
    ),
    "coaching.RiskAlert": (
        "",
        "kind what_was_done taken_back_because",
        "id practice patient session raised_at raised_by answer_by acknowledged_at acknowledged_by taken_back_at"
        " taken_back_by",
    ),
    "coaching.RiskTold": ("", "", "id practice alert member duty told_at sent_at failed_at back_sent_at"),
    "coaching.Contact": (
        "",
        "kind words",
        "id practice patient made_at made_by entered_in_error_at entered_in_error_by",
    ),
    "coaching.Reflection": (
        "",
        "listened their_words asked_before_telling their_choice checked_understanding words",
        "id practice session user written_at",
    ),
    "coaching.Supervision": (
        "with_whom",
        "words about_risk about_load to_come_back_to",
        "id practice user held_on written_at",
    ),
    "coaching.Phrase": ("", "title words", "id practice member written_at ended_at"),
    "coaching.Given": (
        "to_whom address",
        "output way taken_back_because",
        "id practice patient session given_at given_by taken_back_at taken_back_by",
    ),
    "coaching.Code": ("", "", "id means code term source confirmed"),
    "coaching.SessionReader": ("", "", "id practice session member"),
    "coaching.Addendum": ("", "words", "id practice session patient added_at added_by"),
    "coaching.SessionDraft": ("", "fields", "id practice session member version saved_at"),
    "coaching.HeldPost": ("", "fields", "id practice session user version page kept_at expires_at"),
    "coaching.FollowUp": (
        "",
        "words if_it_goes_wrong cancelled_because",
        "id practice patient session owner due_on channel they_contact_us done_at done_by cancelled_at cancelled_by",
    ),
    **field_classes_disposal.FIELDS,
    **field_classes_prescribing.FIELDS,
    **field_classes_outreach.FIELDS,
    **field_classes_insight.FIELDS,
    "reminders.Message": (
        "",
        "words reason",
        "id practice patient member address kind subject_type subject_id about_at due_at channel contact_point"
        " reference planned_at held_until kept_at kept_by pressed_at pressed_by wanted sent_at delivered_at"
        " settled_at outcome done_at done_by",
    ),
    "reminders.MessageRule": (
        "",
        "",
        "id practice kind is_on amount at channels working_days_only words cancelled set_at set_by version",
    ),
    "reminders.Limits": ("", "", "id practice a_day a_week set_at set_by version"),
    "reminders.Refusal": ("", "", "id practice patient kind said_at noted_by ended_at ended_by"),
    "reminders.Reply": ("", "said words", "id practice message patient said_at"),
    "reminders.Receipt": ("", "", "id practice message result provider_key at noted_at"),
    "reminders.PastMessage": (
        "sent_to",
        "words reason more",
        "id practice patient number kind subject_type subject_id about_at due_at channel sent_at settled_at"
        " outcome archived_at",
    ),
    "reminders.Mention": ("", "", "id practice message placement patient why"),
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
