"""Kinds of writes that go through as their page offers them; and where there is nothing to kill, with the reason."""

AS_FILLED = """
activation:answer activation:end-licence activation:give-up activation:hand-over activation:judge
activation:make-link activation:measure activation:not-done activation:retire-questionnaire
activation:strike coaching:add-meeting coaching:add-programme coaching:arrange coaching:book
coaching:calendar-link coaching:cancel coaching:cancel-meeting coaching:change-group coaching:contact
coaching:contact-error coaching:did-not-attend coaching:draft coaching:end-group coaching:end-programme
coaching:follow-up-done coaching:leave-group coaching:meeting coaching:move coaching:not-given
coaching:pace coaching:patient-risk coaching:phrase-end coaching:programme coaching:reflect
coaching:session-risk coaching:start coaching:start-brief coaching:start-now coaching:step coaching:strike
coaching:take-in coaching:tell coaching:undo-step coaching:weigh insight:add-chart insight:add-driver
insight:change-chart insight:change-project insight:check-asker
insight:end-access-request insight:end-chart-limits insight:end-chart-note insight:end-driver
insight:end-project-measure insight:finish-project insight:gather-access-request insight:leave-out-text
insight:note-on-chart insight:put-chart-away insight:reword-driver insight:set-team insight:summary-ask
insight:undecide-cycle insight:withdraw-case-study outreach:call outreach:end-people-list
outreach:end-search outreach:end-time outreach:inviting-terms outreach:run-search outreach:start-wave
outreach:stop-wave outreach:take-call outreach:take-found outreach:take-out outreach:undo-call
patients:add patients:add-contact patients:approve-disposal patients:block patients:caution
patients:confirm-contact patients:declare patients:died-undo patients:edit patients:end-block
patients:end-contact patients:end-note patients:glass-seen patients:import-apply patients:import-columns
patients:import-discard patients:left patients:left-undo patients:lift-hold patients:merge-with
patients:note patients:note-again patients:set-hold patients:settle-leaving patients:take-off-disposal
patients:unmerge patients:withdraw patients:withdraw-disposal practice:add-duty practice:change-role
practice:end-access practice:end-duty practice:invite practice:send-again prescribing:add-part
prescribing:agree-again prescribing:answers-read prescribing:change-part prescribing:change-referral
prescribing:close-referral prescribing:columns prescribing:confirm-address prescribing:discard-table
prescribing:end-agreement prescribing:end-offer prescribing:end-part prescribing:end-service-note
prescribing:end-source prescribing:match-arrival prescribing:next-referral prescribing:read-source
prescribing:strike-contact prescribing:strike-referral prescribing:take-referral prescribing:terms
prescribing:told prescribing:told-in-error prescribing:told-referral prescribing:triage
prescribing:withdraw prescribing:withdraw-service reminders:limits reminders:rule-restore
reminders:stop-everything reminders:want-again
"""
# These take what only a security key makes.
WITH_A_KEY_OF_METAL = {"mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
NOTHING_TO_KILL = {
    "account_reauthenticate": "only the session says that the password was given once more",
    "account_reset_password": "a mail goes once the answer has gone out; the link is made of what stands already",
    "activation:link-later": "only the browser forgets who was there",
    "activation:load-questionnaire": "a file is looked at; loading it is another press",
    "coaching:group-person": "looks somebody up",
    "coaching:right-person": "looks somebody up, and says in the trail whom",
    "outreach:add-people-list": "a list is looked at; keeping it is another press",
    "outreach:network-search": "counts over several practices",
    "patients:block-record": "looks somebody up",
    "patients:find": "a search, of which the trail keeps that it was made",
    "patients:merge": "looks somebody up, and says in the trail whom",
    "patients:trail-of": "looks somebody up",
    "practice:look-in-sign-ins": "what is looked for is kept in the session",
    "practice:look-in-trail": "what is looked for is kept in the session",
    "practice:still-here": "only the session stays awake",
    "prescribing:directory": "a search",
    "prescribing:find-service": "a search beside a record, of which the trail keeps that it was open",
}
