"""The walls around prescribing: the network's directory, each practice's referrals, words kept as they were sent."""

from django.db import migrations

from practice.walls import (
    Wall,
    kept,
    may_delete,
    network_table,
    of_our_network,
    same_network,
    same_practice,
    tenant_table,
)

MEMBER = "practice_membership"
PATIENT = "patients_patient"
SOURCE = "prescribing_source"
RUN = "prescribing_run"
ORGANISATION = "prescribing_organisation"
SERVICE = "prescribing_service"
VENUE = "prescribing_venue"
SCHEDULE = "prescribing_schedule"
CONTACT = "prescribing_servicecontact"
NEED_MET = "prescribing_serviceneed"
WORD = "prescribing_serviceword"
NOTE = "prescribing_servicenote"
ADDRESS = "prescribing_address"
TERMS = "prescribing_terms"
REFERRAL = "prescribing_referral"
NEED = "prescribing_referralneed"
STEP = "prescribing_referralstep"
SPOKEN = "prescribing_referralcontact"
WORKLOAD = "prescribing_workload"
PLACEMENT = "prescribing_placement"
EVENT = "prescribing_placementevent"
ARRIVAL = "prescribing_arrival"
MESSAGE_BACK = "prescribing_messageback"
SIGNPOST = "prescribing_signpost"
GAP = "prescribing_gap"
OFFER = "prescribing_offer"

# What went to a service is kept as it went; for how long it is agreed may be agreed again, and its history stays.
SENT = (
    "practice_id, referral_id, service_id, share_name, share_contact, share_access, share_reason, share_risk,"
    " address_id, sent_to, sent_at, sent_by_id"
)
# What was noted once and is only ever added to.
KEPT = {
    STEP: "practice_id, referral_id, kind, happened_at, member_id, worker_id, because",
    SPOKEN: "practice_id, referral_id, mode, result, minutes, words, happened_at, noted_at, noted_by_id",
    EVENT: "practice_id, placement_id, kind, who, member_id, link_id, happened_on, words, noted_at",
    MESSAGE_BACK: "practice_id, referral_id, way, to_whom, words, given_at, given_by_id",
    ARRIVAL: "practice_id, who, name, birth_date, telephone, email, best_times, words, needs, sender_name,"
    " sender_from, sender_contact, they_know, received_at",
    SIGNPOST: "practice_id, service_id, told_at, told_by_id",
}
OLD_SENT, NEW_SENT = (", ".join(f"{side}.{c.strip()}" for c in SENT.split(",")) for side in ("OLD", "NEW"))
KEEP_SENT = f"""
CREATE TRIGGER keep_sent BEFORE UPDATE ON {PLACEMENT} FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL AND ({OLD_SENT}) IS DISTINCT FROM ({NEW_SENT}))
    EXECUTE FUNCTION keep_signed_words();
"""
LET_SENT_GO = f"DROP TRIGGER keep_sent ON {PLACEMENT};"

# The taxonomy comes with the product or from a file, loaded by the owner's log-in.
ONLY_READ = "REVOKE INSERT, UPDATE ON prescribing_socialneed FROM {roles};"


def members(table: str, *columns: str) -> list[Wall]:
    """Colleagues are colleagues of the same practice."""
    return [same_practice(table, f"{who}_id", MEMBER) for who in columns]


class Migration(migrations.Migration):
    dependencies = [("prescribing", "0001_first"), ("patients", "0002_walls"), ("practice", "0002_walls")]

    operations = [
        *network_table(SOURCE),
        *network_table(RUN),
        same_network(RUN, "source_id", SOURCE),
        *network_table(ORGANISATION),
        same_network(ORGANISATION, "source_id", SOURCE),
        *network_table(SERVICE),
        same_network(SERVICE, "source_id", SOURCE),
        same_network(SERVICE, "organisation_id", ORGANISATION),
        *network_table(VENUE),
        same_network(VENUE, "service_id", SERVICE),
        *network_table(SCHEDULE),
        same_network(SCHEDULE, "service_id", SERVICE),
        same_network(SCHEDULE, "venue_id", VENUE),
        *network_table(CONTACT),
        same_network(CONTACT, "service_id", SERVICE),
        *network_table(NEED_MET),
        same_network(NEED_MET, "service_id", SERVICE),
        *network_table(WORD),
        same_network(WORD, "service_id", SERVICE),
        may_delete(WORD),
        *tenant_table(NOTE),
        of_our_network(NOTE, "service_id", SERVICE),
        *members(NOTE, "noted_by", "ended_by"),
        *tenant_table(ADDRESS),
        of_our_network(ADDRESS, "service_id", SERVICE),
        *members(ADDRESS, "noted_by", "confirmed_by", "ended_by"),
        *tenant_table(TERMS),
        *members(TERMS, "set_by"),
        *tenant_table(REFERRAL, patient="patient_id"),
        same_practice(REFERRAL, "patient_id", PATIENT),
        *members(REFERRAL, "referred_by", "worker", "member", "closed_by"),
        *tenant_table(NEED, patient="patient_id"),
        same_practice(NEED, "patient_id", PATIENT),
        same_practice(NEED, "referral_id", REFERRAL),
        *tenant_table(STEP, patient="patient_id"),
        same_practice(STEP, "patient_id", PATIENT),
        same_practice(STEP, "referral_id", REFERRAL),
        *members(STEP, "member", "worker"),
        *tenant_table(SPOKEN, patient="patient_id"),
        same_practice(SPOKEN, "patient_id", PATIENT),
        same_practice(SPOKEN, "referral_id", REFERRAL),
        *members(SPOKEN, "noted_by", "entered_in_error_by"),
        *tenant_table(WORKLOAD),
        *members(WORKLOAD, "member", "set_by"),
        *tenant_table(PLACEMENT, patient="patient_id"),
        same_practice(PLACEMENT, "patient_id", PATIENT),
        same_practice(PLACEMENT, "referral_id", REFERRAL),
        same_practice(PLACEMENT, "address_id", ADDRESS),
        of_our_network(PLACEMENT, "service_id", SERVICE),
        *members(PLACEMENT, "chosen_by", "sent_by", "agreement_ended_by"),
        *tenant_table(EVENT, patient="patient_id"),
        same_practice(EVENT, "patient_id", PATIENT),
        same_practice(EVENT, "placement_id", PLACEMENT),
        *members(EVENT, "member", "read_by"),
        *tenant_table(ARRIVAL),
        same_practice(ARRIVAL, "referral_id", REFERRAL),
        *members(ARRIVAL, "settled_by"),
        *tenant_table(MESSAGE_BACK, patient="patient_id"),
        same_practice(MESSAGE_BACK, "patient_id", PATIENT),
        same_practice(MESSAGE_BACK, "referral_id", REFERRAL),
        *members(MESSAGE_BACK, "given_by"),
        *tenant_table(SIGNPOST, patient="patient_id"),
        same_practice(SIGNPOST, "patient_id", PATIENT),
        same_practice(SIGNPOST, "referral_id", REFERRAL),
        of_our_network(SIGNPOST, "service_id", SERVICE),
        *members(SIGNPOST, "told_by", "entered_in_error_by"),
        *tenant_table(GAP, patient="patient_id"),
        same_practice(GAP, "patient_id", PATIENT),
        same_practice(GAP, "referral_id", REFERRAL),
        of_our_network(GAP, "met_by_id", SERVICE),
        *members(GAP, "found_by", "ended_by"),
        *tenant_table(OFFER, patient="patient_id"),
        same_practice(OFFER, "patient_id", PATIENT),
        same_practice(OFFER, "referral_id", REFERRAL),
        same_practice(OFFER, "gap_id", GAP),
        of_our_network(OFFER, "service_id", SERVICE),
        *members(OFFER, "made_by", "ended_by"),
        Wall(ONLY_READ),
        Wall(KEEP_SENT, LET_SENT_GO),
        *[kept(table, columns) for table, columns in KEPT.items()],
    ]
