"""Sessions as a calendar file (RFC 5545): ids and times, nobody's name. Plain values in, text out."""

import dataclasses
import datetime as dt

LONGEST = 75  # octets in a line (3.1); longer ones go on after a space
ENDS = "\r\n"
PRODUCT = "-//Skerry//Sessions//EN"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """One session. Without a url there is nothing in it that says which practice it is at."""

    number: int
    starts_at: dt.datetime
    minutes: int
    summary: str
    changes: int
    cancelled: bool = False
    url: str = ""

    def lines(self, host: str, now: dt.datetime) -> list[str]:
        ends_at = self.starts_at + dt.timedelta(minutes=self.minutes)
        return [
            "BEGIN:VEVENT",
            f"UID:session-{self.number}@{host}",
            f"DTSTAMP:{utc(now)}",
            f"DTSTART:{utc(self.starts_at)}",
            f"DTEND:{utc(ends_at)}",
            f"SEQUENCE:{self.changes}",
            f"STATUS:{'CANCELLED' if self.cancelled else 'CONFIRMED'}",
            f"SUMMARY:{self.summary.translate(ESCAPED)}",
            *([f"URL:{self.url}"] if self.url else []),
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]


def calendar(events: list[Event], *, host: str, now: dt.datetime) -> str:
    """A whole file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        lines += event.lines(host, now)
    return "".join(f"{folded(line)}{ENDS}" for line in [*lines, "END:VCALENDAR"])


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def folded(line: str) -> str:
    """Broken after 75 octets, never inside a letter."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + octets
    return ENDS.join([*parts, part])
