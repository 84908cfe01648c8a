"""Whether two people born on the same day might be one: names that sound much alike, or share a part."""

from difflib import SequenceMatcher

from patients import names

CLOSE = 0.75


def alike(mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> bool:
    """(first name, last name, what they like to be called) of each.

    The same last name is enough (twins are asked about too), and so is the same first name: people marry.
    """
    return close(mine[1], theirs[1]) or any(
        close(one, other) for one in (mine[0], mine[2]) for other in (theirs[0], theirs[2])
    )


def close(one: str, other: str) -> bool:
    """The same, a shared part of a double name, or a spelling mistake apart."""
    a, b = names.key(one), names.key(other)
    if not a or not b:
        return False
    if set(names.words(one)) & set(names.words(other)):
        return True
    return SequenceMatcher(None, a, b).ratio() >= CLOSE
