"""What somebody typed to find a patient, understood: a number, a telephone number, a postcode, names in any
order, a birth date in any style.

Pure: `today` is an argument. Days come before months, as everywhere in Britain.
"""

import calendar
import dataclasses
import datetime as dt
import re

from patients import names, nhs_number, postcode

OLDEST = 120
TITLES = {"mr", "mrs", "miss", "ms", "mx", "dr", "prof", "sir", "dame"}
MOST_WORDS = 4
LONGEST = 200

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_FREE = r"(?<![\w])"
_END = r"(?![\w])"
_GAP = r"[\s,/.\-]*"
_NUMBER = re.compile(r"(?<![\w])(?:\d[\s\-]*){9}\d(?![\w])")
# A national number has nine or ten digits after its first 0; one with 0 in front is no NHS number.
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)44[\s\-]*(?:\(0\)|0)?|\(?0)(?P<rest>(?:[\s().\-]*\d){9,10})(?![\w])"
)
_POSTCODE = re.compile(
    r"(?<![\w])[a-z]{1,2}\d[a-z\d]?[\s.\-]*\d[\s.\-]*[abd-hjlnp-uw-z]{2}(?![\w])", re.IGNORECASE
)
_DATES = tuple(
    re.compile(_FREE + pattern + _END)
    for pattern in (
        rf"(?P<year>\d{{4}})[\-/.\s](?P<month>\d{{1,2}})[\-/.\s]{_DAY}",
        rf"{_DAY}\s*[\-/.\s]\s*(?P<month>\d{{1,2}})\s*[\-/.\s]\s*{_YEAR}",
        rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}\s*{_DAY}[\s,]+{_YEAR}",
        r"(?P<year>(?:19|20)\d{2})(?P<month>0\d|1[0-2])(?P<day>[0-3]\d)",
        r"(?P<day>[0-3]\d)(?P<month>0\d|1[0-2])(?P<year>(?:\d{2}){1,2})",
        rf"{_MONTH}[\s,\-/]*(?P<year>\d{{4}})",
        r"(?P<year>(?:19|20)\d{2})",
    )
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """Days on which somebody may have been born, first and last; both the same for a full date."""

    first: dt.date
    last: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class Query:
    """What to look for. `problem` says in words what could not be read."""

    number: str = ""
    telephone: str = ""
    postcode: str = ""
    words: tuple[str, ...] = ()
    born: tuple[Span, ...] = ()
    problem: str = ""

    @property
    def kind(self) -> str:
        """What the trail keeps of a search: never its text."""
        if self.number:
            return "number"
        parts = {
            "telephone": self.telephone,
            "postcode": self.postcode,
            "name": self.words,
            "birth_date": self.born,
        }
        kinds = [kind for kind, typed in parts.items() if typed]
        return "+".join(kinds) or "nothing"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(last name, first name) in every reading of the words; an empty one may be anything."""
        return name_pairs(self.words)

    @property
    def likely_pairs(self) -> tuple[tuple[str, str], ...]:
        """The readings worth a look for misspelt names: each costs a walk through the surnames."""
        words = self.words
        if len(words) < 3:
            return tuple(pair for pair in self.pairs if pair[0])
        return ((words[-1], words[0]), (words[0], words[1]), ("".join(words[1:]), words[0]))

    @property
    def has_full_date(self) -> bool:
        return bool(self.born) and all(span.first == span.last for span in self.born)


def understand(text: str, *, today: dt.date) -> Query:
    """Take out the telephone number, the NHS number, the postcode, then the birth date; what is left are names."""
    text = " ".join(text[:LONGEST].split())
    telephone, text = take_telephone(text)
    number, text = take_number(text)
    if number:
        return Query(number=number)
    home, text = take_postcode(text)
    born, rest = take_date(text.lower(), today)
    parts = [part for part in re.split(r"[\s,;]+", rest) if part]
    if any(has_digit(part) for part in parts):
        return Query(problem=what_is_wrong(text))
    lettered = [part for part in parts if any(letter.isalnum() for letter in part)]
    words = tuple(names.key(part) for part in without_titles(lettered)[:MOST_WORDS])
    if not (telephone or home or words or born):
        return Query(problem=EMPTY)
    return Query(telephone=telephone, postcode=home, words=words, born=born)


EMPTY = "Type a name, an NHS number or a date of birth"


def take_telephone(text: str) -> tuple[str, str]:
    """A telephone number with its area code as it is dialled in this country, and the text without it."""
    found = _TELEPHONE.search(text)
    if found is None:
        return "", text
    return f"0{re.sub(r'[^0-9]', '', found['rest'])}", text[: found.start()] + " " + text[found.end() :]


def take_postcode(text: str) -> tuple[str, str]:
    """A whole postcode in any spacing, and the text without it."""
    found = _POSTCODE.search(text)
    if found is None:
        return "", text
    return postcode.read(found[0]), text[: found.start()] + " " + text[found.end() :]


def take_number(text: str) -> tuple[str, str]:
    """An NHS number in any spacing, and the text without it."""
    found = _NUMBER.search(text)
    if found is None or nhs_number.problem(found[0]):
        return "", text
    return nhs_number.compact(found[0]), text[: found.start()] + " " + text[found.end() :]


def take_date(text: str, today: dt.date) -> tuple[tuple[Span, ...], str]:
    """A birth date, a month or a year of birth, and the text without it."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            spans = spans_of(found.groupdict(), today)
            if spans:
                return spans, text[: found.start()] + " " + text[found.end() :]
    return (), text


def spans_of(parts: dict[str, str], today: dt.date) -> tuple[Span, ...]:
    """The days that these parts can mean; a year of two digits may mean two centuries."""
    month = month_of(parts.get("month", ""))
    spans = []
    for year in years_of(parts["year"], today):
        try:
            first = dt.date(year, month or 1, int(parts.get("day") or 1))
        except ValueError:
            continue
        if first <= today:
            spans.append(Span(first, first if parts.get("day") else last_day(first, bool(month))))
    return tuple(spans)


def years_of(typed: str, today: dt.date) -> list[int]:
    """1970, or both 1910 and 2010 for `10`: nobody alive is older than the oldest."""
    years = [int(typed)] if len(typed) == 4 else [century + int(typed) for century in (1900, 2000)]
    return [year for year in years if today.year - OLDEST <= year <= today.year]


def month_of(typed: str) -> int:
    return int(typed) if typed.isdecimal() else _MONTHS.get(typed[:3], 0)


def last_day(first: dt.date, in_month: bool) -> dt.date:
    if not in_month:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def without_titles(parts: list[str]) -> list[str]:
    """`Mrs Webb` is looked for as Webb; a title alone may be a name."""
    rest = [part for part in parts if part.rstrip(".") not in TITLES]
    return rest or parts


def has_digit(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)


def what_is_wrong(text: str) -> str:
    """Some part with digits is neither a number nor a date: say so in the words that were typed."""
    unread = " ".join(part for part in text.split() if has_digit(part))
    digits = nhs_number.compact(unread)
    if nhs_number.is_national_insurance(text) or (digits.isdecimal() and len(digits) > 8):
        return nhs_number.problem(text if nhs_number.is_national_insurance(text) else unread)
    return (
        f"“{unread}” is neither an NHS number nor a date of birth. An NHS number has 10 digits. "
        "A date of birth needs a day, month and year, like 4 May 1970. Telephone numbers and postcodes must be whole"
    )


def name_pairs(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`mary webb`: Webb Mary, Mary Webb, and both words as one name (de Souza, Mary Jane)."""
    if not words:
        return ()
    whole = "".join(words)
    pairs = []
    for cut in range(1, len(words)):
        left, right = "".join(words[:cut]), "".join(words[cut:])
        pairs += [(right, left), (left, right)]
    if len(words) > 2:  # a middle name stands between or behind
        pairs += [(words[-1], words[0]), (words[0], words[1])]
    pairs += [(whole, ""), ("", whole)]
    return tuple(dict.fromkeys(pairs))
