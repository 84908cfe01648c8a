"""Who would take whom, shown before it happens; and a mark of it, so that nothing else happens than was seen."""

import dataclasses
import hashlib
from typing import Any

from coaching.caseload_queries import Held, counted
from practice.models import Membership

WHAT = ("enrolments", "sessions", "begun", "follow_ups", "asked", "points")


@dataclasses.dataclass(frozen=True, slots=True)
class Sharing:
    """`to` says who takes whom, by the patient's id; `leads` takes the groups, where all people go."""

    work: dict[int, Held]
    to: dict[int, Membership]
    groups: list[str]
    leads: Membership | None

    @property
    def mark(self) -> str:
        """Of what was shown: another sharing, or other work, has another mark."""
        told = [(patient, taker.pk, self.work[patient].said) for patient, taker in sorted(self.to.items())]
        leads = (self.groups, self.leads.pk) if self.leads else ()
        return hashlib.sha256(repr((told, leads)).encode()).hexdigest()[:32]

    @property
    def said(self) -> str:
        led = len(self.groups) if self.leads else 0
        return counted((len(self.to), "person", "people"), (led, "group", "groups"))

    @property
    def takers(self) -> list[dict[str, Any]]:
        """For the page: each colleague with the people they would take."""
        rows: dict[int, dict[str, Any]] = {}
        if self.leads:
            rows[self.leads.pk] = {"member": self.leads, "people": [], "groups": self.groups}
        for patient, taker in self.to.items():
            row = rows.setdefault(taker.pk, {"member": taker, "people": []})
            row["people"].append(self.work[patient])
        for row in rows.values():
            held = row["people"]
            row |= {what: sum(getattr(one, what) for one in held) for what in WHAT}
            held.sort(key=lambda one: (one.name, one.patient_id))
        return sorted(rows.values(), key=lambda row: row["member"].name)
