"""What insight keeps: each person's way in one row, counts for an area, charts, improvement projects, case studies."""

from insight.models.cases import CaseStudy
from insight.models.charts import Chart, ChartLimits, ChartNote
from insight.models.mail import SummaryReader, SummarySent
from insight.models.projects import Cycle, Driver, Project, ProjectMeasure, ProjectMember
from insight.models.ways import AreaCount, Way

__all__ = [
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
