"""What the GP record gets: at most five lines, to paste or to file."""

import dataclasses

from coaching.outputs.codes import codes
from coaching.outputs.facts import THIRD_PARTY, Facts, LeftOut, why_marked
from practice.wording import long_date

MOST_LINES = 5
LONGEST = 240  # characters of one part; a summary is read between two patients
NOT_TO_GP = "The note is marked: do not send to the GP. Nothing is prepared."
CODES_ONLY = "The note is marked: codes only."
NO_CODES = "The note is marked: codes only, and no code of it is confirmed. Nothing is prepared."
HIDE = "Consider hiding this from online access."
WORRIED = "A worry about safety was raised in this session and told to colleagues here at once."
NOTHING_ASKED = "Nothing is asked of the GP."
PARTS_LEFT_OUT = "Parts about other people were left out."
USED = (
    "what_matters",
    "goal_words",
    "next_step",
    "step_when",
    "step_where",
    "step_how_often",
    "connect_words",
)


@dataclasses.dataclass(frozen=True, slots=True)
class GPSummary:
    """Lines to take over; or none, and why. `hide` says that patients should perhaps not find them online."""

    lines: tuple[str, ...] = ()
    none_because: str = ""
    remark: str = ""
    left_out: tuple[LeftOut, ...] = ()
    hide: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def gp_summary(facts: Facts) -> GPSummary:
    """Nothing where the note says so; codes alone where it says so; else five lines."""
    if facts.not_to_gp:
        return GPSummary(none_because=NOT_TO_GP)
    if facts.codes_only:
        found = codes(facts).lines[:MOST_LINES]
        return GPSummary(found, remark=CODES_ONLY) if found else GPSummary(none_because=NO_CODES)
    left_out = tuple(LeftOut(part, why) for part in USED if (why := kept_back(facts, part)))
    lines = (held(facts), aims(facts), agreed(facts), follow_up(facts), asked(facts, bool(left_out)))
    on_one_line = (" ".join(line.split()) for line in lines)
    return GPSummary(tuple(line for line in on_one_line if line), left_out=left_out, hide=facts.is_delicate)


def kept_back(facts: Facts, part: str) -> str:
    """Why words that are there do not go along; empty where they do."""
    return why_marked(facts, part, THIRD_PARTY) if getattr(facts, part).strip() else ""


def words(facts: Facts, part: str) -> str:
    """On one line, and not too long; a cut is said."""
    text = " ".join(getattr(facts, part).split())
    if not text or kept_back(facts, part):
        return ""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} … (shortened)"
    return text


def held(facts: Facts) -> str:
    who = f"{facts.coach} ({facts.coach_role.lower()})"
    return f"Health coaching on {long_date(facts.held_on)}, {facts.mode.lower()}, with {who}."


def aims(facts: Facts) -> str:
    return sentences(("What matters", words(facts, "what_matters")), ("Goal", words(facts, "goal_words")))


def agreed(facts: Facts) -> str:
    """The step with its circumstances, and how sure the person is."""
    if not facts.next_step.strip():
        return "No next step agreed."
    how = ("step_when", "step_where", "step_how_often")
    step = ", ".join(
        said.rstrip(".")
        for said in (words(facts, "next_step"), *(words(facts, part) for part in how))
        if said
    )
    sure = "" if facts.sure is None else f"{facts.sure} out of 10"
    return sentences(("Next step", step), ("Confidence", sure))


def follow_up(facts: Facts) -> str:
    coming = facts.next
    if coming is None:
        return "No follow-up planned."
    who = "patient contacts us" if coming.they_contact_us else coming.owner
    return f"Follow-up: {long_date(coming.on)}, {coming.channel_words.lower()}, {who}."


def asked(facts: Facts, parts_left_out: bool) -> str:
    """What is asked of whoever reads it; and what they must know about these lines."""
    remarks = [PARTS_LEFT_OUT] if parts_left_out else []
    remarks += [HIDE] if facts.is_delicate else []
    worried = [WORRIED] if facts.risk else []
    return " ".join([*worried, *to_do(facts), *remarks])


def to_do(facts: Facts) -> list[str]:
    """Never “nothing is asked” beside a worry: who reads it has to look for themselves."""
    if facts.connect in ("", "neither"):
        return [] if facts.risk else [NOTHING_ASKED]
    agreed_to = "agreed" if facts.connect_agreed else "agreement not recorded"
    what = f"{facts.connect_as} ({agreed_to})"
    return [sentences((what, words(facts, "connect_words"))) or f"{what}."]


def sentences(*said: tuple[str, str]) -> str:
    """“Goal: To walk again.”: each with its full stop, empty ones left out."""
    return " ".join(
        f"{label}: {text}" + ("" if text.endswith((".", "!", "?")) else ".") for label, text in said if text
    )
