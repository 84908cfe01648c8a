"""Ethnic categories: the 16+1 codes of the NHS Data Dictionary, and the words and codes that systems export.

Z (asked, not stated) and 99 (not asked or not known) are different everywhere. The words follow the census
questions of 1991 to 2021, as practice systems have kept them; Read codes are matched by their beginning.
"""

import re

NOT_STATED = "Z"
NOT_KNOWN = "99"

LABELS = {
    "A": "White - British",
    "B": "White - Irish",
    "C": "White - Any other White background",
    "D": "Mixed - White and Black Caribbean",
    "E": "Mixed - White and Black African",
    "F": "Mixed - White and Asian",
    "G": "Mixed - Any other mixed background",
    "H": "Asian or Asian British - Indian",
    "J": "Asian or Asian British - Pakistani",
    "K": "Asian or Asian British - Bangladeshi",
    "L": "Asian or Asian British - Any other Asian background",
    "M": "Black or Black British - Caribbean",
    "N": "Black or Black British - African",
    "P": "Black or Black British - Any other Black background",
    "R": "Other Ethnic Groups - Chinese",
    "S": "Other Ethnic Groups - Any other ethnic group",
    "Z": "Not stated",
    "99": "Not known",
}

# Lower case, without punctuation, "ethnic category" or the census year.
_WORDS = {
    "A": "british|english|scottish|welsh|northern irish|cornish|british or mixed british|white british or mixed "
    "british|english welsh scottish northern irish british|english welsh scottish northern irish or british|"
    "eng welsh scot ni brit|white scottish|white english|white welsh|white northern irish|other white british|"
    "other british|white other british",
    "B": "irish|white irish",
    "C": "white|caucasian|race caucasian|race white|any other white background|other white background|other white|"
    "white other|other white ethnic group|white other white background|other white or white unspecified|"
    "gypsy or irish traveller|gypsy irish traveller|irish traveller|traveller|gypsy|gypsy romany|roma|"
    "traveller gypsy|white gypsy or irish traveller|white gypsy irish traveller|white polish|polish|european|"
    "white european|other european|other mixed white|greek|greek cypriot|turkish|turkish cypriot|cypriot|italian|"
    "portuguese|romanian|bulgarian|albanian|kosovan|bosnian|croatian|serbian|czech|slovak|roma ethnic group|"
    "any other white",
    "D": "white and black caribbean|white black caribbean|black caribbean and white",
    "E": "white and black african|white black african|black african and white",
    "F": "white and asian|white asian|asian and white",
    "G": "mixed|race mixed|mixed ethnic census group|any other mixed background|other mixed background|other mixed|"
    "mixed other|any other mixed|any other mixed or multiple ethnic background|mixed other mixed background|"
    "other mixed or mixed unspecified|mixed multiple ethnic groups|black and asian|black and chinese|"
    "black and white|chinese and white|asian and chinese|any other mixed or multiple background",
    "H": "indian|indian or british indian|british indian|asian indian",
    "J": "pakistani|pakistani or british pakistani|british pakistani|asian pakistani|race pakistani",
    "K": "bangladeshi|bangladeshi or british bangladeshi|british bangladeshi|asian bangladeshi|race bangladeshi",
    "L": "asian|any other asian background|other asian background|other asian|asian other|other asian ethnic group|"
    "asian british|british asian|punjabi|kashmiri|east african asian|sri lankan|tamil|sinhalese|nepali|nepalese|"
    "caribbean asian|mixed asian|other asian or asian unspecified|asian other asian group|any other asian",
    "M": "caribbean|black caribbean|west indian|race west indian|race afro caribbean|afro caribbean",
    "N": "african|black african|african any other african|black other african country",
    "P": "black|black british|any other black background|other black background|other black|black other|"
    "other black ethnic group|somali|nigerian|mixed black|other black or black unspecified|any other black|"
    "black other black background|any other black black british or caribbean background|black ethnic group",
    "R": "chinese|race chinese|asian chinese|chinese or british chinese",
    "S": "any other ethnic group|other ethnic group|other ethnic groups|other|any other group|any other|arab|race arab|"
    "vietnamese|japanese|race japanese|filipino|malaysian|korean|race korean|north african|israeli|iranian|"
    "kurdish|moroccan|latin american|brazilian|south and central american|yemeni|other ethnic group arab|"
    "other ethnic group any other ethnic group|other any other ethnic group",
    "Z": "not stated|declined|refused|patient refused|not given patient refused|prefer not to say|not disclosed|"
    "ethnic group not given patient refused|declined to state|information refused|"
    "patient declined to provide information about ethnic group|asked not stated|category not stated",
    "99": "not known|unknown|not recorded|not asked|race unknown|group not recorded|ethnic group not recorded|none",
}

# Read codes (version 2 and CTV3): 9i and XaJ 2001 census, 9t 2011 census, 9S 1991 census, without their dots.
_READ = {
    "A": "9i0 9t00 9t20 9t21 9S10 9S13 9S14 XaJQv XaFwD",
    "B": "9i1 9t01 9t22 9S11 9SA9 XaJQw XaFwE",
    "C": "9i2 9t02 9t03 9t11 9t23 9t24 9t25 9S1 9S12 9SAA 9SAB 9SAC 9SI 9T2 9T4 9T5 9T6 9T7 9T8 9TC 134B 134N XaJQx "
    "XaFwF",
    "D": "9i3 9t04 9t12 9SB5 XaJQy XaIB5",
    "E": "9i4 9t05 9t13 9SB6 XaJQz XaIB6",
    "F": "9i5 9t06 9t14 XaJR0 9SB2",
    "G": "9i6 9t07 9t15 9t26 9S52 134J XaJR1 9SB 9S51 XaFwG",
    "H": "9i7 9t08 9t16 9t28 9S6 XaJR2",
    "J": "9i8 9t09 9t17 9t27 9S7 134M XaJR3",
    "K": "9i9 9t0A 9t18 9t29 9S8 134I XaJR4",
    "L": "9iA 9t0C 9t1A 9t2B 9SA6 9SA7 9SA8 9SH 9T9 XaJR5 9S46",
    "M": "9iB 9t0E 9t1C 9t2E 9S2 9S42 9SA3 134H 134K XaJR6",
    "N": "9iC 9t0D 9t1B 9t2C 9t2D 9S3 9S44 9SA5 XaJR7",
    "P": "9iD 9t0F 9t1D 9t2G 9S4 9S41 9S48 9SG XaJR8 9S5 XaFwH",
    "R": "9iE 9t0B 9t19 9t2A 9S9 134D XaJR9",
    "S": "9iF 9t0G 9t0H 9t1E 9t1F 9t2H 9t2J 9SC 9SJ 9T3 134C 134E 134F XaJRA 9SA 9SZ",
    "Z": "9iG 9SD XaJRB",
    "99": "9SE 134O",
}

# Short forms written out; small words that come and go are dropped.
_SHORT = {"backgrd": "background", "brit": "british", "carib": "caribbean", "caribbn": "caribbean", "afr": "african",
          "afri": "african", "grp": "group", "oth": "other", "or": "", "any": ""}  # fmt: skip


def _plain(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", text).split()
    return " ".join(full for word in words if (full := _SHORT.get(word, word)))


_BY_WORDS = {_plain(words): code for code, packed in _WORDS.items() for words in packed.split("|")}
_BY_READ = {read: code for code, packed in _READ.items() for read in packed.split()}
_NOISE = re.compile(
    r"\(.*?\)|\b(ethnic(ity)? categ(ory)?|ethn? categ|eth(nic)? cat(egory)?|ethnic group|england and wales|"
    r"eng ?\+ ?wales|scotland|scot|northern ireland|ni|\d{4} ?cens(us)?|\d{4}|census|cens|nmo|nos|race)\b"
)
_FAMILIES = tuple(
    _plain(words)
    for words in (
        *("white", "mixed", "mixed or multiple ethnic groups", "mixed multiple ethnic groups"),
        *("asian or asian british", "asian asian british", "asian"),
        *("black or black british", "black black british", "black african caribbean black british"),
        *("black african caribbean or black british", "black british caribbean or african", "black"),
        *("other ethnic groups", "other ethnic group", "other"),
    )
)
_READ_CODE = re.compile(r"((?:[0-9]|Xa)[0-9A-Za-z]{1,4})\.{0,4}")
_LONGEST = 200
_CODE = re.compile(r"([A-HJ-NPRSZ])[0-9*]?|99")


def recognise(text: str) -> str | None:
    """The 16+1 code for a code, a Read code or words; None when nobody here knows them."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if code := _CODE.fullmatch(text.upper()):
        return code[1] or NOT_KNOWN
    if read := _READ_CODE.fullmatch(text):
        return _by_read(read[1])
    return _by_words(text.casefold())


def _by_read(code: str) -> str | None:
    """By the longest beginning that is known: 9i2C is under 9i2."""
    starts = (code[:size] for size in range(len(code), 1, -1))
    return next((_BY_READ[start] for start in starts if start in _BY_READ), None)


def _by_words(text: str) -> str | None:
    whole = _plain(text)
    bare = _plain(_NOISE.sub(" ", text))
    for words in (whole, bare):
        if code := _BY_WORDS.get(words) or _under_a_family(words):
            return code
    return None


def _under_a_family(words: str) -> str | None:
    """`asian or asian british pakistani`: the words after the family decide, within that family only."""
    for family in _FAMILIES:
        rest = words.removeprefix(f"{family} ")
        if rest != words and (code := _BY_WORDS.get(rest)) and code in _codes_of(family):
            return code
    return None


def _codes_of(family: str) -> str:
    return {"w": "ABC", "m": "DEFG", "a": "HJKLR", "b": "MNP", "o": "RS"}[family[0]]
