"""The person's own plan on one page: what they will do next, large, in words for everybody.

It is read at a kitchen table: no level, no programme, nothing that was marked, nothing that speaks about somebody else.
"""

import dataclasses

from coaching.outputs.facts import NOT_FOR_PATIENT, THIRD_PARTY, Facts, LeftOut, why_marked
from practice.wording import day_of_week, long_date

TITLE = "My plan"
STEP, ISLANDS_STEP = "My next step", "My next hop"
NO_DAY = "We have not set a day."
HELP = (
    "Nobody watches this plan day and night.",
    "If you need help and cannot wait, ring 111.",
    "If your life is in danger, ring 999.",
)
# Words that are the person's own plan; of a sensitive note, nothing else goes on paper.
OF_A_SENSITIVE_NOTE = (
    "goal_words",
    "next_step",
    "step_when",
    "step_how_often",
    "step_where",
    "if_it_goes_wrong",
)
SENSITIVE, RESTRICTED = "the note is sensitive", "details restricted: no places on paper"


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """One heading of the plan and what stands under it. Only the next step is large."""

    key: str
    heading: str
    lines: tuple[str, ...]
    large: bool = False

    @property
    def is_beside_islands(self) -> bool:
        """What the island picture does not say itself."""
        return self.key in ("when", "sure", "next")


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What the person takes home."""

    name: str
    made: str
    sections: tuple[Section, ...]
    small: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    large_print: bool
    title: str = TITLE

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    @property
    def step(self) -> str:
        found = self.section("step")
        return found.lines[0] if found else ""


def plan(facts: Facts) -> Plan:
    """A pure function of the note: the same note is always the same plan."""
    sections = (
        Section("matters", "What matters to me", words(facts, "what_matters")),
        Section("goal", "My goal", (*words(facts, "goal_words"), *words(facts, "goal_why"))),
        Section("step", STEP, words(facts, "next_step"), large=True),
        Section("when", "When and where", circumstances(facts)),
        Section("sure", "How sure I am", sure(facts)),
        Section("wrong", "What helps if it goes wrong", helps(facts)),
        Section("next", "When we speak next", speaks_next(facts)),
    )
    return Plan(
        name=facts.name,
        made=f"Made with {facts.coach} on {long_date(facts.held_on)}",
        sections=tuple(section for section in sections if section.lines),
        small=(*HELP, ring(facts)),
        left_out=left_out(facts),
        large_print=facts.large_print,
    )


def words(facts: Facts, part: str) -> tuple[str, ...]:
    """The words of this part, unless they must stay off the page."""
    said = said_in(facts, part)
    return (said,) if said and not why_left_out(facts, part) else ()


def said_in(facts: Facts, part: str) -> str:
    if part == "if_it_goes_wrong":
        return facts.next.if_it_goes_wrong.strip() if facts.next else ""
    return str(getattr(facts, part)).strip()


def why_left_out(facts: Facts, part: str) -> str:
    if marked := why_marked(facts, part, THIRD_PARTY, NOT_FOR_PATIENT):
        return marked
    if facts.restricted and part in ("step_where", "practice"):
        return RESTRICTED
    if facts.sensitive and part not in (*OF_A_SENSITIVE_NOTE, "practice"):
        return SENSITIVE
    return ""


SHOWN = (
    *("what_matters", "goal_words", "goal_why", "next_step", "step_when", "step_where", "step_how_often"),
    *("confidence_help", "lapse_plan", "if_it_goes_wrong"),
)


def left_out(facts: Facts) -> tuple[LeftOut, ...]:
    """Of what a plan would say: which parts this one does not, and why."""
    found = [LeftOut(part, why_left_out(facts, part)) for part in SHOWN if said_in(facts, part)]
    if facts.restricted:
        found.append(LeftOut("practice", RESTRICTED))
    return tuple(one for one in found if one.because)


def circumstances(facts: Facts) -> tuple[str, ...]:
    parts = (("When", "step_when"), ("Where", "step_where"), ("How often", "step_how_often"))
    return tuple(f"{label}: {said}" for label, part in parts for said in words(facts, part))


def sure(facts: Facts) -> tuple[str, ...]:
    if facts.sure is None or not words(facts, "next_step"):
        return ()
    return (f"{facts.sure} out of 10",)


def helps(facts: Facts) -> tuple[str, ...]:
    parts = ("if_it_goes_wrong", "lapse_plan", "confidence_help")
    return tuple(dict.fromkeys(said for part in parts for said in words(facts, part)))


def speaks_next(facts: Facts) -> tuple[str, ...]:
    """Who is in touch, how and when; what about stays between the two of them."""
    coming = facts.next
    if coming is None:
        return (NO_DAY,)
    day = day_of_week(coming.on)
    if coming.they_contact_us:
        return (f"I will get in touch by {day}.",)
    ways = {
        "phone": f"{coming.owner} will ring me on {day}.",
        "text": f"{coming.owner} will text me on {day}.",
        "face_to_face": f"I will see {coming.owner} on {day}.",
        "letter": f"{coming.owner} will write to me by {day}.",
    }
    return (ways.get(coming.channel, f"{coming.owner} will be in touch on {day}."),)


def ring(facts: Facts) -> str:
    """Whom to ring about the plan; a restricted person's paper does not say where that is."""
    if facts.restricted:
        return "To talk about this plan, ring your GP practice."
    if not facts.telephone:
        return f"To talk about this plan, ring {facts.practice}."
    return f"To talk about this plan, ring {facts.practice}: {facts.telephone}."


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """One place of the island picture; what nobody has said yet is a line to write on."""

    key: str
    heading: str
    words: str
    picture: str
    large: bool = False


def islands(facts: Facts) -> tuple[Place, ...]:
    """The same plan as a picture: only the next hop needs planning."""
    return (
        Place("now", "Where I am now", "", "shore"),
        Place("want", "Where I want to be", first(words(facts, "goal_words")), "island"),
        Place("hop", ISLANDS_STEP, first(words(facts, "next_step")), "hop", large=True),
        Place("with", "Who comes with me", facts.coach, "boat"),
        Place("wrong", "What could blow me off course", "", "wind"),
        Place("helps", "What helps then", first(helps(facts)), "ring"),
    )


def first(found: tuple[str, ...]) -> str:
    return found[0] if found else ""
