"""One sentence for each verb of finding and inviting people; sentences.py takes them in."""

SENTENCES: dict[str, str] = {
    # Searches, lists, files.
    "cohort.saved": "Kept a search for people to invite",
    "cohort.changed": "Changed a search for people to invite",
    "cohort.ended": "Ended a search for people to invite",
    "cohort.run": "Found people to invite",
    "cohort.reason_given": "Gave a reason for choosing by a protected characteristic",
    "cohort.people_read": "Read the names of people who were found",
    "cohort.taken": "Took a file of people who were found out",
    "opt_out.numbers_taken": "Took NHS numbers out, to check for opt-outs",
    "opt_out.answer_kept": "Brought back who has not opted out",
    "people_list.kept": "Kept a list of people from the clinical system",
    "people_list.ended": "Ended a list of people from the clinical system",
    # Waiting for an answer, and answers.
    "invite.moved_on": "Noted who was asked by message, and who is to be rung",
    "invite.answered": "Answered an invitation",
    "invite.time_chosen": "Chose a time that was offered",
    "invite.time_given_back": "Gave back a time that was offered",
    "invite.stopped": "Stopped inviting somebody who died or left",
    "invite.resumed": "Let an invitation go on that was stopped",
    "demo.people_invited": "Made waves of invitations up",
    # Calls.
    "invite.taken": "Took a call to somebody who was invited",
    "invite.let_go": "Left a call to somebody who was invited to others",
    "invite.rung": "Rang somebody who was invited",
    "invite.call_undone": "Took back what came of a call to somebody who was invited",
    # Waves.
    "wave.made": "Made a wave of invitations",
    "wave.started": "Started a wave of invitations",
    "wave.stopped": "Stopped a wave of invitations",
    "wave.stop_undone": "Let a stopped wave of invitations go on",
    "wave.taken_out": "Took somebody out of a wave of invitations",
    "wave.put_back": "Put somebody back into a wave of invitations",
    "wave.looked_ahead": "Looked at who would be in a wave of invitations",
    "wave.people_read": "Read who is in a wave of invitations",
    "wave.times_offered": "Offered times to people of a wave",
    "wave.time_ended": "Took away a time that was offered",
    "ranking.set": "Said how many points each rule of the ranking gives",
    "inviting.terms_set": "Said how long we wait between invitations, and how often we try",
}
