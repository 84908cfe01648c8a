"""Who may open what: the written matrix, address by address, checked against the running product.

It says once more what practice/permissions.py decides, on purpose: a slip there shows here.
C coach, K clinician, L link worker, O care coordinator, M practice manager, A administrator.
"""

import dataclasses

from practice.permissions import Role
from tests import access_disposal, access_insight, access_outreach, access_prescribing

LETTERS = {
    "C": Role.COACH,
    "K": Role.CLINICIAN,
    "L": Role.LINK_WORKER,
    "O": Role.COORDINATOR,
    "M": Role.MANAGER,
    "A": Role.ADMINISTRATOR,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One address: the roles that may, the method that the page is for, what is posted to it."""

    who: str
    method: str = "get"
    data: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def roles(self) -> set[Role]:
        return {LETTERS[letter] for letter in self.who}


EVERYBODY = "CKLOMA"
EDITS = "CKLO"
HOLDS = "CKL"
IMPORTS = "COMA"
MATRIX: dict[str, Line] = {
    "practice:home": Line(EVERYBODY),
    "practice:still-here": Line(EVERYBODY, "post"),
    "practice:front": Line(EVERYBODY),
    "patients:break-glass": Line("CKL"),
    "patients:glass": Line("MA"),
    "patients:glass-seen": Line("MA", "post"),
    "patients:blocks": Line("MA"),
    "patients:block-record": Line("MA"),
    "patients:block": Line("MA"),
    "patients:end-block": Line("MA"),
    "patients:declare": Line(EVERYBODY),
    "patients:merge": Line("CO"),
    "patients:merge-with": Line("CO"),
    "patients:merges": Line(EVERYBODY),
    "patients:unmerge": Line("CO"),
    "patients:died": Line(EDITS),
    "patients:died-undo": Line(EDITS),
    "patients:left": Line(EDITS),
    "patients:left-undo": Line(EDITS),
    "patients:leavings": Line(EDITS),
    "patients:settle-leaving": Line(EDITS, "post"),
    "patients:trail-of": Line("A"),
    "patients:access-report": Line("A"),
    "patients:access-changes": Line("A"),
    "practice:telephone": Line("MA"),
    "reminders:rules": Line("MA"),
    "reminders:limits": Line("MA"),
    "reminders:rule": Line("MA", data={"kind": "session"}),
    "reminders:rule-restore": Line("MA", "post", {"kind": "session"}),
    "reminders:rule-test": Line("MA", data={"kind": "session"}),
    "reminders:clockwork": Line("MA"),
    "reminders:let-messages-go": Line("MA", "post"),
    "practice:team": Line("A"),
    "practice:invite": Line("A"),
    "practice:send-again": Line("A", "post"),
    "practice:change-role": Line("A"),
    "practice:end-access": Line("A"),
    "practice:add-duty": Line("A"),
    "practice:end-duty": Line("A"),
    "practice:trail": Line("A"),
    "practice:sign-ins": Line("A"),
    "practice:look-in-trail": Line("A", "post"),
    "practice:look-in-sign-ins": Line("A", "post"),
    "patients:find": Line(EVERYBODY),
    "patients:record": Line(EVERYBODY),
    "patients:alerts": Line(EVERYBODY),
    "patients:add": Line(EDITS),
    "patients:edit": Line(EDITS),
    "patients:caution": Line(EDITS),
    "patients:add-contact": Line(EDITS),
    "patients:change-contact": Line(EDITS),
    "patients:confirm-contact": Line(EDITS, "post"),
    "patients:end-contact": Line(EDITS),
    "patients:note": Line(EDITS),
    "patients:note-again": Line(EDITS),
    "patients:end-note": Line(EDITS),
    "patients:withdraw": Line(EDITS),
    "patients:imports": Line(IMPORTS),
    "patients:import": Line(IMPORTS),
    "patients:import-columns": Line(IMPORTS),
    "patients:import-lines": Line(IMPORTS),
    "patients:import-changes": Line(IMPORTS),
    "patients:import-dates": Line(IMPORTS, "post"),
    "patients:import-refused": Line(IMPORTS),
    "patients:import-apply": Line(IMPORTS, "post"),
    "patients:import-discard": Line(IMPORTS, "post"),
    # Who may say that a file is the whole list may also take back what that did.
    "patients:import-undo": Line("OMA", "post"),
    "patients:asked": Line(EVERYBODY),
    "patients:asked-done": Line(EDITS, "post"),
    "patients:asked-undo": Line(EDITS, "post"),
    "activation:questionnaires": Line("A"),
    "activation:questionnaire": Line("A"),
    "activation:measures": Line("A"),
    "activation:fairness": Line("A"),
    "activation:calibration-file": Line("A"),
    "activation:load-questionnaire": Line("A"),
    "activation:load-questionnaire-now": Line("A", "post"),
    "activation:retire-questionnaire": Line("A"),
    "activation:note-licence": Line("A"),
    "activation:end-licence": Line("A"),
    "activation:make-link": Line(EDITS),
    "activation:hand-over": Line(EDITS, "post"),
    "activation:measure": Line(EDITS),
    "activation:not-done": Line(EDITS),
    "activation:asked": Line(EDITS),
    "activation:answer": Line(EDITS),
    "activation:give-up": Line(EDITS),
    "activation:strike": Line(EDITS),
    "activation:enter-score": Line(EDITS),
    "activation:judge": Line(HOLDS),
    "activation:measurements": Line(HOLDS),
    "activation:measurement": Line(HOLDS),
    "activation:check": Line(HOLDS, "post"),
    "coaching:today": Line(HOLDS),
    "coaching:sessions": Line(HOLDS),
    "coaching:book": Line(HOLDS),
    "coaching:start-now": Line(HOLDS, "post"),
    "coaching:session": Line(HOLDS),
    "coaching:start": Line(HOLDS, "post"),
    "coaching:draft": Line(HOLDS, "post"),
    "coaching:finish": Line(HOLDS, "post"),
    "coaching:add-words": Line(HOLDS, "post"),
    "coaching:drop": Line(HOLDS, "post"),
    "coaching:move": Line(HOLDS),
    "coaching:cancel": Line(HOLDS),
    "coaching:did-not-attend": Line(HOLDS),
    "coaching:reopen": Line(HOLDS, "post"),
    "coaching:strike": Line(HOLDS),
    "coaching:right-person": Line(HOLDS, "post"),
    "coaching:write-again": Line(HOLDS, "post"),
    "coaching:refer-on": Line(HOLDS),
    "coaching:plan": Line(HOLDS),
    "coaching:give-plan": Line(HOLDS, "post"),
    "coaching:give-summary": Line(HOLDS, "post"),
    "coaching:given": Line(HOLDS),
    "coaching:given-pdf": Line(HOLDS),
    "coaching:not-given": Line(HOLDS),
    "coaching:follow-up-done": Line(HOLDS, "post"),
    "coaching:follow-up-undo": Line(HOLDS, "post"),
    "coaching:arrange": Line(HOLDS, "post", {"gp_book": "yes"}),
    "coaching:programmes": Line("CMA"),
    "coaching:add-programme": Line("CMA"),
    "coaching:programme": Line("CMA"),
    "coaching:end-programme": Line("CMA"),
    "coaching:refer": Line(EDITS),
    "coaching:enrol": Line(EDITS),
    "coaching:enrolment": Line(EDITS),
    "coaching:step": Line(EDITS),
    "coaching:undo-step": Line(EDITS, "post"),
    "coaching:tell": Line(EDITS, "post"),
    "coaching:weigh": Line(HOLDS, "post", {"weight": "heavy"}),
    "coaching:caseload": Line(HOLDS),
    "coaching:load": Line("CKLMA"),
    # Clinicians and link workers set their own.
    "coaching:capacity": Line("CMA"),
    "coaching:hand-over": Line("CKLMA"),
    "coaching:calendar-link": Line(HOLDS),
    "coaching:end-calendar-link": Line(HOLDS, "post"),
    "coaching:goals": Line(HOLDS),
    "coaching:goal-end": Line(HOLDS, "post"),
    "coaching:goal-again": Line(HOLDS, "post"),
    "coaching:goal-lapse": Line(HOLDS, "post"),
    "coaching:step-told": Line(HOLDS, "post"),
    "coaching:step-untold": Line(HOLDS, "post"),
    "coaching:pace": Line(HOLDS, "post", {"pace": "one_thing"}),
    "coaching:phrases": Line(HOLDS),
    # Its writer, and nobody else.
    "coaching:phrase-end": Line("C", "post"),
    "coaching:start-brief": Line(HOLDS, "post"),
    "coaching:groups": Line(HOLDS),
    "coaching:add-group": Line(HOLDS),
    "coaching:group": Line(HOLDS),
    "coaching:change-group": Line(HOLDS),
    "coaching:end-group": Line(HOLDS),
    "coaching:group-person": Line(HOLDS, "post"),
    "coaching:take-in": Line(HOLDS),
    "coaching:leave-group": Line(HOLDS),
    "coaching:agree-again": Line(HOLDS, "post"),
    "coaching:add-meeting": Line(HOLDS),
    "coaching:meeting": Line(HOLDS),
    "coaching:cancel-meeting": Line(HOLDS),
    "coaching:nothing-to-add": Line(HOLDS, "post"),
    "coaching:own": Line(HOLDS),
    "coaching:own-text": Line(HOLDS),
    "coaching:supervision": Line(HOLDS),
    "coaching:drop-supervision": Line(HOLDS, "post"),
    # The one who finished it, and nobody else.
    "coaching:reflect": Line("C"),
    "coaching:drop-reflection": Line("C", "post"),
    "coaching:session-risk": Line(HOLDS, "post", {"risk": "self_harm"}),
    "coaching:patient-risk": Line(EDITS, "post", {"risk": "safeguarding"}),
    "coaching:risks": Line(EVERYBODY),
    # And whoever was told, in whatever role.
    "coaching:risk": Line(HOLDS),
    "coaching:risk-answer": Line("K", "post"),
    "coaching:risk-take-back": Line("C", "post"),
    "coaching:contact": Line(EDITS),
    "coaching:contact-error": Line(EDITS, "post"),
    "insight:dashboard": Line(EVERYBODY),
    "insight:coverage": Line(EVERYBODY),
    "insight:behind-sessions": Line(HOLDS),
    "insight:behind-people": Line(HOLDS),
    "insight:behind-overdue": Line(HOLDS),
    "insight:behind-due": Line(HOLDS),
    "insight:behind-social": Line(HOLDS),
    "reminders:messages": Line("CLOMA"),
    "reminders:letters": Line("CLOMA"),
    "reminders:letters-file": Line("CLO"),
    "reminders:letter-file": Line("CLO"),
    "reminders:letters-printed": Line("CLO", "post"),
    "reminders:not-printed": Line("CLO", "post"),
    "reminders:outbox": Line("CLOMA"),
    "reminders:done": Line("CLO", "post"),
    "reminders:undo": Line("CLO", "post"),
    "reminders:of-person": Line("CLOMA"),
    "reminders:refuse": Line("CLO", "post"),
    "reminders:want-again": Line("CLO", "post"),
    "reminders:stop-everything": Line("CLO"),
    "reminders:go-on": Line("CLO", "post"),
    "reminders:keep-back": Line("CLO", "post"),
    "reminders:let-go": Line("CLO", "post"),
    "reminders:change": Line("CLO"),
    "reminders:as-planned": Line("CLO", "post"),
    "reminders:send-now": Line("CLO"),
    "reminders:not-now": Line("CLO", "post"),
    "reminders:try-again": Line("CLO"),
    "reminders:dealt-with": Line("CLO", "post"),
    "reminders:undone": Line("CLO", "post"),
    "reminders:send-link": Line(EDITS),
    "reminders:keep-link": Line(EDITS, "post"),
    "reminders:send-plan": Line(HOLDS),
}
MATRIX |= {
    name: Line(*line)
    for room in (access_prescribing, access_outreach, access_insight, access_disposal)
    for name, line in room.MATRIX.items()
}
# Signing in and looking after one's own account: reached without a membership.
ACCOUNT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# The heartbeat says whether the site is well, and nothing else.
# Behind a signed link: no account, and nothing but what the link is about.
BY_LINK = {
    "activation:link",
    "activation:link-statement",
    "activation:link-check",
    "activation:link-sent",
    "activation:link-words",
    "activation:link-later",
    "activation:link-help",
    "activation:link-help-asked",
    "reminders:reply",
    "reminders:reply-help",
    "reminders:reply-stop",
    "reminders:there-stop",
    "coaching:calendar-feed",
}
BY_LINK |= access_prescribing.BY_LINK | access_outreach.BY_LINK
BY_MACHINES = {"reminders:notify", "practice:metrics"}
HEALTH = {"practice:health", "practice:web-health"}
OUTSIDE = ACCOUNT | BY_LINK | BY_MACHINES | access_prescribing.FOR_ANYBODY | HEALTH
CAST = {"C": "asha", "L": "lena", "K": "ben", "O": "cara", "M": "mo", "A": "mo"}


def opener(name: str) -> str:
    """Somebody of the cast at Elm whom the matrix lets in."""
    return next(CAST[letter] for letter in CAST if letter in MATRIX[name].who)
