"""NHS numbers for made-up people: the 999 range, which is never given to anybody.

The check digit is modulus 11 with weights 10 to 2 (NHS Data Dictionary): 909,091 numbers of the range are
valid. Positions 0 to 999,999 are shuffled into the range; each practice starts at its own position, so that
small practices never share a number and a large one runs through the whole range without repeating any.
"""

from collections.abc import Iterator

RANGE = 1_000_000
VALID_NUMBERS = 909_091
POSITIONS_PER_PRACTICE = 10_000
PAT_NUMBER = "9990000018"
OMAR_NUMBER = "9990000026"
RESERVED = frozenset({PAT_NUMBER, OMAR_NUMBER})

_STEP = 387_421  # shares no factor with the range, so every position is met once
_START = 514_229
_PREFIX = 9 * (10 + 9 + 8)
_HIGH = tuple(7 * (n // 100) + 6 * (n // 10 % 10) + 5 * (n % 10) for n in range(1000))
_LOW = tuple(4 * (n // 100) + 3 * (n // 10 % 10) + 2 * (n % 10) for n in range(1000))


def check_digit(base: int) -> int:
    """The tenth digit of 999 and these six; 10 means that no such number exists."""
    total = _PREFIX + _HIGH[base // 1000] + _LOW[base % 1000]
    return -total % 11


def numbers(practice_index: int) -> Iterator[str]:
    """Every number a practice may use, each once, never Pat's or Omar's."""
    base = (_START + practice_index * POSITIONS_PER_PRACTICE * _STEP) % RANGE
    for _ in range(RANGE):
        digit = check_digit(base)
        if digit != 10:
            number = f"999{base:06d}{digit}"
            if number not in RESERVED:
                yield number
        base = (base + _STEP) % RANGE
