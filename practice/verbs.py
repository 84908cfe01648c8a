"""The trail in plain English: what each verb means to somebody who reads it."""

from django.db import models


class Kind(models.TextChoices):
    """What a reader of the trail looks for."""

    READING = "reading", "Looked at a record"
    RECORD = "record", "Changed a record"
    SESSIONS = "sessions", "Sessions and follow-ups"
    MEASURES = "measures", "Questionnaires and scores"
    GLASS = "glass", "Blocked records"
    LISTS = "lists", "Searches, lists and imports"
    MESSAGES = "messages", "Messages"
    TEAM = "team", "Team and trail"


# What can be noted about a person and ended again.
NOTED = {
    "need": "a need",
    "supporter": "a supporter",
    "circumstance": "a circumstance",
    "condition": "a condition",
    "consent": "what they agree to",
    "alert": "a staff note",
}
SENTENCES: dict[Kind, dict[str, str]] = {
    Kind.READING: {
        "patient.opened": "Opened the record",
        "patient.shown": "Saw whose record it is",
        "patient.report_read": "Read who saw or changed the record",
        "alert.opened": "Read a staff note",
        "session.opened": "Opened a session",
        "records.pulled": "Was stopped after opening more records than anybody’s work needs",
    },
    Kind.RECORD: {
        "patient.added": "Added the person",
        "patient.changed": "Changed details",
        **{f"{thing}.noted": f"Noted {words}" for thing, words in NOTED.items()},
        **{f"{thing}.ended": f"Ended {words}" for thing, words in NOTED.items()},
        "consent.withdrawn": "Noted that they agree no longer",
        "contactpoint.added": "Added a way to reach them",
        "contactpoint.changed": "Changed a way to reach them",
        "contactpoint.confirmed": "Confirmed a way to reach them",
        "contactpoint.ended": "Ended a way to reach them",
        "patient.died": "Marked the person as died",
        "patient.died_undone": "Took back that the person died",
        "patient.left": "Marked the person as having left",
        "patient.left_undone": "Took back that the person left",
        "patient.merged": "Put two records together",
        "patient.unmerged": "Took two records apart again",
        "leaving.settled": "Looked through what was open for somebody who died or left",
    },
    Kind.SESSIONS: {
        "session.booked": "Booked a session",
        "session.moved": "Moved a session",
        "session.cancelled": "Cancelled a session",
        "session.started": "Started a session",
        "session.finished": "Finished a session",
        "session.missed": "Marked a session as not attended",
        "session.reopened": "Took back how a session ended",
        "session.struck": "Marked a session as entered in error",
        "session.written_again": "Wrote a session again for the right person",
        "session.words_added": "Added words to a session",
        "output.given": "Gave away something that was made of a note",
        "session.arranged": "Noted what is arranged for a session",
        "enrolment.referred": "Referred to a programme",
        "enrolment.invited": "Invited to a programme",
        "enrolment.enrolled": "Enrolled in a programme",
        "enrolment.paused": "Paused a programme",
        "enrolment.lapsed": "Noted that they lost touch with a programme",
        "enrolment.completed": "Noted that they completed a programme",
        "enrolment.withdrew": "Noted that they withdrew from a programme",
        "enrolment.undone": "Took back a step of a programme",
        "enrolment.weighed": "Noted how much work a person is",
        "enrolment.told": "Noted that the person knows of a referral",
        "enrolment.stopped": "Ended a programme because the person died or left",
        "enrolment.resumed": "Took a programme up again after a mistaken death or departure",
        "caseload.handed_over": "Handed a person over to a colleague",
        "goal.set": "Set a goal",
        "goal.rated": "Noted how far somebody has come",
        "goal.scaled": "Described the scale of a goal",
        "goal.planned": "Planned for a lapse",
        "goal.ended": "Ended a goal",
        "goal.taken_up": "Took a goal up again",
        "goal.cancelled": "Cancelled a goal with its note",
        "step.agreed": "Agreed a step",
        "step.told": "Noted what came of a step",
        "step.untold": "Took back what came of a step",
        "step.cancelled": "Cancelled a step with its note",
        "pace.chosen": "Chose how much at once",
        "phrase.written": "Wrote a phrase to use again",
        "phrase.ended": "Ended a phrase",
        "follow_up.planned": "Planned a follow-up",
        "follow_up.done": "Marked a follow-up as done",
        "follow_up.undone": "Took back that a follow-up was done",
        "follow_up.cancelled": "Cancelled a follow-up",
        "session.brief": "Began a session with the ten-minute form",
        "group.started": "Began a group",
        "group.changed": "Changed a group",
        "group.ended": "Ended a group",
        "group.joined": "Took somebody into a group",
        "group.agreed": "Noted a yes to the agreement of a group",
        "group.left": "Noted that somebody left a group",
        "group.meeting_booked": "Booked a meeting of a group",
        "group.meeting_cancelled": "Cancelled a meeting of a group",
        "group.meeting_held": "Kept the register of a meeting",
        "own.reflected": "Reflected on a session of their own",
        "own.reflection_thrown_away": "Threw a reflection of their own away",
        "own.supervision_logged": "Wrote in their own supervision log",
        "own.supervision_thrown_away": "Threw an entry of their own supervision log away",
        "risk.raised": "Raised a risk alert",
        "risk.told": "Told colleagues of a risk alert",
        "risk.mail_sent": "Sent the mail about a risk alert",
        "risk.mail_failed": "Could not send the mail about a risk alert",
        "risk.acknowledged": "Answered a risk alert",
        "risk.taken_back": "Took back a risk alert",
        "contact.noted": "Noted a call",
        "contact.struck": "Marked a call as entered in error",
        "help.asked": "Sent something that a person must read",
        "help.dealt_with": "Dealt with what a patient sent",
        "help.undone": "Took back that what a patient sent was dealt with",
    },
    Kind.MEASURES: {
        "measurement.asked": "Asked somebody to answer a questionnaire",
        "measurement.asked_again": "Took up a questionnaire again that had ended",
        "measurement.words_chosen": "Chose between the usual and easy-read words",
        "measurement.answered": "Sent the answers of a questionnaire",
        "measurement.not_done": "Noted that a questionnaire was not answered",
        "measurement.given_up": "Ended a questionnaire before it was answered",
        "measurement.entered": "Noted a score or a level",
        "measurement.checked": "Checked doubtful answers with the person",
        "measurement.struck": "Marked a measurement as entered in error",
        "measurement.link_issued": "Made a link to a questionnaire",
        "measurement.text_asked": "Asked for a link to be sent in a message",
        "measurement.text_taken_back": "Took back that a link is to be sent in a message",
        "measurement.link_opened": "Opened a questionnaire from a link",
        "measurement.link_refused": "Was refused a questionnaire: wrong date of birth",
        "questionnaire.loaded": "Loaded a questionnaire",
        "questionnaire.retired": "Took a questionnaire out of use",
        "licence.noted": "Noted a licence",
        "licence.ended": "Ended a licence",
        "calibration.published": "Published from whose answers a questionnaire is scored",
        "measures.looked_at": "Looked at how well a questionnaire measures here",
        "measures.exported": "Took answers away as a file without names",
    },
    Kind.GLASS: {
        "glass.broken": "Opened a blocked record in an emergency",
        "glass.seen": "Looked into a blocked record that was opened",
        "block.set": "Blocked the record for a colleague",
        "block.ended": "Took a block away",
    },
    Kind.LISTS: {
        "patients.searched": "Searched for a patient",
        "import.changes_read": "Read whom a list adds or changes",
        "import.refused_taken": "Took away the refused lines of a list as a file",
        "figure.opened": "Opened the list behind a figure",
        "import.received": "Uploaded a list",
        "import.checked": "Checked an uploaded list",
        "import.columns_chosen": "Chose what the columns of a list mean",
        "import.asked_for": "Asked for a list to be brought in",
        "import.applied": "Brought a list in",
        "import.found_done": "Asked again for a list that was already in",
        "import.stopped": "A list could not be brought in",
        "import.discarded": "Threw an uploaded list away",
        "import.file_deleted": "Deleted the file of a list",
        "import.leavers_undone": "Took back that a whole list marked people as having left",
        "deprivation.loaded": "Looked up how deprived each postcode is",
        "demo.moved_in": "Moved the made-up people in",
        "demo.year_happened": "Made a year of sessions up",
        "demo.answers_came_in": "Made a year of answers up",
    },
    Kind.MESSAGES: {
        "message.dealt_with": "Did what a message asked of a person",
        "message.undone": "Took back that a message was dealt with",
        "messages.planned": "Planned messages",
        "messages.handled": "Sent what was due",
        "messages.stopped": "Stopped messages to somebody who died or left",
        "messages.resumed": "Let stopped messages wait again",
    },
    Kind.TEAM: {
        "member.joined": "Began to work here",
        "programme.started": "Began to offer a programme",
        "programme.changed": "Changed a programme",
        "programme.ended": "Ended a programme",
        "capacity.set": "Set how much a colleague can carry",
        "calendar.link_made": "Made a private link for a calendar",
        "calendar.link_ended": "Ended a private link for a calendar",
        "member.invited": "Invited a colleague",
        "member.ended": "Ended a colleague’s access",
        "invitation.sent": "Sent the account mail",
        "invitation.failed": "Could not send the account mail",
        "duty.taken": "Gave somebody a duty",
        "duty.ended": "Ended a duty",
        "trail.read": "Read the trail",
        "sign_ins.read": "Read who signed in",
    },
}
_ALL = {verb: words for verbs in SENTENCES.values() for verb, words in verbs.items()}


def sentence(verb: str) -> str:
    """What was done; a verb that nobody has put into words shows itself."""
    return _ALL.get(verb, verb)


def is_said(verb: str) -> bool:
    return verb in _ALL


def verbs_of(kind: str) -> list[str]:
    return list(SENTENCES[Kind(kind)])
