"""The outputs as pages for a PDF file."""

from collections.abc import Mapping

from coaching.outputs.easy_plan import EasyPlan
from coaching.outputs.facts import Facts
from coaching.outputs.gp_summary import GPSummary
from coaching.outputs.plan import Place, Plan
from practice.pdf import Block, Document
from practice.wording import long_date, spaced_nhs_number

LINE_TO_WRITE_ON = "……………………………………………"
Drawings = Mapping[str, str]


def plan_document(made: Plan, *, author: str, large: bool) -> Document:
    """The plan: headings, and the next step large."""
    blocks = [Block(f"{made.name}. {made.made}.", "small")]
    for section in made.sections:
        blocks.append(Block(section.heading, "heading"))
        blocks += [Block(line, "large" if section.large else "text") for line in section.lines]
    return Document(made.title, (*blocks, *small(made)), author, large_print=large)


def easy_document(easy: EasyPlan, drawings: Drawings, *, author: str) -> Document:
    """Easy read is large print always; a drawing stands beside the line that it belongs to."""
    made = easy.plan
    blocks = [Block(f"{made.name}. {made.made}.", "small")]
    for line in easy.lines:
        drawing = drawings[line.picture] if line.picture else ""
        blocks.append(Block(line.words, "large" if line.large else "line", drawing))
    return Document(made.title, tuple(blocks), author, large_print=True)


def islands_document(
    made: Plan, places: tuple[Place, ...], drawings: Drawings, *, author: str, large: bool
) -> Document:
    """The island picture: a drawing for each place, a line to write on where nothing was said."""
    blocks = [Block(f"{made.name}. {made.made}.", "small")]
    for place in places:
        blocks.append(Block(place.heading, "heading"))
        is_large = place.large and bool(place.words)
        words = place.words or LINE_TO_WRITE_ON
        blocks.append(Block(words, "large" if is_large else "line", drawings[place.picture]))
    for section in made.sections:
        if section.is_beside_islands:
            blocks += [Block(section.heading, "heading"), *(Block(line) for line in section.lines)]
    return Document(made.title, (*blocks, *small(made)), author, large_print=large)


def small(made: Plan) -> list[Block]:
    return [Block("", "rule"), *(Block(line, "small") for line in made.small)]


def summary_document(summary: GPSummary, facts: Facts) -> Document:
    """For the record: whose it is stands first, on the page itself."""
    number = spaced_nhs_number(facts.nhs_number) if facts.nhs_number else "none"
    whose = f"{facts.name}, born {long_date(facts.birth_date)}, NHS number {number}"
    signed = f"Signed by {facts.signed_by} on {long_date(facts.signed_at)}."
    blocks = (Block(whose), *(Block(line) for line in summary.lines), Block(signed, "small"))
    return Document("Summary of health coaching", blocks, facts.practice)
