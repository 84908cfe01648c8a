"""What pages of charts show."""

import datetime as dt
from typing import Any

from insight import behind_measure, chart_queries, months, period
from insight.both import CHANGED
from insight.catalogue import MEASURES, Measure
from insight.chart_forms import ChartForm, kinds_of
from insight.charting import Drawn, drawn
from insight.charting.glances import glances
from insight.dashboard import small_under
from insight.models import Chart, ChartLimits
from insight.sections import sections
from practice.requests import Request
from practice.wording import long_date

LENGTHS = (12, 24, 36)
USUAL_LENGTH = 24


def drawn_here(request: Request, chart: Chart) -> Drawn | None:
    """Nothing where its measure is not in the catalogue any more."""
    if chart.measure not in MEASURES:
        return None
    return drawn(chart, request.practice, request.today, small_under(request))


def charts_page(request: Request) -> dict[str, Any]:
    """Those that are watched, with what each says; those that were put away; every measure for a quick look."""
    kept = list(chart_queries.charts(request.practice))
    says = glances(kept, request.practice, request.today, small_under(request))
    return {
        "charts": [(chart, MEASURES.get(chart.measure), says.get(chart.pk)) for chart in kept],
        "put_away": chart_queries.put_away(request.practice),
        "measures": sorted(MEASURES.values(), key=lambda measure: measure.of),
        "sections": sections(request, "insight:charts"),
    }


def chart_page(request: Request, chart: Chart) -> dict[str, Any]:
    return {
        "chart": chart,
        "measure": MEASURES.get(chart.measure),
        "drawn": drawn_here(request, chart),
        "notes": chart_queries.notes(chart),
        "limits": [(one, limits_in_words(chart, one)) for one in chart_queries.limits(chart)],
        "behind": behind(request, chart.measure),
        "under": small_under(request),
        "counted_at": request.now,
    }


def limits_in_words(chart: Chart, limits: ChartLimits) -> str:
    since = f"From {long_date(limits.from_on)}"
    if limits.baseline_to is None:
        return f"{since}, every new point counts"
    return f"{since}, locked to the time up to {long_date(limits.baseline_to)}"


def behind(request: Request, measure: str) -> str:
    """The people of the last twelve months, for those who may see names."""
    year = period.ending(months.first_of(request.today), period.USUAL, request.today)
    return behind_measure.url(request, measure, year)


def look_page(request: Request, measure: Measure) -> dict[str, Any]:
    """A chart that is not kept, as the address asks for it."""
    asked = asked_for(request)
    length = next((one for one in LENGTHS if str(one) == request.GET.get("months")), USUAL_LENGTH)
    kinds = kinds_of(measure)
    kind = asked.get("kind", "") if asked.get("kind", "") in dict(kinds) else "xmr"
    by = asked.get("by", "month")
    since = months.earlier(months.first_of(request.today), length)
    chart = Chart(
        practice=request.practice, name=measure.title, measure=measure.name, by=by, kind=kind, since=since
    )
    return {
        "chart": chart,
        "measure": measure,
        "drawn": drawn_here(request, chart),
        "kinds": kinds,
        "by_choices": Chart.By.choices,
        "lengths": LENGTHS,
        "length": length,
        "behind": behind(request, measure.name),
        "under": small_under(request),
        "counted_at": request.now,
        "sections": sections(request, "insight:charts"),
    }


def asked_for(request: Request) -> dict[str, Any]:
    """What an address may say of a chart; anything else is left out."""
    allowed = {"measure": set(MEASURES), "by": set(Chart.By.values), "kind": set(Chart.Kind.values)}
    given = {name: request.GET.get(name, "") for name in allowed}
    asked: dict[str, Any] = {name: value for name, value in given.items() if value in allowed[name]}
    if since := day(request.GET.get("since", "")):
        asked["since"] = since
    return asked


def day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def their_choice(form: ChartForm, current: Any) -> list[tuple[str, str]]:
    """What somebody else chose meanwhile, in words; the next press is about how it stands now."""
    again = form.data.copy()  # type: ignore[attr-defined]
    again["version"] = str(current.version)
    form.data = again
    form.add_error(None, CHANGED)
    words = {
        "name": current.name,
        "by": current.get_by_display(),
        "kind": current.get_kind_display(),
        "since": long_date(current.since),
        "screen_ranges": "Yes" if current.screen_ranges else "No",
    }
    return [
        (str(form.fields[name].label), said)
        for name, said in words.items()
        if getattr(current, name) != form.cleaned_data.get(name)
    ]
