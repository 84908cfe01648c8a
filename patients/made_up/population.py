"""Who lives in the made-up town: ages, ethnic categories, languages and how they hang together.

The shares are our own round figures in the likeness of an English town, not a published table.
"""

from .chance import spread, words
from .names import BACKGROUNDS, ENGLISH

# five-year bands from birth: share of the population in per mille
_BANDS = words("54 59 61 58 61 66 71 68 65 61 68 67 59 49 47 39 25 16 7.5 2.2 0.3")
AGE_BANDS = spread([(5 * band, float(share)) for band, share in enumerate(_BANDS)], 10_000)

_AT_BIRTH = [("1", 50.8), ("2", 48.7), ("9", 0.2), ("X", 0.3)]
_IN_OLD_AGE = [("1", 41.0), ("2", 58.8), ("9", 0.1), ("X", 0.1)]
GENDERS = {False: spread(_AT_BIRTH), True: spread(_IN_OLD_AGE)}  # by "is over 75"

_MIX = {  # ethnic category: share in the poorest three deciles, the middle four, the richest three
    "A": (59, 74, 83), "B": (1.2, 1.0, 1.0), "C": (9, 6, 4),
    "D": (1.6, 0.9, 0.5), "E": (0.6, 0.3, 0.2), "F": (0.7, 0.8, 0.8), "G": (0.9, 0.7, 0.6),
    "H": (3.0, 4.0, 3.5), "J": (8.0, 3.0, 1.0), "K": (2.5, 0.8, 0.2), "L": (2.4, 1.6, 0.8),
    "M": (1.8, 0.9, 0.3), "N": (4.5, 1.8, 0.5), "P": (0.8, 0.3, 0.1),
    "R": (0.7, 0.8, 0.9), "S": (2.6, 1.2, 0.5), "Z": (1.2, 1.0, 1.0), "99": (1.6, 1.4, 1.3),
}  # fmt: skip
ETHNIC_OF_DECILE = {
    decile: spread([(code, shares[(decile > 3) + (decile > 7)]) for code, shares in _MIX.items()])
    for decile in range(1, 11)
}

_ORIGINS = {  # ethnic category: the backgrounds that names and languages come from
    "A": [(ENGLISH, 95), ("irish", 5)],
    "B": [("irish", 1)],
    "C": [("polish", 45), ("romanian", 27), ("portuguese", 18), (ENGLISH, 10)],
    "D": [("caribbean", 55), (ENGLISH, 45)],
    "E": [("westafrican", 60), (ENGLISH, 40)],
    "F": [("punjabi", 35), ("pakistani", 35), (ENGLISH, 30)],
    "G": [(ENGLISH, 50), ("portuguese", 20), ("arabic", 30)],
    "H": [("punjabi", 1)],
    "J": [("pakistani", 1)],
    "K": [("bangladeshi", 1)],
    "L": [("punjabi", 40), ("pakistani", 25), ("arabic", 35)],
    "M": [("caribbean", 1)],
    "N": [("westafrican", 58), ("somali", 42)],
    "P": [("caribbean", 50), ("westafrican", 50)],
    "R": [("chinese", 1)],
    "S": [("arabic", 75), ("portuguese", 25)],
    "Z": [(ENGLISH, 70), ("polish", 10), ("pakistani", 10), ("westafrican", 10)],
    "99": [(ENGLISH, 75), ("romanian", 10), ("pakistani", 10), ("chinese", 5)],
}
ORIGINS = {code: spread(pairs, 200) for code, pairs in _ORIGINS.items()}

LANGUAGES = words("English Polish Urdu Punjabi Arabic Romanian Portuguese Bengali Somali")
SIGNED = "British Sign Language"
_SIGNING = 0.2  # in a hundred, in every background
_MOTHER_TONGUES = {
    "polish": [("Polish", 45)],
    "romanian": [("Romanian", 55)],
    "portuguese": [("Portuguese", 48)],
    "punjabi": [("Punjabi", 18)],
    "pakistani": [("Urdu", 22), ("Punjabi", 9)],
    "bangladeshi": [("Bengali", 32)],
    "arabic": [("Arabic", 46)],
    "somali": [("Somali", 45)],
}


def _languages(background: str) -> tuple[str, ...]:
    own = _MOTHER_TONGUES.get(background, [])
    rest = 100 - _SIGNING - sum(share for _, share in own)
    return spread([*own, (SIGNED, _SIGNING), ("English", rest)], 1000)


LANGUAGES_OF = {background: _languages(background) for background in BACKGROUNDS}

DEATHS_FROM = (65, 75, 85)  # ages at which the next rate of deaths begins
DEATHS = (1.0, 8.0, 30.0, 90.0)  # per mille: who has died and still stands on the list
GPS = (
    "Dr Ben Marlowe", "Dr Nisha Raval", "Dr Chidi Okonjo", "Dr Helen Tarrant", "Dr Sameer Lodhi",
    "Dr Rowena Pike", "Dr Tomasz Zielny", "Dr Aoife Brannigan", "Dr Grace Ampofo", "Dr Idris Vaughan-Lee",
)  # fmt: skip
