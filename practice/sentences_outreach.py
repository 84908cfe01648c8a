"""One sentence for each verb of finding and inviting people; sentences.py takes them in."""

SENTENCES: dict[str, str] = {
    # Waiting for an answer, and answers.
    "invite.moved_on": "Noted who was asked by message, and who is to be rung",
    "invite.answered": "Answered an invitation",
    "invite.time_chosen": "Chose a time that was offered",
    "invite.time_given_back": "Gave back a time that was offered",
    "invite.stopped": "Stopped inviting somebody who died or left",
    "invite.resumed": "Let an invitation go on that was stopped",
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
    "wave.people_read": "Read who is in a wave of invitations",
    "wave.times_offered": "Offered times to people of a wave",
    "wave.time_ended": "Took away a time that was offered",
    "ranking.set": "Said how many points each rule of the ranking gives",
    "inviting.terms_set": "Said how long we wait between invitations, and how often we try",
}
