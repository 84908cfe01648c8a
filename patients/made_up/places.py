"""A made-up town: streets, 200 postcodes and 40 small areas over all ten deciles of deprivation.

No postcode area EL exists in the United Kingdom, and no small area has so high a code, so nothing here can be
mistaken for anybody's home. The town is loaded like a real one, from the two files that are written here.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from .chance import spread, words

AREAS = 40
POSTCODES_PER_AREA = 5
EDITION = 2025
ENGLISH_AREAS = 33_755  # small areas of England in the 2025 index: ranks run from 1 to this
TOWNS = ("Alderwick", "Alderwick", "Thornmere", "Thornmere")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_FIRST = words("""Abbot Alder Barley Beacon Bramble Canal Chapel Cherry Clement Cobbler Dovecote Elder
    Fairfield Ferry Foundry Furnace Garnet Gasworks Harbour Hazel Heron Hollow Kestrel Kiln Lamb Lantern
    Linden Mafeking Meadow Miller Nightingale Orchard Paradise Quarry Reservoir Saddler Sorrel Tanner
    Victory Weaver""")
_LAST = ("Street", "Road", "Avenue", "Close", "Lane")


class Place(NamedTuple):
    """One postcode: where it is, and how deprived its small area is (decile 1 is the most deprived)."""

    street: str
    town: str
    postcode: str
    lsoa: str
    decile: int
    latitude: float
    longitude: float


# The town stands in the sea west of Lancashire: no pin of it can be taken for anybody's home.
_CORNER = (53.70, -3.60)
_STREET = (0.0015, 0.0025)  # about 170 metres each way


def _place(area: int, corner: int) -> Place:
    district, sector = divmod(area, 10)
    index = area * POSTCODES_PER_AREA + corner
    unit = _LETTERS[index % 20] + _LETTERS[(index * 7 + corner) % 20]
    return Place(
        street=f"{_FIRST[area]} {_LAST[corner]}",
        town=TOWNS[district],
        postcode=f"EL{district + 1} {sector}{unit}",
        lsoa=f"E01999{area + 1:03d}",
        decile=sector + 1,
        latitude=round(_CORNER[0] + _STREET[0] * (district * 5 + corner), 6),
        longitude=round(_CORNER[1] + _STREET[1] * (sector * 3 + corner % 2), 6),
    )


PLACES = tuple(_place(area, corner) for area in range(AREAS) for corner in range(POSTCODES_PER_AREA))


def _weight(place: Place, half: int) -> float:
    """Most people live in their practice's half of the town; the first half is the poorer one."""
    own = 0.85 if (TOWNS[0] == place.town) == (half == 0) else 0.15
    tilt = 1.35 - 0.075 * place.decile if half == 0 else 0.6 + 0.075 * place.decile
    return own * tilt


PLACES_OF_HALF = tuple(spread([(place, _weight(place, half)) for place in PLACES]) for half in (0, 1))


def rank_of(area: int) -> int:
    """A rank in the middle of the area's decile, different for every area."""
    district, sector = divmod(area, 10)
    return sector * ENGLISH_AREAS // 10 + 700 + district * 500 + sector


def write_deprivation(folder: Path) -> tuple[Path, Path]:
    """Write the town as the two files that the loader of real ones reads: postcodes, and the index."""
    postcodes, index = folder / "made-up-postcodes-lsoa21.csv", folder / "made-up-imd2025-lsoa21.csv"
    with postcodes.open("w", newline="", encoding="utf-8") as out:
        rows = [(p.postcode, p.lsoa, p.latitude, p.longitude) for p in PLACES]
        csv.writer(out).writerows([("pcds", "lsoa21", "lat", "long"), *rows])
    with index.open("w", newline="", encoding="utf-8") as out:
        ranks = [(f"E01999{area + 1:03d}", rank_of(area), area % 10 + 1) for area in range(AREAS)]
        csv.writer(out).writerows([("lsoa21_code", "imd_rank", "imd_decile"), *ranks])
    return postcodes, index
