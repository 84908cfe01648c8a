"""A condition in one form, however PostgreSQL writes it down.

What it printed for a dump it reads back as the same condition and prints with other brackets and casts:
`x = ANY ((ARRAY['a'::varchar])::text[])` becomes `x = ANY (ARRAY[('a'::varchar)::text])`, `((a OR b) OR c)` becomes
`(a OR b OR c)`. Brackets that decide something stay.
"""

import re
from typing import Any

CAST = re.compile(r"::(?:character varying|text|numeric|double precision)(?:\(\d+\))?(?:\[\])?")
TOKEN = re.compile(r"'(?:[^']|'')*'|[()\[\]|,]|[^\s()\[\]|,']+")
JOINS = {"AND", "OR"}
Tree = list[Any]


def plain(line: str) -> str:
    return written(simple(tree(TOKEN.findall(CAST.sub("", line)))))


def tree(tokens: list[str]) -> Tree:
    stack: list[Tree] = [[]]
    for token in tokens:
        if token == "(":
            stack.append([])
        elif token == ")":
            inner = stack.pop()
            stack[-1].append(inner)
        else:
            stack[-1].append(token)
    return stack[0]


def simple(level: Tree) -> Tree:
    """Without brackets around one thing, and without those around more of what joins this level anyway."""
    inner = [simple(part) if isinstance(part, list) else part for part in level]
    while len(inner) == 1 and isinstance(inner[0], list):
        inner = inner[0]
    joins, found = joins_of(inner), []
    for place, part in enumerate(inner):
        if isinstance(part, list) and (
            len(part) == 1 or may_open(part, joins, inner[place - 1] if place else "AND")
        ):
            found += part
        else:
            found.append(part)
    return found


def joins_of(level: Tree) -> set[str]:
    return {part for part in level if isinstance(part, str) and part in JOINS}


def may_open(part: Tree, joins: set[str], before: Any) -> bool:
    """`a AND (b AND c)` and `a OR (b = c)`; never after NOT, nor the arguments of a function."""
    return len(joins) == 1 and before in JOINS and joins_of(part) <= joins and "," not in part


def written(level: Tree) -> str:
    return " ".join(f"({written(part)})" if isinstance(part, list) else part for part in level)
