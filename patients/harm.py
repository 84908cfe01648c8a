"""Words that name harm ask a person to look at once. Nothing follows from them by itself: no score, no advice."""

import re

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
