"""UK postcodes in one form: capitals, one space before the last three characters."""

import re

# The shapes are those of BS 7666; ZZ99 codes stand for no fixed abode and for not known.
_SHAPE = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)[0-9][ABD-HJLNP-UW-Z]{2}|ZZ99[0-9][A-Z]{2}")
_FORCES = re.compile(r"BFPO(?:C/O)?([0-9]{1,3})")
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff.\-]+")


class WrongPostcode(ValueError):
    """Why something is not a postcode, in words."""


def read(text: str) -> str:
    """As `M33 6GQ`; raises WrongPostcode in words."""
    packed = _SPACES.sub("", text[:40]).upper()
    if _SHAPE.fullmatch(packed):
        return f"{packed[:-3]} {packed[-3:]}"
    if forces := _FORCES.fullmatch(packed):
        return f"BFPO {forces[1]}"
    raise WrongPostcode("This is not a full UK postcode, such as M33 6GQ.")


def district(postcode: str) -> str:
    """The part before the space: M33."""
    return postcode.partition(" ")[0]
