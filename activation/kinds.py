"""How a questionnaire is licensed, how it was answered, with whom, and why it was not."""

from django.db import models


class Licence(models.TextChoices):
    """Who may hold the wording. Of the last, only the score may be typed in by everybody else."""

    OPEN = "open", "Open"
    PERMISSION = "permission", "With permission"
    LICENSED = "licensed", "Licensed"


class Mode(models.TextChoices):
    """How the answers came."""

    DESK = "desk", "At the desk, with staff"
    PHONE = "phone", "By phone, with staff"
    TABLET = "tablet", "On a tablet handed over"
    LINK = "link", "From a link"
    ENTRY = "entry", "Score typed in from another tool"
    JUDGED = "judged", "Coach's own judgement of the level"


# Answered statement by statement; the rest is noted in one go.
ASKED = (Mode.DESK, Mode.PHONE, Mode.TABLET, Mode.LINK)
BY_STAFF = (Mode.DESK, Mode.PHONE)


class Help(models.TextChoices):
    """Who else took part."""

    ALONE = "alone", "Answered alone"
    STAFF = "staff", "With help from staff"
    SUPPORTER = "supporter", "With help from family or a friend"
    INTERPRETER = "interpreter", "With an interpreter"


class Interpreter(models.TextChoices):
    PROFESSIONAL = "professional", "Professional interpreter"
    STAFF = "staff", "A colleague who speaks the language"
    FAMILY = "family", "Family"
    FRIEND = "friend", "A friend"


class NotDone(models.TextChoices):
    """Why it was not answered: data like the answers themselves."""

    NOT_TODAY = "not_today", "Not today"
    DECLINED = "declined", "Did not want to"
    UNWELL = "unwell", "Too unwell or too upset"
    NO_TIME = "no_time", "No time"
    NO_LANGUAGE = "no_language", "No wording in their language, and no interpreter"
    NO_FORMAT = "no_format", "No format they can use"
    CANNOT = "cannot", "Not able to answer, with help either"
    NO_ANSWER = "no_answer", "Asked, and no answer came"
    OTHER = "other", "Another reason"


class Flag(models.TextChoices):
    """What makes an answer sheet doubtful. Nothing is left out because of it; a person looks."""

    TOO_FEW = "too_few", "Too few statements answered"
    STRAIGHT_LINE = "straight_line", "The same answer throughout"
    LONG_STRING = "long_string", "The same answer many times in a row"
    MISFIT = "misfit", "Answers that do not fit together well"
    MISFIT_STRONG = "misfit_strong", "Answers that do not fit together"
    TOO_FAST = "too_fast", "Answered faster than one can read"
    UNCALIBRATED = "uncalibrated", "Provisional, not calibrated"


# These ask a colleague to check with the person; the others only inform.
TO_CHECK = (Flag.STRAIGHT_LINE, Flag.MISFIT, Flag.MISFIT_STRONG, Flag.TOO_FAST)
