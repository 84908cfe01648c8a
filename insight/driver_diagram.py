"""Where the boxes of a driver diagram stand: plain numbers for templates/insight/driver_diagram.html."""

import dataclasses
import textwrap
from collections.abc import Sequence

from insight.models import Driver

WIDTH, BOX, GAP, COLUMN = 980, 200, 14, 260
LINE, PAD, HEAD = 19, 10, 34
LETTERS = 24  # of a line; DejaVu's and Arial's wide words stay inside
LONGEST = 9  # lines; the list beside it has all words


@dataclasses.dataclass
class Node:
    """One driver or idea with what stands under it, in their order."""

    driver: Driver
    children: list["Node"] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    """Words in a frame; `look` is aim, primary, secondary or idea, told apart by their frames."""

    look: str
    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    width: int = BOX

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def text_x(self) -> int:
        return self.x + PAD


@dataclasses.dataclass(frozen=True, slots=True)
class Diagram:
    """All boxes, and the lines between them as (x1, y1, x2, y2)."""

    description: str
    boxes: tuple[Box, ...]
    links: tuple[tuple[int, int, int, int], ...]
    height: int
    heads: tuple[tuple[int, str], ...] = (
        (0, "Aim"),
        (COLUMN, "Main drivers"),
        (2 * COLUMN, "Behind them"),
        (3 * COLUMN, "Change ideas"),
    )


def tree(drivers: Sequence[Driver]) -> list[Node]:
    """Those that stand, each under its own, by position."""
    nodes = {one.pk: Node(one) for one in drivers}
    roots: list[Node] = []
    for one in sorted(drivers, key=lambda driver: (driver.position, driver.pk)):
        above = nodes.get(one.parent_id) if one.parent_id else None
        (above.children if above else roots).append(nodes[one.pk])
    return roots


class Drawing:
    """Boxes are placed from above; whatever has something under it stands beside its middle."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.links: list[tuple[int, int, int, int]] = []

    def place(self, node: Node, top: int) -> tuple[Box, int]:
        """The box, and where the next one below may begin."""
        column = {"primary": 1, "secondary": 2, "idea": 3}[node.driver.kind]
        lines = wrapped(node.driver.words)
        return self.beside(node.driver.kind, column, lines, node.children, top)

    def beside(
        self, look: str, column: int, lines: list[str], children: Sequence[Node], top: int
    ) -> tuple[Box, int]:
        under, below = [], top
        for child in children:
            box, below = self.place(child, below)
            under.append(box)
        tall = len(lines) * LINE + 2 * PAD
        middle = (under[0].middle + under[-1].middle) // 2 if under else top + tall // 2
        y = max(top, middle - tall // 2)
        box = self.keep(look, column * COLUMN, y, tall, lines)
        self.links += [(box.right, box.middle, one.x, one.middle) for one in under]
        return box, max(below, y + tall + GAP)

    def keep(self, look: str, x: int, y: int, tall: int, lines: list[str]) -> Box:
        said = tuple((y + PAD + LINE * (at + 1) - 5, line) for at, line in enumerate(lines))
        box = Box(look, x, y, tall, said)
        self.boxes.append(box)
        return box


def diagram(aim: str, drivers: Sequence[Driver]) -> Diagram:
    """The aim on the left, what it depends on, and ideas on the right."""
    drawing, roots = Drawing(), tree(drivers)
    _aim, below = drawing.beside("aim", 0, wrapped(aim), roots, HEAD)
    return Diagram(described(aim, roots), tuple(drawing.boxes), tuple(drawing.links), below)


def wrapped(words: str) -> list[str]:
    lines = textwrap.wrap(words, LETTERS) or [""]
    return (
        lines if len(lines) <= LONGEST else [*lines[: LONGEST - 1], f"{lines[LONGEST - 1][: LETTERS - 1]}…"]
    )


def described(aim: str, roots: Sequence[Node]) -> str:
    """All of it in words, for those who do not see it."""
    if not roots:
        return f"{aim} No drivers yet."
    told = [f"{root.driver.words}{below(root)}" for root in roots]
    return f"{aim} It depends on: {'; '.join(told)}."


def below(node: Node) -> str:
    inside = [f"{child.driver.words}{below(child)}" for child in node.children]
    return f" ({', '.join(inside)})" if inside else ""
