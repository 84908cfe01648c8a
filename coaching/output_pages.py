"""What stands ready from a note, what the pages of a plan show, and the files that are made of it."""

import dataclasses
import functools
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict

from coaching.models import Given, Session
from coaching.output_queries import facts_of, given_of
from coaching.outputs.documents import easy_document, islands_document, plan_document, summary_document
from coaching.outputs.drawings import DRAWINGS
from coaching.outputs.together import Outputs, outputs_of
from practice.pdf import Document, pdf_of
from practice.permissions import Permission
from practice.requests import Request

ON, OFF = "1", "0"


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """How the plan is shown; what the person needs is the default."""

    easy: bool = False
    islands: bool = False
    large: bool = False

    @classmethod
    def asked(cls, query: QueryDict, made: Outputs) -> "Look":
        easy = asked(query, "easy", made.facts.easy_read)
        return cls(
            easy, asked(query, "islands", False) and not easy, asked(query, "large", made.facts.large_print)
        )

    @classmethod
    def of(cls, given: Given, query: QueryDict) -> "Look":
        """As it was given."""
        easy = given.output == Given.Output.EASY_PLAN
        return cls(easy, query.get("islands") == ON, query.get("large") == ON)

    @property
    def output(self) -> str:
        return Given.Output.EASY_PLAN if self.easy else Given.Output.PLAN

    @property
    def query(self) -> str:
        return self.with_(self)

    @staticmethod
    def with_(look: "Look") -> str:
        return "&".join(f"{name}={ON if value else OFF}" for name, value in dataclasses.asdict(look).items())

    @property
    def choices(self) -> list[dict[str, Any]]:
        """What can be turned on and off, each with the address that does it."""
        choices = [
            ("easy", "Easy read with drawings"),
            ("islands", "Island picture"),
            ("large", "Large print"),
        ]
        if self.easy:  # easy read has its own drawings and is large always
            choices = choices[:1]
        return [
            {
                "label": label,
                "on": getattr(self, name),
                "query": self.with_(dataclasses.replace(self, **{name: not getattr(self, name)})),
            }
            for name, label in choices
        ]


def asked(query: QueryDict, name: str, default: bool) -> bool:
    return query[name] == ON if name in query else default


def made_of(request: Request, session: Session) -> Outputs:
    return outputs_of(facts_of(session, request.today))


def prepared(request: Request, session: Session) -> dict[str, Any]:
    """The context of coaching/outputs.html. Of a struck note nothing is ready, and what was given stays listed."""
    stands = session.finished_at is not None and session.entered_in_error_at is None
    return {
        "outputs": made_of(request, session) if stands else None,
        "given": given_of(session) if session.finished_at else [],
        "may_give": stands and Permission.WRITE_NOTES in request.permissions,
        "gp_record": gp_record(session),
    }


def gp_record(session: Session) -> dict[str, str]:
    """Where a summary goes: named on the press, and kept."""
    return {"to_whom": "GP record", "address": f"{session.practice.name} ({session.practice.ods_code})"}


def paper(made: Outputs, look: Look) -> dict[str, Any]:
    """The context of coaching/paper.html."""
    return {"plan": made.plan, "easy_plan": made.easy_plan, "islands": made.islands, "look": look}


def document_of(given: Given, made: Outputs, look: Look) -> Document:
    """What was given, as a page. A restricted person's file does not say where it was made."""
    author = "" if made.facts.restricted else made.facts.practice
    if given.output == Given.Output.GP_SUMMARY:
        return summary_document(made.gp_summary, made.facts)
    if look.easy:
        return easy_document(made.easy_plan, drawings(), author=author)
    if look.islands:
        return islands_document(made.plan, made.islands, drawings(), author=author, large=look.large)
    return plan_document(made.plan, author=author, large=look.large)


@functools.cache
def drawings() -> dict[str, str]:
    """Our drawings as SVG, read once."""
    folder = Path(settings.BASE_DIR) / "static" / "img" / "plan"
    return {name: (folder / f"{name}.svg").read_text() for name in DRAWINGS}


def file_of(document: Document, name: str) -> HttpResponse:
    """A download whose name says nothing about anybody."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(pdf_of(document), content_type="application/pdf", headers=disposition)
