"""Lists of services as feeds page them: Open Referral UK 3.0, the older 1.0, and plain lists."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from prescribing.incoming.entry import held, listed
from prescribing.incoming.fetching import Fetcher, Missing, NotRead

MOST_PAGES = 2_000
MOST_SERVICES = 60_000
# A list says little of each service; one that has any of these has been told in full.
IN_FULL = (
    *("service_at_locations", "schedules", "regular_schedules", "contacts", "phones", "attributes"),
    *("cost_options", "service_areas", "languages", "eligibilitys", "service_taxonomys"),
)
ONLY_IN_1 = ("service_taxonomys", "regular_schedules", "eligibilitys")
BROKEN_AT_ONCE = 20


def services_in(page: Any) -> list[dict[str, Any]] | None:
    """The services of a page, of a plain list, of an organisation, or one alone; None where it is no list at all."""
    if isinstance(page, list):
        return unfolded(page)
    for name in ("contents", "content", "services", "items", "data"):
        if isinstance(held(page).get(name), list):
            whose = {n: page[n] for n in ("id", "name", "description", "website") if n in page}
            found = unfolded(page[name])
            return [{"organization": whose, **one} if name == "services" and whose else one for one in found]
    if isinstance(page, dict) and ("service" in page or ("id" in page and "name" in page)):
        return unfolded([page])
    return None


def unfolded(found: list[Any]) -> list[Any]:
    """A service at a location stands for its service there."""
    return [
        {**one["service"], "service_at_locations": [one]}
        if isinstance(held(one).get("service"), dict)
        else one
        for one in found
    ]


def is_thin(service: Any) -> bool:
    return isinstance(service, dict) and not any(name in service for name in IN_FULL)


def is_of_1(page: Any) -> bool:
    """The older shape: its own words for pages, eligibility and taxonomies."""
    if "content" in held(page) or "totalElements" in held(page):
        return True
    first = next(iter(services_in(page) or []), {})
    places = [held(one.get("location")) for one in listed(held(first).get("service_at_locations"))]
    return any(name in held(first) for name in ONLY_IN_1) or any("physical_addresses" in p for p in places)


class Feed:
    """One feed, page by page and, where its list is thin, service by service."""

    def __init__(self, address: str, fetch: Fetcher) -> None:
        self.fetch = fetch
        self.address = address
        self.first = fetch.json(address)
        if services_in(self.first) is None:
            parts = urlsplit(address)
            self.address = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/services"))
            self.first = fetch.json(self.address)
        if services_in(self.first) is None:
            raise NotRead("There is no list of services at this address.")

    @property
    def is_of_1(self) -> bool:
        return is_of_1(self.first)

    def pages(self) -> Iterator[list[dict[str, Any]]]:
        """Until the feed says that it was the last, sends nothing, or sends the same again."""
        page, number, before = self.first, int(held(self.first).get("page_number") or 1), None
        for _turn in range(MOST_PAGES):
            found = services_in(page) or []
            ids = [held(one).get("id") for one in found]
            if not found or ids == before:
                return
            yield found
            if isinstance(page, list) or was_last(page, number):
                return
            before, number = ids, number + 1
            page = self.fetch.json(self.page_url(number))
        raise NotRead(f"The feed has more than {MOST_PAGES:,} pages.")

    def page_url(self, number: int) -> str:
        parts = urlsplit(self.address)
        query = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
        return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))

    def services(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Each service with what kept it from being told in full: "" where nothing did."""
        broken = count = 0
        for found in self.pages():
            for one in found:
                count += 1
                if count > MOST_SERVICES:
                    raise NotRead(f"The feed has more than {MOST_SERVICES:,} services.")
                service, trouble = self.in_full(one)
                broken = broken + 1 if trouble else 0
                if broken >= BROKEN_AT_ONCE:
                    raise NotRead(f"{BROKEN_AT_ONCE} services in a row could not be read. {trouble}")
                yield service, trouble

    def in_full(self, service: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if not is_thin(service) or not service.get("id"):
            return service, ""
        parts = urlsplit(self.address)
        one = f"{parts.path.rstrip('/')}/{quote(str(service['id'])[:200], safe='')}"
        try:
            told = self.fetch.json(urlunsplit(parts._replace(path=one, query="")))
        except Missing:
            return service, ""  # the list is all that this feed says of it
        except NotRead as wrong:
            return service, str(wrong)
        same = isinstance(told, dict) and str(told.get("id")) == str(service["id"])
        return (told, "") if same else (service, "Its own page is about something else.")


def was_last(page: dict[str, Any], number: int) -> bool:
    total = page.get("total_pages", page.get("totalPages"))
    if isinstance(total, int):
        return number >= total
    return bool(page.get("last_page") or page.get("last") or not ("contents" in page or "content" in page))
