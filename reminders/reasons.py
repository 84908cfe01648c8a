"""Why a message was held, dropped or given to a person, in the words that staff read."""

GONE = "What this was about has been done, cancelled or changed."
MOVED = "What this was about was moved to another time."
BEGUN = "The appointment had already begun."
MERGED = "This record was put together with another one."
DIED = "They have died."
LEFT = "They are not registered here any more."
YOUNG = "They are younger than the programme’s minimum age."
TOLD = "Another message of this kind went to them within the last day."
YIELDS = "Another message went to them within the last day: this one waits."
RESTRICTED = "Contact details protected: use the GP record."
PROTECTED = "Contact details protected: ring the service yourself, and name no place."
UNCONFIRMED = "The address of the service is not confirmed now: ring them, and confirm it."
WITH_CARE = "Contact with care: read the record before you ring."
LATE = "This was due more than two weeks ago, so a person should look at it first."
INTERPRETER = "Call with an interpreter: there is no translation into {language}."
AGREED_CALL = "A call or a meeting was agreed."
AGREED_LETTER = "A letter was agreed."
ASKED_LETTER = "They asked for letters."
QUIET = "Nothing goes out between 8pm and 8am."
TRIED = "The service did not take it, though it was tried eight times."
NOT_KNOWN = "The service’s answer was cut off, and it cannot be asked. Find out whether it arrived."

# A cancelled session can be opened again, a death can have been marked by mistake: the message
# that was dropped with it is then planned again.
MAY_STAND_AGAIN = (GONE, MOVED, MERGED, DIED, LEFT)
