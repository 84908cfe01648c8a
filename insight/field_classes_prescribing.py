"""The fields of prescribing's models, classed as in field_classes.py."""

_SOURCED = "id network source source_key withdrawn_at"
_ON_A_REFERRAL = "id practice referral patient"

FIELDS: dict[str, tuple[str, str, str]] = {
    "prescribing.SocialNeed": ("", "", "code words group position source ended_on"),
    "prescribing.Source": ("", "", "id network kind name address mapping weekly started_at read_at ended_at"),
    "prescribing.Run": (
        "",
        "",
        "id network source began_at ended_at asked_by asked_at_practice report failed_because",
    ),
    "prescribing.Organisation": ("", "", f"{_SOURCED} name description website"),
    "prescribing.Service": (
        "email telephone",
        "",
        f"{_SOURCED} organisation name description status website how_to_join free cost_words fares_words who_for"
        " age_from age_to women_only men_only online step_free access_words languages area_words confidential"
        " places_left wait_weeks capacity_said_at paused_at paused_until paused_because assured_on modified_at"
        " checked_at fingerprint changed_at changed_user version",
    ),
    "prescribing.Venue": (
        "",
        "",
        "id network service name address postcode latitude longitude step_free confidential from_source withdrawn_at",
    ),
    "prescribing.Schedule": (
        "",
        "",
        "id network service venue freq interval days month_days opens_at closes_at from_on until_on words"
        " from_source withdrawn_at",
    ),
    "prescribing.ServiceContact": (
        "name role telephone email",
        "",
        "id network service personal from_source withdrawn_at",
    ),
    "prescribing.ServiceNeed": ("", "", "id network service need from_source withdrawn_at"),
    "prescribing.ServiceWord": ("", "", "id network service word weight"),
    "prescribing.ServiceNote": (
        "",
        "",
        "id practice service kind words happened_on noted_at noted_by ended_at ended_by",
    ),
    "prescribing.Address": (
        "email agreed_who",
        "",
        "id practice service noted_at noted_by agreed_on confirmed_at confirmed_by doubted_at doubted_because"
        " ended_at ended_by",
    ),
    "prescribing.Terms": (
        "",
        "",
        "id practice feed_open public_page public_words chase_after_days ask_days_after_date ask_days_without_date"
        " stale_after_months set_at set_by version",
    ),
    "prescribing.Referral": (
        "referred_by_words",
        "reason urgency best_times sensitive next_words plan outcome closed_because",
        "id practice patient route referred_by from_type from_id knows_of_it third_party worker stands stands_since"
        " beside_since opened_at member accepted_at first_contact_at planned_at sent_on_at attended_on next_on"
        " closed_at closed_by version",
    ),
    "prescribing.ReferralNeed": ("", "need", f"{_ON_A_REFERRAL} noted_at ended_at"),
    "prescribing.ReferralStep": ("", "because", f"{_ON_A_REFERRAL} kind happened_at member worker"),
    "prescribing.ReferralContact": (
        "",
        "words entered_in_error_because",
        f"{_ON_A_REFERRAL} mode result minutes happened_at noted_at noted_by entered_in_error_at"
        " entered_in_error_by",
    ),
    "prescribing.Workload": ("", "", "id practice member people set_at set_by"),
    "prescribing.Placement": (
        "share_name share_contact sent_to",
        "fit_because share_access share_reason share_risk agreed_words needs_somebody_because ended_because",
        f"{_ON_A_REFERRAL} service stands stands_since chosen_at chosen_by agreed_on agreed_until agreed_by"
        " agreement_ended_at agreement_ended_by address sent_at sent_by booked_for came_on heard_at chased"
        " chased_at silent_since needs_somebody_at ended_at version",
    ),
    "prescribing.PlacementEvent": (
        "",
        "words",
        "id practice placement patient kind who member link_id happened_on noted_at read_at read_by",
    ),
    "prescribing.Arrival": (
        "name birth_date telephone email sender_name sender_from sender_contact",
        "words needs best_times settled_words",
        "id practice who they_know received_at due_at settled_at settled_by settled referral",
    ),
    "prescribing.MessageBack": ("to_whom", "words", f"{_ON_A_REFERRAL} way given_at given_by"),
    "prescribing.Signpost": (
        "",
        "",
        f"{_ON_A_REFERRAL} service told_at told_by entered_in_error_at entered_in_error_by",
    ),
    "prescribing.Gap": (
        "",
        "need reason words",
        f"{_ON_A_REFERRAL} place found_at found_by met_by ended_at ended_by ended_because",
    ),
    "prescribing.Offer": (
        "",
        "kind words ended_because",
        f"{_ON_A_REFERRAL} gap service made_at made_by ended_at ended_by",
    ),
}
