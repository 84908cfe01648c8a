"""What a screen reader is given of a page, and what must be true of it: Chromium's own accessibility tree."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from playwright.sync_api import Page

# A link or button is read out alone, in a list of all of them: these say nothing there.
VAGUE = {
    *(
        "here",
        "click here",
        "more",
        "read more",
        "link",
        "this",
        "open",
        "edit",
        "change",
        "remove",
        "delete",
    ),
    *("see", "view", "show more", "details", "go", "start", "stop", "undo", "settled", "done", "ok"),
}
FIELDS = {
    *("textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "checkbox", "radio", "switch"),
}
PRESSED = {"link", "button", "DisclosureTriangle", "tab", "menuitem"}
DRAWN = {"image", "img", "progressbar", "meter"}
ONE_ONLY = ("banner", "main", "contentinfo")  # a paper to print has no top and no foot
NAMED = {"navigation", "region", "complementary", "search", "form"}
LANDMARKS = {*ONE_ONLY, *NAMED}
GROUPS = {"group", "radiogroup"}
PARTS = {"Day", "Month", "Year"}  # of a date: a group says of which
TABLES = {"table", "grid", "treegrid"}
ERRORS = "There is a problem"  # has the focus when it is there, and stands where the design system puts it
TITLE = re.compile(r"(Error: )?\S.* – Skerry")
WHERE = "() => [document.title, document.querySelector('.skerry-header__practice')?.textContent ?? '']"
PEOPLE = re.compile(r"\b(Mary Webb|Pat Kaminski|Omar Farouk|Jo Webb)\b")
# Things that people name. Two of one name are told apart by what stands beside them; made-up ones are all called this.
NAMES = ("Moving more", "Fewer missed sessions", "Walking group", "deputy safeguarding lead of Asha Rao")
# A wave is named by its day: of two that began on one day the row says of which search, and how far each is.
WAVES = r"Wave of \d+ \w+ \d{4}"
# And a press in the row of somebody found: the row begins with their name.
IN_A_ROW = "A relative or friend of mine: block this record for me"
SAME = re.compile("|".join((PEOPLE.pattern, *NAMES, WAVES, IN_A_ROW)))


@dataclasses.dataclass(eq=False, slots=True)
class Node:
    """What is said of one thing; `above` are those it stands in, the nearest last."""

    role: str
    name: str
    level: int
    url: str
    above: tuple["Node", ...]

    def within(self, roles: Iterable[str]) -> "Node | None":
        return next((node for node in reversed(self.above) if node.role in roles), None)

    @property
    def in_group(self) -> str:
        """The named groups it stands in, as they are read out before it."""
        return " > ".join(node.name for node in self.above if node.role in GROUPS and node.name)

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


def read(page: Page) -> list[Node]:
    """In the order in which it is read."""
    session = page.context.new_cdp_session(page)
    found = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    children = {child for one in found.values() for child in one.get("childIds", ())}
    roots = [one for one in found.values() if one["nodeId"] not in children]
    return [node for root in roots for node in down(root, (), found)]


def down(one: dict[str, Any], above: tuple[Node, ...], found: dict[str, dict[str, Any]]) -> Iterator[Node]:
    if not one.get("ignored"):
        node = node_of(one, above)
        yield node
        above = (*above, node)
    for child in one.get("childIds", ()):
        if child in found:
            yield from down(found[child], above, found)


def node_of(one: dict[str, Any], above: tuple[Node, ...]) -> Node:
    more = {each["name"]: each["value"].get("value") for each in one.get("properties", ())}
    name = " ".join(str(one.get("name", {}).get("value") or "").split())
    level = int(more.get("level") or 0)
    return Node(str(one.get("role", {}).get("value")), name, level, str(more.get("url") or ""), above)


def makes_sense(page: Page) -> None:
    """Whoever does not see the page knows where they are, what is what, and what each press does."""
    wrong = [*wrong_title(*page.evaluate(WHERE)), *wrong_with(read(page))]
    assert not wrong, "\n".join([page.url, *wrong])


def wrong_title(title: str, practice: str) -> Iterator[str]:
    """The page, then whose it is, then the product; a person's name would stay in the browser's history."""
    if not TITLE.fullmatch(title) or (practice and not title.endswith(f" – {practice} – Skerry")):
        yield f"title {title!r}"
    if PEOPLE.search(title):
        yield f"title with a patient's name {title!r}"


def wrong_with(nodes: list[Node]) -> Iterator[str]:
    for rule in (wrong_headings, wrong_landmarks, wrong_names, wrong_links, wrong_fields, wrong_tables):
        yield from rule(nodes)


def wrong_headings(nodes: list[Node]) -> Iterator[str]:
    """One of the first level, which comes first; below it no level is left out."""
    all_of_them = [node for node in nodes if node.role == "heading"]
    headings = [node for node in all_of_them if node.name != ERRORS]
    if [node.level for node in headings].count(1) != 1:
        yield f"headings of the first level: {[node.name for node in headings if node.level == 1]}"
    last = 0
    for node in headings:
        if not node.name:
            yield f"heading of level {node.level} without words"
        if node.level > last + 1:
            yield f"heading “{node.name}” of level {node.level} after one of {last}"
        last = node.level


def wrong_landmarks(nodes: list[Node]) -> Iterator[str]:
    """One top, one main part, one foot; whatever may be there twice is told apart by its name."""
    found = defaultdict(list)
    for node in nodes:
        if node.role in LANDMARKS:
            found[node.role].append(node.name)
    for role in ONE_ONLY:
        if len(found[role]) > 1 or (role == "main" and not found[role]):
            yield f"{len(found[role])} {role}"
    for role in NAMED - {"form"}:
        if len(found[role]) != len({name for name in found[role] if name}):
            yield f"{role} without a name of its own: {found[role]}"


def wrong_names(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.role in FIELDS | PRESSED | DRAWN and not node.name:
            yield f"{node.role} without a name, in {node.above[-1]}"
        if node.role in PRESSED and node.name.casefold() in VAGUE and not node.in_group:
            yield f"{node} says nothing out of its place"


def wrong_links(nodes: list[Node]) -> Iterator[str]:
    """In one region two links of one name lead to one place."""
    leads: dict[tuple[Node | None, str], set[str]] = defaultdict(set)
    for node in nodes:
        if node.role == "link" and not SAME.search(node.name):
            leads[node.within(LANDMARKS), node.name].add(node.url)
    for (_region, name), urls in leads.items():
        if len(urls) > 1:
            yield f"links “{name}” lead to {sorted(urls)[:3]}"


def wrong_fields(nodes: list[Node]) -> Iterator[str]:
    """A choice and a part of a date are of a named group; no two fields or buttons of one group and name."""
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for node in nodes:
        if (node.role == "radio" or (node.name in PARTS and node.role in FIELDS)) and not node.in_group:
            yield f"{node} belongs to nothing that has a name"
        if node.role in {*FIELDS, "button"} and not SAME.search(f"{node.in_group} {node.name}"):
            seen[node.within(LANDMARKS), node.role, node.in_group, node.name] += 1
    for (_region, role, group, name), times in seen.items():
        if times > 1:
            yield f"{times} times {role} “{name}” in “{group}”"


def wrong_tables(nodes: list[Node]) -> Iterator[str]:
    headed = {node.within(TABLES) for node in nodes if node.role in {"columnheader", "rowheader"}}
    for node in nodes:
        if node.role in TABLES and not node.name:
            yield "table without a caption"
        if node.role in TABLES and node not in headed:
            yield f"{node} without header cells"
