"""A wave that has been started, the messages that it sends, and the phones that they arrive at."""

import datetime as dt
import re
from typing import Any

from coaching.models import Programme
from outreach.actions import times
from outreach.models import Invitation, OfferedTime, Wave
from patients.models import Patient
from practice.models import Membership, Practice
from tests import build
from tests.outreach import rows
from tests.outreach.waves import a_started
from tests.prescribing.visitors import Visitor
from tests.reminders.conftest import Post

LINK = re.compile(r"/link/([A-Za-z0-9_-]{24})/i\b")
DAY = dt.timedelta(days=1)
# The wave begins on Tuesday at ten.
TO_THE_DAY = {"days": 1, "hours": 2}


class Phone(Visitor):
    """Opens the link of an invitation as it went out."""

    def __init__(self, words: str) -> None:
        super().__init__(LINK.search(words)[1], "i")
        self.get()

    def press(self, **data: Any) -> Any:
        self.post(**data)
        return self.get() if self.page.status_code == 302 else self.page

    @property
    def buttons(self) -> set[str]:
        return set(re.findall(r'name="said" value="(\w+)"', self.page.content.decode()))

    @property
    def times(self) -> list[int]:
        return [int(pk) for pk in re.findall(r'name="chosen" value="(\d+)"', self.page.content.decode())]


def a_programme(practice: Practice, by: Membership) -> Programme:
    return Programme.objects.create(
        practice=practice, name="Health coaching", started_at=build.NOW, started_by=by
    )


def a_wave_for(people: list[Patient], by: Membership, *, coaching: bool = True, **values: Any) -> Wave:
    """For these people, begun."""
    practice = people[0].practice
    if coaching and "programme" not in values:
        values["programme"] = a_programme(practice, by)
    aim = {"aim": "coaching"} if coaching else {}
    return a_started(rows.a_run_of(practice, people, {}), **aim, **values)


def offered(wave: Wave, coach: Membership, *hours: int) -> list[OfferedTime]:
    """On Monday in a week, at these hours."""
    monday = build.NOW.replace(hour=0) + 7 * DAY
    starts = [monday + dt.timedelta(hours=hour) for hour in hours]
    said = {"minutes": 30, "mode": "phone", "by": wave.made_by, "now": build.NOW}
    return times.offer_times(wave=wave, coach=coach, starts=starts, **said)


def of(patient: Patient) -> Invitation:
    return Invitation.objects.get(patient=patient)


def phone_of(post: Post, name: str) -> Phone:
    """The last text to whoever is called this."""
    texts = [words for _to, words in post.carrier.taken.values() if words.startswith(f"{name}: ")]
    return Phone(texts[-1])
