"""Who may open what: the written matrix, address by address, checked against the running product.

It says once more what practice/permissions.py decides, on purpose: a slip there shows here.
C coach, K clinician, L link worker, O care coordinator, M practice manager, A administrator.
"""

import dataclasses

from practice.permissions import Role

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
MATRIX: dict[str, Line] = {
    "practice:home": Line(EVERYBODY),
    "practice:still-here": Line(EVERYBODY, "post"),
    "practice:front": Line(EVERYBODY),
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
    "coaching:follow-up-done": Line(HOLDS, "post"),
    "coaching:follow-up-undo": Line(HOLDS, "post"),
    "insight:dashboard": Line("CKM"),
    "insight:behind-sessions": Line(HOLDS),
    "insight:behind-people": Line(HOLDS),
    "insight:behind-overdue": Line(HOLDS),
    "insight:behind-due": Line(HOLDS),
    "reminders:messages": Line("CLOMA"),
    "reminders:done": Line("CLO", "post"),
    "reminders:undo": Line("CLO", "post"),
}
# Reached without a membership, each for its reason.
OUTSIDE = {"practice:health"}
