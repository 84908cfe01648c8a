"""Letters to print: which wait, whether each may still go, and the page that is printed.

The words were made when the letter was due. To whom and where it goes, in which print, and whether it may go at all
is asked when somebody prints it: that is the moment of sending.
"""

import dataclasses
import datetime as dt
import re

import qrcode

from patients.models import Need, Patient
from practice import gsm7, trail
from practice.models import Practice
from practice.pdf import LARGE_PRINT, SIZE, Block, Document
from practice.requests import Request
from practice.wording import long_date
from reminders import by_post, may_send, people, queries, reasons
from reminders.kinds import Channel, Outcome
from reminders.models import Message
from reminders.people import Person
from reminders.providers.printing import KEPT_DAYS, PrintQueue
from reminders.words import NAME_LIMIT

MOST = 100  # in one file
LATELY = 10
TITLE = "A letter from your GP practice"
ADDRESS_LINES = 6
LINK = re.compile(r"https?://\S+")
SCAN = "You can type the link above, or point the camera of a mobile phone at the square."
TOO_OLD = "The link in it is not kept any more: ring them, or send it again."


@dataclasses.dataclass(frozen=True, slots=True)
class Letter:
    """One that waits: why it may not be printed (empty if it may), and in which print."""

    message: Message
    words: str
    refused: str
    large: bool = False
    easy: bool = False
    post_by: dt.date | None = None

    @property
    def print(self) -> str:
        """In words, for whoever chooses the paper."""
        return "Easy read" if self.easy else "Large print" if self.large else ""


def shown(request: Request, only: int = 0) -> list[Letter]:
    """Those to print, the oldest first, as many as fit into one file; or one of them."""
    found = request.practice.messages.to_print().select_related("patient")
    found = found.filter(pk=only) if only else found
    waiting = list(found.order_by("due_at", "pk")[:MOST])
    closed = queries.shut(request, waiting)
    return made(request.practice, [one for one in waiting if one.patient_id not in closed], request.now)


def ready(shown: list[Letter]) -> list[Letter]:
    return [one for one in shown if not one.refused]


def lately(request: Request) -> list[Message]:
    """The last that were printed, to undo a press."""
    sent = request.practice.messages.by_outcome(Outcome.SENT).filter(channel=Channel.LETTER)
    lately = list(sent.select_related("patient").order_by("-settled_at", "-pk")[:LATELY])
    closed = queries.shut(request, lately)
    return [one for one in lately if one.patient_id not in closed]


def note_opened(request: Request, chosen: list[Letter]) -> None:
    """Whose letters somebody took away as a file."""
    for one in chosen:
        trail.record(
            "message.letter_opened",
            by=request.member,
            now=request.now,
            practice=request.practice,
            subject=one.message,
            patient=one.message.patient_id,
        )


def forget_old(now: dt.datetime) -> None:
    """What the letters of long ago said; that they went stands with the message."""
    PrintQueue().forget((now - dt.timedelta(days=KEPT_DAYS)).timestamp())


def made(practice: Practice, messages: list[Message], now: dt.datetime) -> list[Letter]:
    """These with what is known of their people now; a fixed number of queries."""
    ids = [message.patient_id for message in messages if message.patient_id]
    known = people.known(practice.pk, ids)
    formats = formats_of(practice, ids)
    return [letter(one, known.get(one.patient_id or 0), formats, now) for one in messages]


def formats_of(practice: Practice, ids: list[int]) -> dict[int, str]:
    """What each needs, as one text."""
    found: dict[int, str] = {}
    rows = Need.objects.filter(practice=practice, patient_id__in=ids, ended_at=None)
    for patient_id, words in rows.values_list("patient_id", "words"):
        found[patient_id] = f"{found.get(patient_id, '')} {words.lower()}"
    return found


def letter(message: Message, person: Person | None, formats: dict[int, str], now: dt.datetime) -> Letter:
    words = PrintQueue().words_of(message.reference) or message.words
    needs = formats.get(message.patient_id or 0, "").replace("-", " ")
    easy = "easy read" in needs
    until = by_post.until_of(message)
    refused = why_not(person, words, until, now)
    last = by_post.post_by(until) if until else None
    return Letter(message, words, refused, large=easy or "large print" in needs, easy=easy, post_by=last)


def why_not(person: Person | None, words: str, until: dt.datetime | None, now: dt.datetime) -> str:
    """Why it may not go any more; empty if it may."""
    if person is None or may_send.gone(person):
        return may_send.gone(person) if person else reasons.GONE
    return by_post.why_not(person, until, now) or (TOO_OLD if "[link]" in words else "")


def document(letters: list[Letter], practice: Practice, today: dt.date) -> Document:
    """All of these in one file, each from a new page and in its own print."""
    blocks: list[Block] = []
    for number, one in enumerate(letters):
        blocks += [Block("", "page")] if number else []
        blocks += blocks_of(one, practice, today)
    return Document(TITLE, tuple(blocks), practice.name, is_letter=True)


def blocks_of(one: Letter, practice: Practice, today: dt.date) -> list[Block]:
    size = LARGE_PRINT if one.large else SIZE
    patient = one.message.patient
    sender = "\n".join(filter(None, [practice.name, practice.telephone]))
    ring = f"Questions? Please ring us: {practice.telephone}" if practice.telephone else ""
    texts = [
        long_date(today),
        f"Dear {patient.called}",
        *body(one.words, patient, easy=one.easy),
        ring,
        practice.name,
    ]
    link = LINK.search(one.words)
    code = [Block("", "square", qr_of(link[0])), Block(SCAN, size=size)] if link else []
    return [
        Block(sender, "sender"),
        Block(address_of(patient), "address"),
        *(Block(text, size=size) for text in texts[:-2] if text),
        *code,
        *(Block(text, size=size) for text in texts[-2:] if text),
    ]


def address_of(patient: Patient) -> str:
    """Name and address, a line each, as an envelope has them; what is too much for the window joins a line."""
    lines = [line.strip() for line in re.split(r"[\n,]", patient.address) if line.strip()]
    lines += [patient.postcode] if patient.postcode and patient.postcode not in patient.address else []
    while len(lines) > ADDRESS_LINES:
        lines[0:2] = [f"{lines[0]}, {lines[1]}"]
    return "\n".join([patient.name, *lines])


def body(words: str, patient: Patient, *, easy: bool) -> list[str]:
    """What the message says, without the name that a text begins with; in easy read a sentence a line."""
    name = gsm7.shortened(gsm7.plain(patient.called), NAME_LIMIT) or "Hello"
    said = words.removeprefix(f"{name}: ")
    said = said[:1].upper() + said[1:]
    return re.split(r"(?<=[.?!]) +", said) if easy else [said]


def qr_of(link: str) -> str:
    """The link as a square to scan; beside it stands the link itself, for whoever types."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(link)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
