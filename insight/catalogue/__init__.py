"""Every measure of the programme, defined once: pages, charts, files and lists behind all read the same statement."""

from insight.catalogue import changed, coached, messaged, prescribed, safely, staged
from insight.catalogue.measure import Good, Kind, Measure

__all__ = ["MEASURES", "Good", "Kind", "Measure"]

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for room in (coached, staged, changed, prescribed, messaged, safely)
    for measure in room.MEASURES
}
