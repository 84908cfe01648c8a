"""The trail in plain English: what each verb means to somebody who reads it."""

from practice.sentences import NOTED, SENTENCES
from practice.trail_kinds import Kind

__all__ = ["NOTED", "SENTENCES", "Kind", "is_said", "sentence", "verbs_of"]

_ALL = {verb: words for verbs in SENTENCES.values() for verb, words in verbs.items()}


def sentence(verb: str) -> str:
    """What was done; a verb that nobody has put into words shows itself."""
    return _ALL.get(verb, verb)


def is_said(verb: str) -> bool:
    return verb in _ALL


def verbs_of(kind: str) -> list[str]:
    return list(SENTENCES[Kind(kind)])
