"""What is measured: how a client asks the page and the floor for the same thing, and what a right answer says."""

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any

from tests.bench.seeking import TYPED

Sample = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """One request and the answer it must get."""

    method: str
    path: str
    form: dict[str, Any] | None = None
    status: int = 200
    says: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """`once` names what each sample uses up, as a session can be finished only once; nothing where it uses up none."""

    label: str
    page: Callable[[Sample], Request]
    floor: Callable[[Sample], Request]
    once: str = ""
    signed_in: bool = True

    def request(self, target: str, sample: Sample) -> Request:
        return (self.page if target == "page" else self.floor)(sample)


def spaced(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def search(typed: Callable[[Sample], str], says: Callable[[Sample], str]) -> tuple[Callable, Callable]:
    """The find page, and the floor's, which is told what kind of search it is."""

    def page(sample: Sample) -> Request:
        return Request("POST", "/mine/find", {"text": typed(sample)}, 200, says(sample))

    def floor(sample: Sample) -> Request:
        return Request("POST", f"/floor/{sample['code']}/find", {"text": typed(sample)}, 200, says(sample))

    return page, floor


def record(sample: Sample) -> Request:
    return Request(
        "GET", f"/{sample['code']}/patients/{sample['patient']}", None, 200, spaced(sample["number"])
    )


def floor_record(sample: Sample) -> Request:
    return Request("GET", f"/floor{record(sample).path}", None, 200, sample["number"])


NOTE = {
    "mode": "phone",
    "what_matters": "Being able to walk to the allotment and back without stopping.",
    "notes": "Talked through the last fortnight. The diary was kept on most days and shows that mornings are "
    "hardest. Has walked to the shop four times and to the park once. The knee held. " * 2,
    "next_step": "Walk to the park on Tuesday and Friday",
    "follow_up_on_day": "16",
    "follow_up_on_month": "3",
    "follow_up_on_year": "2026",
    "channel": "phone",
    "follow_up_words": "Ask about the diary",
    "no_follow_up_because": "",
    "draft_version": "0",
}


def finish(sample: Sample) -> Request:
    form = NOTE | {"form_key": str(uuid.uuid4())}
    return Request("POST", f"/{sample['code']}/sessions/{sample['session']}/finish", form, 302)


def floor_finish(sample: Sample) -> Request:
    asked = finish(sample)
    return dataclasses.replace(asked, path=f"/floor{asked.path}")


def today(_sample: Sample) -> Request:
    return Request("GET", "/mine/today", None, 200, "Ask about the diary")


def floor_today(_sample: Sample) -> Request:
    return Request("GET", "/floor/today", None, 200, "Ask about the diary")


def figures(sample: Sample) -> Request:
    return Request("GET", f"/{sample['code']}/dashboard", None, 200, "Coach 2")


def floor_figures(sample: Sample) -> Request:
    return dataclasses.replace(figures(sample), path=f"/floor/{sample['code']}/dashboard")


def caseload(_sample: Sample) -> Request:
    return Request("GET", "/mine/caseload", None, 200, "Health coaching")


def floor_caseload(_sample: Sample) -> Request:
    return Request("GET", "/floor/caseload", None, 200, "Health coaching")


def long_record(sample: Sample) -> Request:
    return Request("GET", f"/{sample['code']}/patients/{sample['long']}", None, 200, "See all sessions")


def floor_long_record(sample: Sample) -> Request:
    return Request("GET", f"/floor/{sample['code']}/patients/{sample['long']}", None, 200, "Record")


def answers(sample: Sample) -> Request:
    """The last press at the desk: every statement answered, scored and said what it is worth."""
    pressed = {f"a-{item}": str(n % 4) for n, item in enumerate(sample["items"])}
    form = pressed | {"finish": "yes", "version": "0", "form_key": str(uuid.uuid4())}
    return Request("POST", f"/{sample['code']}/measurements/{sample['measurement']}/answer", form, 302)


def floor_answers(sample: Sample) -> Request:
    asked = answers(sample)
    return dataclasses.replace(asked, path=f"/floor{asked.path}")


def services(sample: Sample) -> Request:
    """For a person, within three miles and by a word."""
    where = f"/{sample['code']}/patients/{sample['patient']}/services"
    return Request("POST", where, dict(TYPED), 200, "Service ")


def floor_services(sample: Sample) -> Request:
    asked = services(sample)
    return dataclasses.replace(asked, path=f"/floor{asked.path}")


def board(_sample: Sample) -> Request:
    return Request("GET", "/mine/referrals", None, 200, "Ask how the group was")


def floor_board(_sample: Sample) -> Request:
    return Request("GET", "/floor/referrals", None, 200, "Ask how the group was")


def referral(sample: Sample) -> Request:
    """One that has come as far as a service: its steps, contacts and what the service said."""
    return Request(
        "GET", f"/{sample['code']}/referrals/{sample['referral']}", None, 200, "Happy to try the group"
    )


def floor_referral(sample: Sample) -> Request:
    asked = referral(sample)
    return dataclasses.replace(asked, path=f"/floor{asked.path}")


def provider(sample: Sample) -> Request:
    """A link out of a mail, opened for the first time that day."""
    return Request("GET", f"/link/{sample['token']}/service", None, 200, "As they are called")


def floor_provider(sample: Sample) -> Request:
    asked = provider(sample)
    return dataclasses.replace(asked, path=f"/floor{asked.path}")


OPERATIONS: dict[str, Operation] = {
    "number": Operation(
        "Search by NHS number", *search(lambda s: spaced(s["number"]), lambda s: s["family"])
    ),
    "name": Operation(
        "Search by part of a name", *search(lambda s: s["family"][:4], lambda s: s["family"][:4])
    ),
    "misspelt": Operation(
        "Search by a misspelt name",
        *search(lambda s: f"{s['given']} {s['wrong']}", lambda s: s["given"]),
    ),
    "record": Operation("Open a record with its notes", record, floor_record),
    "services": Operation("Find a service among 50,000", services, floor_services),
    "today": Operation("Today", today, floor_today),
    "board": Operation("A link worker's board of 250", board, floor_board),
    "referral": Operation("Open a referral", referral, floor_referral),
    "provider": Operation("A service opens its link", provider, floor_provider, once="link", signed_in=False),
    "caseload": Operation("A caseload of 300", caseload, floor_caseload),
    "long": Operation("Open the record of somebody with 500 sessions", long_record, floor_long_record),
    "figures": Operation("Dashboard", figures, floor_figures),
    "finish": Operation("Finish a session", finish, floor_finish, once="session"),
    "answers": Operation("Send the answers of a questionnaire", answers, floor_answers, once="measurement"),
}
