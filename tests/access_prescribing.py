"""Who may open what of prescribing/, as tests/access.py says it of everything: roles, method, what is posted."""

from typing import Any

EDITS = "CKLO"
HOLDS = "CKL"
EVERYBODY = "CKLOMA"
WRITES = "LOA"
MATRIX: dict[str, tuple[Any, ...]] = {
    "prescribing:find-service": ("CL",),
    "prescribing:service-for": ("CL",),
    "prescribing:told": (EDITS, "post"),
    "prescribing:signpost": (EDITS,),
    "prescribing:told-in-error": (EDITS, "post"),
    "prescribing:placement": ("CL",),
    "prescribing:agree": ("CL",),
    "prescribing:agree-again": ("CL",),
    "prescribing:send": ("CL",),
    "prescribing:withdraw": ("CL",),
    "prescribing:end-agreement": ("CL", "post"),
    "prescribing:add-gap": ("CL",),
    "prescribing:gaps": ("LM",),
    "prescribing:gaps-file": ("LM",),
    "prescribing:end-gap": ("CL",),
    "prescribing:referrals": ("CL",),
    "prescribing:refer": (EDITS,),
    "prescribing:referral": (EDITS,),
    # The words are not a coordinator's to read.
    "prescribing:change-referral": (HOLDS,),
    "prescribing:told-referral": (EDITS, "post"),
    "prescribing:answer-referral": (EDITS, "post"),
    "prescribing:strike-referral": (EDITS,),
    "prescribing:take-referral": ("CL", "post"),
    "prescribing:triage": ("CL",),
    "prescribing:hand-over-referral": ("CL",),
    "prescribing:contact-referral": ("CL",),
    "prescribing:offer-on": ("CL",),
    "prescribing:strike-contact": ("CL",),
    "prescribing:plan-referral": ("CL",),
    "prescribing:next-referral": ("CL",),
    "prescribing:close-referral": ("CL",),
    "prescribing:reopen-referral": ("CL",),
    "prescribing:message-back": ("CL",),
    "prescribing:message-back-paper": ("CL",),
    "prescribing:message-back-pdf": ("CL",),
    "prescribing:offer": ("CL",),
    "prescribing:offers": ("CL",),
    "prescribing:end-offer": ("CL",),
    "prescribing:referral-load": ("CKLMA",),
    # Clinicians and link workers set their own.
    "prescribing:workload": ("CMA",),
    "prescribing:hand-all-over": ("CKLMA",),
    "prescribing:arrivals": (EDITS,),
    "prescribing:arrival": (EDITS,),
    "prescribing:match-arrival": (EDITS,),
    "prescribing:hold-arrival": (EDITS, "post"),
    "prescribing:answers": ("CL",),
    "prescribing:answers-read": ("CL", "post"),
    "prescribing:note-answer": ("CL",),
    # The directory holds nothing about patients: everybody reads it.
    "prescribing:directory": (EVERYBODY,),
    "prescribing:service": (EVERYBODY,),
    "prescribing:note-service": (EDITS, "post"),
    "prescribing:end-service-note": (EDITS, "post"),
    "prescribing:add-service": (WRITES,),
    "prescribing:change-service": (WRITES,),
    "prescribing:service-places": (WRITES,),
    "prescribing:confirm-address": (WRITES,),
    "prescribing:end-address": (WRITES, "post"),
    "prescribing:withdraw-service": (WRITES, "post"),
    "prescribing:bring-back": (WRITES, "post"),
    "prescribing:add-part": (WRITES,),
    "prescribing:change-part": (WRITES,),
    "prescribing:end-part": (WRITES, "post"),
    "prescribing:sources": (WRITES,),
    "prescribing:add-source": (WRITES,),
    "prescribing:upload-services": (WRITES,),
    "prescribing:read-source": (WRITES, "post"),
    "prescribing:end-source": (WRITES, "post"),
    "prescribing:reading": (WRITES,),
    "prescribing:columns": (WRITES,),
    "prescribing:discard-table": (WRITES, "post"),
    "prescribing:terms": ("MA",),
}
# Pages about what a network shares: what another practice of the network wrote is found there.
SHARED = {
    name
    for name in MATRIX
    if name.removeprefix("prescribing:")
    in {
        *("service", "note-service", "change-service", "service-places", "confirm-address", "end-address"),
        *("withdraw-service", "bring-back", "add-part", "change-part", "end-part", "read-source"),
        *("end-source", "reading"),
    }
}
# For anybody, where the practice allows it.
FOR_ANYBODY = {
    *("prescribing:feed", "prescribing:feed-services", "prescribing:feed-service"),
    *("prescribing:ask-for-help", "prescribing:ask", "prescribing:ask-sent"),
}
# Behind a signed link.
BY_LINK = {
    "prescribing:provider",
    "prescribing:provider-answer",
    "prescribing:provider-places",
    "prescribing:provider-thanks",
    "prescribing:got-there",
    "prescribing:got-there-no",
    "prescribing:got-there-help",
    "prescribing:got-there-thanks",
}
