"""The fields of disposal and legal hold, classed: (identifying, clinical, neither), as field_classes says it."""

FIELDS: dict[str, tuple[str, str, str]] = {
    "patients.LegalHold": (
        "",
        "reason ended_because",
        "id practice patient review_on set_at set_by ended_at ended_by",
    ),
    "patients.DisposalList": (
        "",
        "",
        "id practice made_at made_by kept_years first_at first_by first_user second_at second_by second_user"
        " withdrawn_at withdrawn_by withdrawn_because done_at",
    ),
    "patients.DisposalLine": (
        "",
        "removed_because",
        "id practice disposal_list patient last_contact_on keep_until because removed_at removed_by fell_at"
        " fell_because",
    ),
    # Made so that nothing of a person is in it.
    "patients.Disposed": (
        "",
        "",
        "id practice record disposal_list disposed_at last_contact_on because rows",
    ),
    "patients.DisposalCount": ("", "", "id practice counted_at people"),
}
