"""What stands in the navigation: each room registers its entries when it starts."""

import dataclasses

from practice.addresses import address
from practice.permissions import Permission, permissions_of
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One link; `scope` is 'mine' (all practices of the member) or 'practice' (one)."""

    label: str
    url_name: str
    permission: Permission
    scope: str
    order: int


_entries: list[Entry] = []


def register(label: str, url_name: str, permission: Permission, *, scope: str, order: int) -> None:
    """Called from AppConfig.ready(); calling it again changes nothing."""
    entry = Entry(label, url_name, permission, scope, order)
    if entry not in _entries:
        _entries.append(entry)
        _entries.sort(key=lambda e: e.order)


def entries_for(request: Request) -> list[dict[str, object]]:
    """The links this member may follow, with the current one marked."""
    practice = request.practice or request.memberships[0].practice
    shown = []
    for entry in _entries:
        if entry.permission not in allowed_at(request, entry, practice.pk):
            continue
        arguments = [practice.ods_code] if entry.scope == "practice" else []
        url = address(entry.url_name, *arguments)
        current = request.path == url or (len(url) > 1 and request.path.startswith(url + "/"))
        shown.append({"label": entry.label, "url": url, "current": current})
    return shown


def allowed_at(request: Request, entry: Entry, practice_id: int) -> frozenset[Permission]:
    """What the member may do where the entry leads."""
    members = request.memberships
    if entry.scope == "practice":
        members = [m for m in members if m.practice_id == practice_id]
    return permissions_of({m.role for m in members})
