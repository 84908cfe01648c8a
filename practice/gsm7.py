"""How long a text message is: its letters counted as the network counts them (3GPP TS 23.038).

Letters of the basic table count one, those of the extension table two. One letter outside both
would make the whole message count in another way, at 70 letters instead of 160, so `plain`
writes it with the letters that there are.
"""

import unicodedata

LIMIT = 160

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€\f")

# What taking the accent off does not turn into a plain letter.
INSTEAD = str.maketrans(
    {
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "œ": "oe", "Œ": "OE", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N",
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "…": "...",
    }
)  # fmt: skip


def length(text: str) -> int:
    """Septets; raises ValueError for a letter that is in neither table."""
    if BASIC.issuperset(text):
        return len(text)
    count = 0
    for letter in text:
        if letter not in BASIC and letter not in EXTENSION:
            raise ValueError("not a letter that a text message can carry as it is")
        count += 2 if letter in EXTENSION else 1
    return count


def plain(text: str) -> str:
    """The text on one line in letters of the two tables; what has no likeness there is left out."""
    if BASIC.issuperset(text):
        return " ".join(text.split())
    letters = (_nearest(letter) for letter in text.translate(INSTEAD))
    return " ".join("".join(letters).split())


def shortened(text: str, limit: int) -> str:
    """At most so many septets, cut between words where that leaves something."""
    if length(text) <= limit:
        return text
    while length(text) > limit:
        text = text.rpartition(" ")[0] or text[:-1]
    return text.rstrip(" ,-")


def _nearest(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in BASIC or letter in EXTENSION:
        return letter
    bare = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in bare if part in BASIC or part in EXTENSION)
