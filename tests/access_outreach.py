"""Who may open what of outreach/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

FINDS = "COM"
INVITES = "CO"
RINGS = "CLO"
ALLOWS = "M"
MATRIX: dict[str, tuple[Any, ...]] = {
    "outreach:searches": (FINDS,),
    "outreach:add-search": (FINDS,),
    "outreach:search": (FINDS,),
    "outreach:change-search": (FINDS,),
    "outreach:run-search": (FINDS, "post"),
    "outreach:end-search": (FINDS,),
    "outreach:search-reason": (ALLOWS,),
    "outreach:network-search": (FINDS,),
    "outreach:found": (FINDS,),
    # Names are for those who invite.
    "outreach:found-people": (INVITES,),
    "outreach:take-found": (INVITES,),
    "outreach:opt-out": (INVITES,),
    "outreach:opt-out-numbers": (INVITES, "post"),
    "outreach:opt-out-back": (INVITES, "post"),
    "outreach:take-checked": (INVITES, "post"),
    "outreach:people-lists": (INVITES,),
    "outreach:add-people-list": (INVITES,),
    "outreach:keep-people-list": (INVITES, "post"),
    "outreach:end-people-list": (INVITES,),
    "outreach:calls": (RINGS,),
    "outreach:call": (RINGS,),
    "outreach:take-call": (RINGS, "post"),
    "outreach:leave-call": (RINGS, "post"),
    "outreach:undo-call": (RINGS, "post"),
    # Managers see how a wave stands, and may stop it; whom it asks is for those who invite.
    "outreach:waves": (FINDS,),
    "outreach:wave": (FINDS,),
    "outreach:wave-make-up": (FINDS,),
    "outreach:stop-wave": (FINDS,),
    "outreach:undo-stop": (FINDS, "post"),
    "outreach:ranking": (FINDS,),
    "outreach:inviting-terms": (FINDS,),
    "outreach:make-wave": (INVITES,),
    "outreach:start-wave": (INVITES,),
    "outreach:wave-people": (INVITES,),
    "outreach:take-out": (INVITES, "post"),
    "outreach:put-back": (INVITES, "post"),
    "outreach:wave-times": (INVITES,),
    "outreach:end-time": (INVITES, "post"),
}
BY_LINK: set[str] = {"outreach:invite", "outreach:invite-stop"}
