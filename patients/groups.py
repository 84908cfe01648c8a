"""The groups by which people are counted and compared: plain words from what their record says.

An empty word means not known. Ethnic categories are merged by the five groups of the 2021 census of England and
Wales, in which Chinese belongs to Asian, and by no other scheme.
"""

from bisect import bisect

SEXES = {"1": "Male", "2": "Female", "9": "Indeterminate"}
CENSUS = {"White": "ABC", "Mixed": "DEFG", "Asian": "HJKLR", "Black": "MNP", "Other": "S"}
FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")
AGES_FROM = (18, 40, 60, 75)
AGES = ("Under 18", "18 to 39", "40 to 59", "60 to 74", "75 and over")

_GROUP_OF = {category: group for group, categories in CENSUS.items() for category in categories}


def sex(gender: str) -> str:
    """Of a stated gender."""
    return SEXES.get(gender, "")


def ethnic_group(category: str) -> str:
    """Of the 16+1 categories; asked and not stated, and not asked, are both not known here."""
    return _GROUP_OF.get(category, "")


def age_band(age: int) -> str:
    return AGES[bisect(AGES_FROM, age)]


def fifth(decile: int | None) -> str:
    """Of a decile of deprivation, 1 the most deprived."""
    return FIFTHS[(decile - 1) // 2] if decile else ""
