"""Who may read which text: a clinician all of them, but a sensitive note only its author and those whom it names."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable

from coaching.models import Session, SessionReader
from practice.models import Membership
from practice.permissions import Permission, permissions_of


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """A sensitive note and whom it is for: user numbers with their names as colleagues know them."""

    pk: int
    people: dict[int, str]
    still_here: frozenset[int]

    @property
    def who(self) -> str:
        """Who must read it, in words."""
        here = [name for user, name in self.people.items() if user in self.still_here]
        return ", or ".join(here) or "nobody who still works here"


def notes(practice_id: int, keys: Iterable[int], today: dt.date) -> dict[int, Note]:
    """Author, whoever signed it, and everybody named on it; in three queries."""
    found = Session.objects.filter(practice_id=practice_id, pk__in=set(keys))
    people: dict[int, dict[int, str]] = {}
    for one in found.select_related("coach__user", "finished_by__user"):
        signed = [member for member in (one.coach, one.finished_by) if member]
        people[one.pk] = {member.user_id: member.name for member in signed}
    named = SessionReader.objects.filter(practice_id=practice_id, session__in=list(people))
    for reader in named.select_related("member__user"):
        people[reader.session_id].setdefault(reader.member.user_id, reader.member.name)
    users = {user for those in people.values() for user in those}
    here = readers_here(practice_id, users, today)
    return {pk: Note(pk, those, frozenset(here & those.keys())) for pk, those in people.items()}


def readers_here(practice_id: int, users: set[int], today: dt.date) -> set[int]:
    """Those of them who work here now in a role that reads notes."""
    may = permissions_here(practice_id, users, today)
    return {user for user, permissions in may.items() if Permission.READ_NOTES in permissions}


def permissions_here(
    practice_id: int, users: Collection[int], today: dt.date
) -> dict[int, frozenset[Permission]]:
    """What each may do, in all their roles together."""
    current = Membership.objects.current(today).filter(practice_id=practice_id, user__in=users)
    roles: dict[int, set[str]] = {}
    for user, role in current.values_list("user_id", "role"):
        roles.setdefault(user, set()).add(role)
    return {user: permissions_of(those) for user, those in roles.items()}


def may_read(user_id: int, permissions: Collection[Permission], note: Note | None) -> bool:
    """Of what hangs on no sensitive note: a clinician, who alone can judge of serious harm."""
    if note is not None:
        return user_id in note.people and Permission.READ_NOTES in permissions
    return Permission.REVIEW_ACCESS in permissions
