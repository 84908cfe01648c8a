"""Every measure of the programme, defined once: pages, charts, files and lists behind all read the same statement."""

from insight.catalogue import coached
from insight.catalogue.measure import Kind, Measure

__all__ = ["MEASURES", "Kind", "Measure"]

MEASURES: dict[str, Measure] = {measure.name: measure for room in (coached,) for measure in room.MEASURES}
