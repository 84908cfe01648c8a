"""Referrals: from outside and inside, the board, triage, contacts, closing, the message back."""

from django.urls import path

from prescribing import arrival_views as arrivals
from prescribing import board_views as board
from prescribing import contact_views as contacts
from prescribing import message_back_views as back
from prescribing import offer_views as offers
from prescribing import public_views as public
from prescribing import referral_views as one
from prescribing import triage_views as triage

HERE = "<ods:ods_code>"
REFERRAL = f"{HERE}/referrals/<int:referral_id>"
ARRIVAL = f"{HERE}/arrivals/<int:arrival_id>"
GIVEN = f"{HERE}/messages-back/<int:given_back_id>"

urlpatterns = [
    path("mine/referrals", board.referrals, name="referrals"),
    path(f"{HERE}/patients/<int:patient_id>/refer-on", one.refer, name="refer"),
    path(REFERRAL, one.referral, name="referral"),
    path(f"{REFERRAL}/change", one.change_referral, name="change-referral"),
    path(f"{REFERRAL}/told", one.told_referral, name="told-referral"),
    path(f"{REFERRAL}/answer", one.answer_referral, name="answer-referral"),
    path(f"{REFERRAL}/entered-in-error", one.strike_referral, name="strike-referral"),
    path(f"{REFERRAL}/take", triage.take_referral, name="take-referral"),
    path(f"{REFERRAL}/triage", triage.triage, name="triage"),
    path(f"{REFERRAL}/hand-over", triage.hand_over_referral, name="hand-over-referral"),
    path(f"{REFERRAL}/offer-on", triage.offer_on, name="offer-on"),
    path(f"{REFERRAL}/contact", contacts.contact_referral, name="contact-referral"),
    path(f"{HERE}/referral-contacts/<int:reached_id>", contacts.strike_contact, name="strike-contact"),
    path(f"{REFERRAL}/plan", contacts.plan_referral, name="plan-referral"),
    path(f"{REFERRAL}/next", contacts.next_referral, name="next-referral"),
    path(f"{REFERRAL}/close", contacts.close_referral, name="close-referral"),
    path(f"{REFERRAL}/reopen", contacts.reopen_referral, name="reopen-referral"),
    path(f"{REFERRAL}/message-back", back.message_back_page, name="message-back"),
    path(GIVEN, back.message_back_paper, name="message-back-paper"),
    path(f"{GIVEN}/pdf", back.message_back_pdf, name="message-back-pdf"),
    path(f"{REFERRAL}/offer", offers.offer, name="offer"),
    path(f"{HERE}/offers", offers.offers, name="offers"),
    path(f"{HERE}/offers/<int:offer_id>", offers.end_offer, name="end-offer"),
    path(f"{HERE}/referral-load", triage.referral_load, name="referral-load"),
    path(f"{HERE}/referral-load/<int:member_id>", triage.workload, name="workload"),
    path(f"{HERE}/referral-load/<int:member_id>/hand-over", triage.hand_all_over, name="hand-all-over"),
    path(f"{HERE}/arrivals", arrivals.arrivals, name="arrivals"),
    path(ARRIVAL, arrivals.arrival, name="arrival"),
    path(f"{ARRIVAL}/match/<int:patient_id>", arrivals.match_arrival, name="match-arrival"),
    path(f"{ARRIVAL}/hold", arrivals.hold_arrival, name="hold-arrival"),
    path(f"{HERE}/ask-for-help", public.ask_for_help, name="ask-for-help"),
    path(f"{HERE}/ask-for-help/sent", public.ask_sent, name="ask-sent"),
    path(f"{HERE}/ask-for-help/<slug:who>", public.ask, name="ask"),
]
