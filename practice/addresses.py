"""Addresses: how a practice is written in one, and writing many of them quickly."""

import functools

from django.urls import get_script_prefix, get_urlconf, reverse

A_NUMBER = 10**15  # stands where a row's id will stand; no address holds such digits otherwise


class OdsCode:
    """`<ods:ods_code>`: a capital letter and digits or capitals, as the national directory has them."""

    regex = "[A-Z][A-Z0-9]{2,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def address(name: str, *values: object) -> str:
    """What `reverse` answers, for names whose values are codes and ids.

    A page has dozens of addresses that differ in an id alone. Django works each of them out anew,
    which took an eighth of the time of a record; here that happens once for each shape.
    """
    if not all(type(value) is int or isinstance(value, str) for value in values):
        return reverse(name, args=values)
    kinds = tuple(int if type(value) is int else value for value in values)
    shape = shape_of(name, kinds, get_script_prefix(), get_urlconf())
    return shape % tuple(value for value in values if type(value) is int)


@functools.lru_cache(maxsize=4096)
def shape_of(name: str, kinds: tuple[object, ...], _prefix: str, _urlconf: str | None) -> str:
    """The address with %d where an id goes."""
    stand_ins = [A_NUMBER + place if kind is int else kind for place, kind in enumerate(kinds)]
    shape = reverse(name, args=stand_ins).replace("%", "%%")
    for stand_in in stand_ins:
        if type(stand_in) is int:
            shape = shape.replace(str(stand_in), "%d")
    return shape
