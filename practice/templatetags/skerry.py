"""Words and small pieces for templates: how dates read, what stands in an empty cell, what went wrong."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import qrcode
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from practice import wording

register = template.Library()

HEADING = '<span class="nhsuk-table__heading" aria-hidden="true">{} </span><span>'
CELL = f'<td class="nhsuk-table__cell{{}}" role="cell">{HEADING}', "</span></td>"
ROW_CELL = f'<th class="nhsuk-table__header{{}}" role="rowheader" scope="row">{HEADING}', "</span></th>"
TAG_COLOURS = {
    "good": "green",
    "wait": "yellow",
    "act": "orange",
    "stop": "red",
    "new": "blue",
    "quiet": "grey",
    "plain": "white",
}


@register.filter
def nhs_number(value: str | None) -> str:
    """3-3-4, never broken over a line, and still digits and spaces when copied."""
    if not value:
        return "No NHS number"
    return format_html('<span class="unbroken">{}</span>', wording.spaced_nhs_number(value))


@register.filter
def long_date(value: dt.date | None) -> str:
    return wording.long_date(value) if value else "Not known"


@register.filter
def weekday_date(value: dt.date | None) -> str:
    return wording.day_of_week(value) if value else "Not known"


@register.filter
def clock_time(value: dt.time | dt.datetime | None) -> str:
    return "Not known" if value is None or value == "" else wording.clock_time(value)


@register.filter
def date_and_time(value: dt.datetime | None) -> str:
    return wording.date_and_time(value) if value else "Not known"


@register.filter
def age(born: dt.date | None, today: dt.date) -> str:
    """`{{ person.birth_date|age:request.today }}`."""
    return f"{wording.years_between(born, today)} years" if born and today else "Age not known"


@register.filter
def known(value: Any, words: str = "Not known") -> Any:
    """No empty cells: nothing is said in words. Zero is something."""
    return words if value is None or str(value).strip() == "" else value


@register.filter
def tag_colour(meaning: str) -> str:
    """The design system's colour for what a tag means; the words carry the meaning, not the colour."""
    return TAG_COLOURS.get(meaning, "grey")


@register.filter
def person_name(person: Any) -> str:
    """Given name and surname, and what they like to be called where that differs."""
    name = f"{person.given_name} {person.family_name}".strip()
    called = getattr(person, "known_as", "")
    return f"{name} ({called})" if called and called != person.given_name else name


@register.simple_tag
def form_key() -> str:
    """A form that is sent twice is stored once; goes inside every form that writes."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid.uuid4())


@register.simple_tag
def problems_of(*sources: Any) -> list[dict[str, str]]:
    """What is wrong, from forms, lists of forms and lists of {text, href}, in the order of the page."""
    found: list[dict[str, str]] = []
    for source in sources:
        if hasattr(source, "errors") and hasattr(source, "fields"):
            found += problems_of_form(source)
        elif isinstance(source, dict):
            found.append(source)
        elif source and not isinstance(source, str) and isinstance(source, Iterable):
            found += problems_of(*source)
    return found


def problems_of_form(form: Any) -> list[dict[str, str]]:
    """The form's own mistakes first, then each field's with a link to where it is mended."""
    if not form.errors:
        return []
    found = [{"text": text, "href": ""} for text in form.non_field_errors()]
    for field in form:
        href = "" if field.is_hidden else f"#{field.anchor}"
        found += [{"text": text, "href": href} for text in field.errors]
    return found


@register.simple_tag
def qr(content: str, description: str) -> SafeString:
    """A code to scan, drawn on the server: no picture is fetched and nothing is encoded in an address."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(content)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return render_to_string("ui/qr.html", {"path": path, "size": len(rows), "description": description})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """`{% details "How this is counted" %}…{% enddetails %}`: one press away, without JavaScript."""
    return render_to_string("ui/details.html", {"summary": summary, "content": content, "open": open})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """`{% inset %}…{% endinset %}`: something that stands apart from the text around it."""
    return render_to_string("ui/inset.html", {"content": content})


@register.simple_tag
def cells_of(row: Any, columns: Sequence[Mapping[str, Any]], nothing: str = "") -> SafeString:
    """One row of ui/table.html: a list of values, or {url, cells} whose first cell is a link."""
    url, values = (row.get("url"), row["cells"]) if isinstance(row, Mapping) else (None, row)
    cells = []
    for place, (value, column) in enumerate(zip(values, columns, strict=True)):
        shown = known(value, nothing or "No data")
        if url and place == 0:
            shown = format_html('<a class="nhsuk-link" href="{}">{}</a>', url, shown)
        cells.append((cell_of(shown, column["label"], bool(column.get("numeric")), place == 0),))
    return format_html_join("", "{}", cells)


def cell_of(shown: Any, label: str, numeric: bool, row: bool) -> SafeString:
    before, after = frame_of_cell(label, numeric, row)
    return format_html("{}{}{}", before, shown, after)


def frame_of_cell(label: str, numeric: bool, row: bool) -> tuple[SafeString, SafeString]:
    """What stands before and after the words of a cell; the first one of a row names it."""
    before, after = ROW_CELL if row else CELL
    numbers = " nhsuk-table__cell--numeric" if numeric else ""
    return format_html(before, numbers, label), SafeString(after)
