"""One sentence for each verb of requests for what is held about somebody; sentences.py takes them in."""

SENTENCES: dict[str, str] = {
    "access_request.opened": "Took in a request for what is held",
    "access_request.checked": "Checked who asks for what is held, and that they may",
    "access_request.extended": "Extended a request for what is held by two months",
    "access_request.gathered": "Gathered what is held, to be read before it is given",
    "access_request.approved": "Approved that what is held is given",
    "access_request.approval_taken_back": "Took back that what is held may be given",
    "access_request.taken": "Took a file of what is held, to hand it over",
    "access_request.handed_over": "Handed over what is held",
    "access_request.ended": "Ended a request for what is held without giving it",
    "access_request.opened_again": "Opened a request for what is held again",
    "access_text.given": "Read texts of the record, and said that they are given as they are",
    "access_text.left_out": "Said what is left out of a text before it is given",
}
