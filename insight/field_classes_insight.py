"""The fields of insight's own models, classed as in field_classes.py."""

FIELDS: dict[str, tuple[str, str, str]] = {
    "insight.Way": (
        "",
        "offered_on accepted_on reached_on planned_on attended_on measured_on goal change better route stands"
        " ended_on ended_how",
        "id practice patient aim first_on worker",
    ),
    "insight.AreaCount": (
        "",
        "",
        "id practice aim grouping group on_list people offered accepted reached planned attended measured known"
        " better counted_at",
    ),
    "insight.Chart": (
        "",
        "",
        "id practice name measure by kind since screen_ranges made_at made_by ended_at ended_by version",
    ),
    "insight.ChartLimits": (
        "",
        "",
        "id practice chart from_on baseline_to because set_at set_by ended_at ended_by",
    ),
    "insight.ChartNote": ("", "", "id practice chart happened_on words noted_at noted_by ended_at ended_by"),
    "insight.Project": (
        "",
        "",
        "id practice name problem who how_much by_on lead next_meeting_at next_meeting_words what_we_did what_happened"
        " how_it_helped next_steps started_at started_by finished_at finished_by result version",
    ),
    "insight.ProjectMember": ("", "", "id practice project member added_at added_by ended_at ended_by"),
    "insight.Driver": (
        "",
        "",
        "id practice project parent kind words position added_at added_by ended_at ended_by version",
    ),
    "insight.ProjectMeasure": (
        "",
        "",
        "id practice project kind chart target added_at added_by ended_at ended_by",
    ),
    "insight.Cycle": (
        "",
        "",
        "id practice project number idea plan prediction starts_on ends_on planned_at planned_by did learned decision"
        " next_words decided_at decided_by version",
    ),
    "insight.CaseStudy": (
        "",
        "",
        "id network from_practice project title aim what_we_did what_happened how_it_helped next_steps result charts"
        " published_at published_by withdrawn_at withdrawn_by",
    ),
    # Why words were left out may tell of the harm that they could do, and what they were names somebody else.
    "insight.AccessRequest": (
        "asker_name identity_words authority_words handed_to",
        "asker wants extended_because ended_because",
        "id practice patient came_on came opened_at opened_by extended_at extended_by identity identity_at identity_by"
        " authority authority_at authority_by gathered_at approved_at approved_by approved_alone handed_at handed_by"
        " handed ended_at ended_by ended version",
    ),
    "insight.AccessText": (
        "out",
        "decision reason because",
        "id practice request model row_id field fingerprint note found_at gone_at changed_at reviewed_at reviewed_by"
        " version",
    ),
    "insight.AccessCopy": ("content", "left_out", "id practice request made_at made_by"),
    "insight.SummaryReader": ("", "", "id practice member asked_at asked_by ended_at ended_by"),
    "insight.SummarySent": ("", "", "id practice reader month made_at"),
}
