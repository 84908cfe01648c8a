"""What a coach may lean on at each level: prompts for a conversation, in our own words. Not a pathway.

The evidence behind fitting coaching to activation is weak (one quasi-experiment: Hibbard 2009, AJMC 15:353;
interviews: Greene 2016, PMC4781518), so nothing is closed to anybody because of a level.
"""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Prompt:
    """In a line, and one by one."""

    lean_on: str
    points: tuple[str, ...]


PROMPTS = {
    "1": Prompt(
        "Listening, and one tiny step",
        (
            "Listen first.",
            "Find one thing that matters to them.",
            "Link one everyday habit to how they feel.",
            "Agree one tiny step that they are sure they can do.",
            "Keep the gap to the next contact short.",
        ),
    ),
    "2": Prompt(
        "Knowing more, one thing at a time",
        (
            "Fill one gap in what they know at a time.",
            "Practise noticing and noting: a symptom, a reading, a mood.",
            "Rehearse asking questions at appointments.",
        ),
    ),
    "3": Prompt(
        "Goals, and what gets in the way",
        (
            "Agree a specific goal and a plan: if this happens, I will do that.",
            "Go over what got in the way.",
            "Add the next habit.",
            "Recognise what went well.",
        ),
    ),
    "4": Prompt(
        "Holding on through hard times",
        (
            "Plan for bad weeks, travel and stress.",
            "Spot slips early.",
            "Leave longer gaps.",
            "Offer a part in supporting others.",
            "There is little room to rise on the score: holding is the aim.",
        ),
    ),
}


def prompt_for(level: str, bands: int) -> Prompt | None:
    """Only for questionnaires with these four levels: a level means nothing outside its own questionnaire."""
    return PROMPTS.get(level) if bands == len(PROMPTS) else None
