"""The fields of outreach's models, classed as in field_classes.py.

Who stands in a cohort shares its conditions, so that somebody was found is clinical; the row alone says a number.
"""

FIELDS: dict[str, tuple[str, str, str]] = {
    "outreach.Cohort": (
        "",
        "criteria",
        "id practice name reason owner saved_at saved_by ended_at ended_by version",
    ),
    "outreach.ProtectedReason": ("", "", "id practice cohort protected reason given_at given_by"),
    "outreach.PeopleList": (
        "",
        "name",
        "id practice taken_on rows doubled wrong unknown added_at added_by ended_at ended_by",
    ),
    "outreach.Listed": ("", "", "id practice people_list patient"),
    "outreach.CohortRun": ("", "criteria", "id practice cohort found left_out run_at run_by"),
    "outreach.CohortPerson": ("", "left_out", "id practice run patient"),
    "outreach.OptOutCheck": (
        "",
        "",
        "id practice run taken_at taken_by sent back_at back_by came_back",
    ),
    "outreach.NotOptedOut": ("", "", "id practice check_made patient"),
    "outreach.CohortExport": (
        "",
        "",
        "id practice run purpose words check_made columns rows taken_at taken_by",
    ),
    "outreach.RankRule": ("", "", "id practice rule points set_at set_by"),
    "outreach.InvitingTerms": (
        "",
        "",
        "id practice months_between chase_after_days call_after_days most_tries set_at set_by version",
    ),
    "outreach.Wave": (
        "",
        "",
        "id practice run name aim programme size a_day starts_on balance effort_percent chase_after_days"
        " call_after_days most_tries made_at made_by started_at started_by stopped_at stopped_by stopped_because"
        " version",
    ),
    "outreach.OfferedTime": (
        "",
        "",
        "id practice wave coach starts_at minutes mode offered_at offered_by ended_at ended_by",
    ),
    "outreach.Invitation": (
        "",
        "points because effort answer closed",
        "id practice wave patient position ask_on asked_at answered_at answered_by time enrolment referral"
        " to_call_since call_on caller closed_at closed_by version",
    ),
    "outreach.CallTry": (
        "",
        "outcome words",
        "id practice invitation patient called_at called_by taken_back_at taken_back_by",
    ),
}
