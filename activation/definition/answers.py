"""Which answers a questionnaire knows."""

from activation.definition.form import Definition, Item

NOT_APPLICABLE, PREFER_NOT = "na", "no"
MOST_WORDS = 1000

# A whole number, "na" (does not apply), "no" (would rather not say), or {"words": "…"}.
Value = int | str | dict[str, str]


class WrongAnswer(ValueError):
    """The questionnaire has no such item, or the item no such answer; the message is for a person."""


def refuse_wrong(definition: Definition, item_id: str, value: object) -> None:
    """Raises WrongAnswer for an item or an answer that the questionnaire does not have."""
    try:
        item = definition.item(item_id)
    except KeyError:
        raise WrongAnswer(f"There is no “{item_id}” in this questionnaire.") from None
    said = (value == NOT_APPLICABLE and definition.not_applicable) or (
        value == PREFER_NOT and definition.prefer_not
    )
    if said or (item.kind == "words" and is_words(value)):
        return
    allowed = numbers_of(definition, item)
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise WrongAnswer(f"{value!r} is not an answer to “{item_id}”. {allowed_words(item, allowed)}")


def is_words(value: object) -> bool:
    words = value.get("words") if isinstance(value, dict) and len(value) == 1 else None
    return isinstance(words, str) and 0 < len(words.strip()) <= len(words) <= MOST_WORDS


def numbers_of(definition: Definition, item: Item) -> range:
    """The numbers that can be chosen."""
    if item.kind == "scale":
        return range(item.minimum, item.maximum + 1)
    return range(len(definition.options_of(item)))


def allowed_words(item: Item, allowed: range) -> str:
    if item.kind == "words":
        return f"Its answer is words, at most {MOST_WORDS} characters."
    return f"Its answers go from {allowed[0]} to {allowed[-1]}."
