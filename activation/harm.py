"""Words and numbers that ask a person to look. Nothing follows from them by itself: no score, no advice."""

from collections.abc import Mapping

from activation.definition import Definition
from patients.harm import names_harm


def words_in(answers: Mapping[str, object]) -> list[str]:
    """Everything that was written."""
    return [str(value["words"]) for value in answers.values() if isinstance(value, Mapping)]


def asks_to_look(definition: Definition, answers: Mapping[str, object]) -> bool:
    """An answer that the questionnaire's file lists, or words that name harm."""
    listed = any(answers.get(item.id) in item.look_at for item in definition.items if item.look_at)
    return listed or any(names_harm(words) for words in words_in(answers))
