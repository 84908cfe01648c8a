"""Words and numbers that ask a person to look. Nothing follows from them by itself: no score, no advice."""

import re
from collections.abc import Mapping

from activation.definition import Definition

# Small and plain on purpose: it may call too often, and everything that somebody wrote is read anyhow.
NAMES_HARM = re.compile(
    r"""suicid | self[ -]?harm | overdos
    | \b(kill|hurt|harm|cut|cutting|killing|hurting|harming)\s+(my|him|her|them)sel(f|ves)\b
    | \bend(ing)?\s+(my\s+life|it\s+all|everything)\b
    | \b(want|wanted|wish|hope)\s+(to\s+die|i\s+was\s+dead|i\s+were\s+dead)\b | \bbetter\s+off\s+(dead|without\s+me)\b
    | \b(not|don'?t|do\s+not|no\s+longer)\s+want\s+to\s+(live|be\s+here|wake\s+up|go\s+on)\b
    | \b(can'?t|cannot|can\s+not)\s+go\s+on\b | \bno\s+(point|reason)\s+(in|to)\s+(living|live|going\s+on)\b
    | \b(hits?|hitting|beats?|hurts?|hurting|threatens?|chok(es|ed)|rap(ed|es)|abus(es|ed|ing|e))
      \s+(me|us|my\s+child(ren)?)\b
    | \b(afraid|scared|frightened)\s+(of\s+(him|her|them|my)|to\s+go\s+home)\b | \bnot\s+safe\s+(at\s+home|here)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def names_harm(words: str) -> bool:
    return bool(NAMES_HARM.search(words.replace("’", "'")))


def words_in(answers: Mapping[str, object]) -> list[str]:
    """Everything that was written."""
    return [str(value["words"]) for value in answers.values() if isinstance(value, Mapping)]


def asks_to_look(definition: Definition, answers: Mapping[str, object]) -> bool:
    """An answer that the questionnaire's file lists, or words that name harm."""
    listed = any(answers.get(item.id) in item.look_at for item in definition.items if item.look_at)
    return listed or any(names_harm(words) for words in words_in(answers))
