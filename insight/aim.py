"""An aim in three parts, said back as one sentence."""

import datetime as dt

from practice.wording import long_date


def sentence(who: str, how_much: str, by_on: dt.date) -> str:
    """By 31 May 2026, for people who were referred, missed sessions fall from 14% to 8%."""
    return f"By {long_date(by_on)}, for {inside(who)}, {inside(how_much)}."


def inside(words: str) -> str:
    """As it reads in the middle of a sentence; GP and the like keep their capitals."""
    told = " ".join(words.split()).rstrip(" .,;")
    first = told.split(" ", 1)[0]
    return told if sum(letter.isupper() for letter in first) > 1 else told[:1].lower() + told[1:]
