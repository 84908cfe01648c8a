"""The answer for another computer: all of it as JSON, and each kind of thing as a table (UK GDPR Article 20)."""

import csv
import io
import json
import re
import zipfile
from typing import Any

from insight.whole.paper import Content, Facts, what_was_left_out
from patients.intake.refused import neutral


def zipped(content: list[Content], facts: Facts) -> bytes:
    """The same content gives the same words; no cell is one that a spreadsheet would run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("everything.json", as_json(content, facts))
        for number, section in enumerate(content, start=1):
            folder.writestr(f"{number:02} {file_name(section['title'])}.csv", as_csv(section))
    return out.getvalue()


def as_json(content: list[Content], facts: Facts) -> str:
    about: dict[str, Any] = {
        "name": facts.name,
        "nhs_number": facts.nhs_number,
        "practice": facts.practice,
        "as_it_stood_on": facts.made_on.isoformat(),
        "left_out": what_was_left_out(facts.left_out),
    }
    return json.dumps(about | {"sections": content}, ensure_ascii=False, indent=1)


def file_name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]


def as_csv(section: Content) -> str:
    """A line for each entry; a column for each heading that any of them has."""
    headings = list(dict.fromkeys(one["heading"] for entry in section["entries"] for one in entry["values"]))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Number", "What", *headings])
    for entry in section["entries"]:
        said = {one["heading"]: one["words"] for one in entry["values"]}
        words = [entry["heading"], *(said.get(heading, "") for heading in headings)]
        writer.writerow([entry["number"], *(neutral(one) for one in words)])
    return "\ufeff" + out.getvalue()
