"""What insight keeps: each person's way in one row, counts for an area, charts, improvement projects, case studies,
and requests for what is held about somebody."""

from insight.models.cases import CaseStudy
from insight.models.charts import Chart, ChartLimits, ChartNote
from insight.models.mail import SummaryReader, SummarySent
from insight.models.projects import Cycle, Driver, Project, ProjectMeasure, ProjectMember
from insight.models.ways import AreaCount, Way
from insight.models.whole import AccessCopy, AccessRequest, AccessText

__all__ = [
    "AccessCopy",
    "AccessRequest",
    "AccessText",
    "AreaCount",
    "CaseStudy",
    "Chart",
    "ChartLimits",
    "ChartNote",
    "Cycle",
    "Driver",
    "Project",
    "ProjectMeasure",
    "ProjectMember",
    "SummaryReader",
    "SummarySent",
    "Way",
]
