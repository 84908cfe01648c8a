"""Long-term conditions and social needs of made-up people: by age, sex, deprivation and what else they have.

Codes and terms are SNOMED CT, written as they stand in the public data named beside them; rates are our own
round figures in the likeness of a practice's registers. Nobody's care may rest on either.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .chance import pick
from .person import Condition

SYNTHEA = "Synthea sample records, IBM/cpd-workshop-health-care"
MODULES = "Synthea disease modules"
FRAILTY_SET = "UoM-Data-Science-Platforms/gm-sde, efi-social-vulnerability v1"
_SOURCES = {"S": SYNTHEA, "M": MODULES, "F": FRAILTY_SET}


class Kind(NamedTuple):
    """A condition that may start by itself: rates per mille under 18, 45, 65, 80 and from 80 on."""

    code: str
    term: str
    source: str
    rates: tuple[float, ...]
    steep: float  # how much commoner in decile 1, and rarer in decile 10, than in the middle
    women: float = 1.0  # how much commoner in women than in everybody; 0 men only, 9 women only
    needs: tuple[str, float] = ("", 0.0)  # only beside this code, in this share of those who have it
    never_with: tuple[str, ...] = ()


def _kind(line: str, never_with: tuple[str, ...] = ()) -> Kind:
    code, term, source, rates, steep, women = (part.strip() for part in line.split("|"))
    numbers = tuple(float(rate) for rate in rates.split())
    return Kind(code, term, _SOURCES[source], numbers, float(steep), float(women), never_with=never_with)


def _complication(line: str) -> Kind:
    code, term, source, needs, share = (part.strip() for part in line.split("|"))
    return Kind(code, term, _SOURCES[source], (0,), 1, needs=(needs, float(share)))


_DIABETES, _OBESE, _STAGE3, _STAGE4 = "44054006", "408512008", "433144002", "431857002"

# code | term | source | per mille at 0, 18, 45, 65, 80 | steepness | women
_ALONE = """
44054006 | Diabetes | S | 0 15 80 160 150 | 1.5 | 0.9
59621000 | Essential hypertension (disorder) | M | 0 30 200 420 520 | 1.2 | 1
408512008 | Body mass index 40+ - severely obese (finding) | S | 0 25 40 25 5 | 1.7 | 1.3
55822004 | Hyperlipidemia | S | 0 15 120 220 200 | 1.1 | 1
53741008 | Coronary Heart Disease | S | 0 2 35 120 180 | 1.35 | 0.6
88805009 | Chronic congestive heart failure (disorder) | S | 0 1 8 40 100 | 1.35 | 0.9
49436004 | Atrial Fibrillation | S | 0 2 15 75 170 | 1 | 0.8
230690007 | Stroke | S | 0 2 15 55 100 | 1.35 | 0.9
185086009 | Chronic obstructive bronchitis (disorder) | S | 0 2 30 75 75 | 1.9 | 0.95
233678006 | Childhood asthma | S | 70 0 0 0 0 | 1.3 | 0.9
195967001 | Asthma (disorder) | M | 0 75 70 75 60 | 1.2 | 1.2
433144002 | Chronic kidney disease stage 3 (disorder) | M | 0 4 25 120 280 | 1.15 | 1.1
370143000 | Major depression disorder | S | 8 110 140 90 70 | 1.4 | 1.3
21897009 | Generalized anxiety disorder (disorder) | M | 15 90 90 60 50 | 1.35 | 1.3
26929004 | Alzheimer's disease (disorder) | S | 0 0 2 25 120 | 1 | 1.2
239873007 | Osteoarthritis of knee | S | 0 5 80 170 220 | 1.2 | 1.2
239872002 | Osteoarthritis of hip | S | 0 3 45 110 150 | 1.1 | 1.1
201834006 | Localized  primary osteoarthritis of the hand | S | 0 2 30 70 80 | 1 | 1.4
69896004 | Rheumatoid arthritis | S | 0 4 10 16 15 | 1.1 | 1.4
64859006 | Osteoporosis (disorder) | M | 0 1 15 60 110 | 1 | 1.6
84757009 | Epilepsy | S | 5 8 9 10 10 | 1.3 | 1
82423001 | Chronic pain | S | 1 40 110 120 110 | 1.4 | 1.1
278860009 | Chronic low back pain (finding) | M | 0 40 90 90 80 | 1.3 | 1
1121000119107 | Chronic neck pain (finding) | M | 0 15 35 35 25 | 1.2 | 1.1
203082005 | Fibromyalgia (disorder) | M | 0 10 25 15 5 | 1.4 | 1.7
254637007 | Non-small cell lung cancer (disorder) | S | 0 0.2 3 9 8 | 1.8 | 0.9
363406005 | Malignant tumor of colon | S | 0 0.5 4 14 20 | 1 | 0.9
126906006 | Neoplasm of prostate | S | 0 0 16 100 140 | 0.9 | 0
254837009 | Malignant neoplasm of breast (disorder) | M | 0 6 45 80 80 | 0.9 | 9
40930008 | Hypothyroidism | S | 1 15 45 75 85 | 1 | 1.6
423315002 | Limited social contact (finding) | M | 0 10 15 30 60 | 1.4 | 1
422650009 | Social isolation (finding) | M | 0 15 20 35 70 | 1.5 | 1
73595000 | Stress (finding) | M | 8 80 80 30 15 | 1.4 | 1.1
741062008 | Not in labor force (finding) | M | 0 40 50 0 0 | 1.8 | 1
105529008 | Lives alone (finding) | F | 0 20 50 90 200 | 1.2 | 1.1
267076002 | Feeling lonely (finding) | F | 5 30 35 50 90 | 1.4 | 1
81877007 | Housing problems (finding) | F | 5 30 20 10 5 | 2.2 | 1
160770002 | Social worker involved (finding) | F | 15 8 8 12 40 | 1.9 | 1
276039008 | No caregiver (finding) | F | 0 2 4 10 20 | 1.3 | 1
"""
_INSTEAD = (
    ("15777000 | Prediabetes | S | 0 20 70 110 90 | 1.3 | 1", (_DIABETES,)),
    ("162864005 | Body mass index 30+ - obesity (finding) | S | 0 150 220 200 100 | 1.35 | 1", (_OBESE,)),
    ("431857002 | Chronic kidney disease stage 4 (disorder) | S | 0 0.3 2 9 25 | 1.2 | 1", (_STAGE3,)),
    (
        "431856006 | Chronic kidney disease stage 2 (disorder) | S | 0 3 15 40 50 | 1.1 | 1",
        (_STAGE3, _STAGE4),
    ),
)
# code | term | source | only beside this code | in this share of those who have it
_COMPLICATIONS = """
422034002 | Diabetic retinopathy associated with type II diabetes mellitus (disorder) | S | 44054006 | 0.16
368581000119106 | Neuropathy due to type 2 diabetes mellitus (disorder) | S | 44054006 | 0.1
127013003 | Diabetic renal disease (disorder) | S | 44054006 | 0.09
90781000119102 | Microalbuminuria due to type 2 diabetes mellitus (disorder) | S | 44054006 | 0.08
399211009 | History of myocardial infarction (situation) | S | 53741008 | 0.35
87433001 | Pulmonary emphysema (disorder) | S | 185086009 | 0.15
"""
_BROUGHT_ALONG = tuple(_complication(line) for line in _COMPLICATIONS.strip().splitlines())
KINDS = (
    *(_kind(line) for line in _ALONE.strip().splitlines()),
    *(_kind(line, never_with) for line, never_with in _INSTEAD),
    *_BROUGHT_ALONG,
)
BANDS = (18, 45, 65, 80)  # where the age bands of the rates end
# some people are well and some have much at once: this multiplies every rate of one person
_FRAILTY = (0.3, 0.3, 0.3, 0.7, 0.7, 0.7, 1.1, 1.1, 1.9, 3.1)


def _women(kind: Kind, gender: str) -> float:
    if gender == "2":
        return min(kind.women, 1.0) if kind.women == 9 else kind.women
    return 0.0 if kind.women == 9 else 1.0 if kind.women == 0 else 2.0 - kind.women


def _table(band: int, decile: int, gender: str) -> tuple[tuple[float, Kind], ...]:
    """The chances of one age band, decile and gender, so that drawing is a walk down a short list."""
    chances = []
    for kind in KINDS:
        rate = kind.rates[min(band, len(kind.rates) - 1)] / 1000
        chance = rate * kind.steep ** ((5.5 - decile) / 4.5) * _women(kind, gender)
        if chance > 0:
            chances.append((chance, kind))
    return tuple(chances)


_TABLES = {
    (band, decile, gender): _table(band, decile, gender)
    for band in range(5)
    for decile in range(1, 11)
    for gender in "12"
}


def _held(r: random.Random, table: tuple[tuple[float, Kind], ...]) -> Iterator[Kind]:
    """What somebody has: first what starts by itself, then what it brings along."""
    frailty, draw = pick(r, _FRAILTY), r.random
    kinds = [kind for chance, kind in table if draw() < chance * frailty]
    codes = {kind.code for kind in kinds}
    yield from (kind for kind in kinds if codes.isdisjoint(kind.never_with))
    for kind in _BROUGHT_ALONG if kinds else ():
        if kind.needs[0] in codes and draw() < kind.needs[1]:
            yield kind


def conditions_of(
    r: random.Random, *, birth_date: date, gender: str, decile: int | None, today: date
) -> tuple[Condition, ...]:
    """What this person lives with, each since a day of their life that fits."""
    days = (today - birth_date).days
    band = bisect_right(BANDS, days / 365.25)
    sex = gender if gender in "12" else "1"
    found = []
    for kind in _held(r, _TABLES[band, decile or 1, sex]):
        grown_up = 0 if kind.rates[0] else 18
        span = max(0, min(days - grown_up * 365.25, 25 * 365.25))
        since = today - timedelta(days=int(r.random() * r.random() * span))
        found.append(Condition(kind.code, kind.term, since, kind.source))
    return tuple(found)
