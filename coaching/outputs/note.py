"""The whole note in the order of the conversation, for colleagues."""

import dataclasses

from coaching.outputs.facts import BECAUSE, Facts
from practice.wording import long_date


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One step of the conversation: what was noted, and what is said about it."""

    heading: str
    lines: tuple[str, ...]
    marks: tuple[str, ...] = ()


def note(facts: Facts) -> list[Part]:
    """Only the parts in which something was noted."""
    parts = [
        part(facts, "Who was there", present(facts)),
        part(facts, "What matters to them", [facts.what_matters], "what_matters"),
        part(facts, "Their topics", [facts.their_topics], "their_topics"),
        part(facts, "Our topics", [facts.our_topics], "our_topics"),
        part(facts, "Chosen today", chosen(facts)),
        part(facts, "Goal", [facts.goal_words], "goal_words"),
        part(facts, "Why it matters in their life", [facts.goal_why], "goal_why"),
        part(facts, "Importance", scored("", facts.importance), "importance"),
        part(facts, "Why it is that important", [facts.importance_because], "importance_because"),
        part(facts, "How things are", [facts.reality], "reality"),
        part(facts, "Options", [facts.options], "options"),
        part(facts, "Next step", step(facts), "next_step"),
        part(facts, "Confidence", confidence(facts), "confidence"),
        part(facts, "What would make them more sure", [facts.confidence_help], "confidence_help"),
        part(facts, "Teach-back", [facts.teach_back, facts.teach_back_words], "teach_back_words"),
        part(facts, "Connect", connected(facts), "connect_words"),
        part(facts, "Notes", [facts.notes], "notes"),
        part(facts, "Follow-up", followed_up(facts)),
    ]
    return [one for one in parts if one.lines]


def part(facts: Facts, heading: str, lines: list[str], name: str = "") -> Part:
    marks = tuple(words for mark, words in BECAUSE.items() if name and facts.is_marked(name, mark))
    return Part(heading, tuple(line for line in lines if line.strip()), marks)


def present(facts: Facts) -> list[str]:
    said = [facts.who_was_there]
    if facts.seen_alone:
        said.append(f"Seen alone: {facts.seen_alone.lower()}")
    if facts.interpreter:
        said.append(f"Interpreter: {facts.interpreter.lower()}")
    return said


def chosen(facts: Facts) -> list[str]:
    return [facts.topic_today, "Permission was asked." if facts.asked_permission else ""]


def scored(words: str, score: int | None) -> list[str]:
    """Nought is a score; nothing is none."""
    return [] if score is None else [f"{words}{score} out of 10"]


def step(facts: Facts) -> list[str]:
    if not facts.next_step:
        return ["No step agreed"]
    return [facts.next_step, *circumstances(facts), labelled("Said back", facts.said_back)]


def circumstances(facts: Facts) -> list[str]:
    """When, where and how often, as far as they were agreed."""
    said = (("When", facts.step_when), ("Where", facts.step_where), ("How often", facts.step_how_often))
    return [labelled(label, words) for label, words in said if words.strip()]


def labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words.strip() else ""


def confidence(facts: Facts) -> list[str]:
    """Both scores are kept: the first one tells why the step was made smaller."""
    return scored("", facts.confidence) + scored("Asked again: ", facts.confidence_after)


def connected(facts: Facts) -> list[str]:
    if not facts.connect:
        return []
    return [facts.connect_as, facts.connect_words, "They agreed to it." if facts.connect_agreed else ""]


def followed_up(facts: Facts) -> list[str]:
    coming = facts.next
    if coming is None:
        return [labelled("None, because", facts.no_follow_up_because)]
    who = "They contact us" if coming.they_contact_us else coming.owner
    when = f"{long_date(coming.on)}: {coming.channel_words.lower()}, {who}"
    return [when, coming.words, labelled("If it goes wrong", coming.if_it_goes_wrong)]
